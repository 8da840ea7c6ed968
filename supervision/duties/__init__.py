"""What each deputy owes by the campaign (规定动作), told from records alone."""
