"""Points of what deputies did, computed from records alone."""
