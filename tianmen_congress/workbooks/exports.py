"""Handing out workbooks: tables of reports, and lists as they stand on the page."""

import tempfile
from collections.abc import Iterable, Sequence

from django.http import FileResponse

from tianmen_congress.accounts.models import User
from tianmen_congress.audit.actions import record
from tianmen_congress.audit.models import Kind
from tianmen_congress.clocks.calendar import today
from tianmen_congress.ui.listing import Listing

from .official import Column, OfficialTable, ValueKind, write_tables

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFFICE = "天门市人大常委会办公室"
SPARE_MEMORY = 5 * 1024 * 1024  # a longer workbook goes to disk


def send_workbook(
    tables: Iterable[tuple[OfficialTable, Iterable[Sequence]]],
    *,
    name: str,
    by: User,
    subject: str = "",
) -> FileResponse:
    """A workbook to save, and a line in the trail that `by` took it out.

    `subject` is what the trail calls it; without one, the file's name.
    """
    out = tempfile.SpooledTemporaryFile(max_size=SPARE_MEMORY)  # noqa: SIM115 closed with the response
    count = write_tables(tables, out)
    record(Kind.EXPORT, by=by, subject=subject or name, rows=count)
    out.seek(0)
    return FileResponse(
        out, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX
    )


def unit_of(user: User) -> str:
    """Who reports: the organ for which the user acts."""
    organ = user.main_post.organ if user.main_post else None
    return organ.name if organ else OFFICE


def export_listing(listing: Listing) -> FileResponse:
    """Exactly the rows and columns of a list, in its order, on all of its pages."""
    titles, *rows = listing.values()
    table = OfficialTable(
        title=listing.title,
        columns=[
            Column(str(title), kind)
            for title, kind in zip(titles, _kinds(listing), strict=True)
        ],
        unit=unit_of(listing.user),
        condition="；".join(f"{chip.label} {chip.value}" for chip in listing.chips),
        filled_on=today(),
    )
    name = f"{listing.title}{today():%Y%m%d}"
    return send_workbook(
        [(table, rows)], name=name, by=listing.user, subject=listing.title
    )


def _kinds(listing: Listing) -> list[ValueKind]:
    # Columns that django-tables2 makes by itself have no kind.
    return [
        ValueKind(getattr(bound.column, "export_kind", ValueKind.TEXT))
        for bound in listing.table.columns
        if bound.name not in ("number", "tick")
    ]
