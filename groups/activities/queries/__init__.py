"""Reads about activities that several pages share."""
