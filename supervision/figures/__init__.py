"""What inspections add to figures and reports."""

from . import tables

__all__ = ["tables"]
