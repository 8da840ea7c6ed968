"""Reads about receptions and rosters: rows and numbers."""
