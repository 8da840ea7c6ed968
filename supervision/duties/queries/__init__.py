"""What proves that a deputy did what he owes, and what he did by it."""
