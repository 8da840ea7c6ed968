"""Ledgers of deputies and the households they are paired with, as workbooks."""

from .kind import HouseholdPairsKind

__all__ = ["HouseholdPairsKind"]
