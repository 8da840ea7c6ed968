"""双联双促: groups and the poor villages they help, and how far both pairings reach."""
