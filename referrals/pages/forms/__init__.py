"""Forms of the referrals room."""
