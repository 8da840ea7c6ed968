"""Forms of pairings: the pair itself, and what is done in it."""
