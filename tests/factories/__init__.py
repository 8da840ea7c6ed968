"""Rows for tests, one module a room. Names are synthetic, numbers belong to nobody."""
