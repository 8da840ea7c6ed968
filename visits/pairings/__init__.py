"""Deputies and the households they are paired with: a room within the visits, below them."""
