"""Pictures of the running product, for eyes and for the manual; no test."""
