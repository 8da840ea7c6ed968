"""Writing a line of the trail."""

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.words import in_words

from .models import Kind, TrailEntry


def record(
    kind: Kind,
    *,
    by: User | None,
    subject: str = "",
    note: str = "",
    rows: int | None = None,
    township: Division | None = None,
    address: str | None = None,
) -> TrailEntry:
    """Add one line; personal data never goes into `subject` or `note`."""
    return TrailEntry.objects.create(
        kind=kind,
        user=by,
        subject=in_words(subject)[:120],
        note=in_words(note)[: TrailEntry.NOTE_LENGTH],
        rows=rows,
        township=township,
        address=address,
    )
