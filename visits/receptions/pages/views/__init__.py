"""Pages of receptions and rosters."""
