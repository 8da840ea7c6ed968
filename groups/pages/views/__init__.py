"""Pages about groups and their activities."""
