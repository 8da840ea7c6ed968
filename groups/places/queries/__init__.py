"""Reads about places: rows and numbers."""
