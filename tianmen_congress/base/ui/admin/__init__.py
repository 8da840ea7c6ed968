"""What administration pages are made of; rooms register their own with `OfficeAdmin`."""

from .base import AccountsAdmin, OfficeAdmin, OfficeInline

__all__ = ["AccountsAdmin", "OfficeAdmin", "OfficeInline"]
