"""Household rosters: the official export, and the lists that townships keep."""

from .kind import HouseholdKind

__all__ = ["HouseholdKind"]
