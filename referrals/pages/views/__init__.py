"""Pages of the referrals room."""
