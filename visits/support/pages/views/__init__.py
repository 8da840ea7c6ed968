"""Pages of groups and poor villages, and of what has no pair."""
