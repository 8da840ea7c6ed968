"""Ledgers of opinions that come in as workbooks."""

from .kind import OpinionsKind

__all__ = ["OpinionsKind"]
