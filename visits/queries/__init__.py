"""Reads of the visits room, by the page that needs them."""
