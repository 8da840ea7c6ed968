"""Forms of receptions and rosters."""
