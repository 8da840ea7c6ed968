"""Reads about pairs, and about who and what has none."""
