"""Ledgers of groups and the poor villages they help, as workbooks."""

from .kind import VillagePairsKind

__all__ = ["VillagePairsKind"]
