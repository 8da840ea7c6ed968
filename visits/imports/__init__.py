"""Ledgers of visits that come in as workbooks."""

from .kind import VisitsKind

__all__ = ["VisitsKind"]
