"""The page 总体情况: how the whole campaign stands."""
