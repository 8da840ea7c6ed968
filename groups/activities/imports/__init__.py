"""Ledgers of activities that come in as workbooks."""

from .kind import ActivitiesKind

__all__ = ["ActivitiesKind"]
