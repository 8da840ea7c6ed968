"""Household rosters: the official export, and the lists that townships keep."""

from .export import roster_rows, roster_table
from .kind import HouseholdKind

__all__ = ["HouseholdKind", "roster_rows", "roster_table"]
