"""Rosters of deputies that come in as workbooks."""

from .kind import DeputiesKind

__all__ = ["DeputiesKind"]
