"""Forms about a group and the poor village it helps."""
