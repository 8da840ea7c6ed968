"""Lists of deputy groups that come in as workbooks."""

from .kind import GroupsKind

__all__ = ["GroupsKind"]
