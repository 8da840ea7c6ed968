"""What is typed on a page, held to what its roster takes: an export must go in again."""

from django.core.exceptions import ValidationError

from tianmen_congress.cells import CellTrouble, phone


def typed_phone(text: str) -> str:
    """A telephone number as rosters keep it; a fault in the words of the import."""
    if not text:
        return ""
    try:
        return phone(text)
    except CellTrouble as trouble:
        raise ValidationError(trouble.reason) from None
