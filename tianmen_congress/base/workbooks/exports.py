"""Handing out workbooks: tables of reports, and lists as they stand on the page.

Little is handed out at once. Much is made by the worker, which asks the same maker in
the same words: each room says how its workbooks are made from what was asked.
"""

import tempfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import IO

from django.conf import settings
from django.http import FileResponse, HttpResponse, QueryDict
from django.shortcuts import redirect

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.audit.actions import record
from tianmen_congress.base.audit.models import Kind
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.jobs.actions import start
from tianmen_congress.base.jobs.models import Job
from tianmen_congress.base.jobs.running import Progress, Result
from tianmen_congress.base.registry import Registry
from tianmen_congress.base.ui.listing import Listing, rebuild

from .official import OfficialTable, SheetColumn, ValueKind, write_tables

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
OFFICE = "天门市人大常委会办公室"
SPARE_MEMORY = 5 * 1024 * 1024  # a longer workbook goes to disk
TELL_EVERY = 200
WORK = "workbooks: export"


@dataclass(frozen=True, slots=True)
class Export:
    """One table to hand out, with its rows and how many these are."""

    table: OfficialTable
    rows: Iterable[Sequence]
    count: int

    @property
    def name(self) -> str:
        return f"{self.table.title}{today():%Y%m%d}"


Asked = dict[str, str]
Maker = Callable[[User, Asked], Export]
makers: Registry[str, Maker] = Registry()


def register_export(slug: str, maker: Maker) -> None:
    """Tell how workbooks of this name are made; called when the room is loaded."""
    makers[slug] = maker


def hand_out(slug: str, *, by: User, asked: Asked) -> HttpResponse:
    """The workbook, or the page of the job that makes it where there is much."""
    export = makers[slug](by, asked)
    if export.count > settings.EXPORT_AT_ONCE_ROWS:
        return redirect(_later(slug, export, by=by, asked=asked))
    return send_workbook(
        [(export.table, export.rows)],
        name=export.name,
        by=by,
        subject=export.table.title,
    )


def _later(slug: str, export: Export, *, by: User, asked: Asked) -> Job:
    title = f"导出{export.table.title}（{export.count}行）"
    return start(WORK, title=title, by=by, payload={"export": slug, "asked": asked})


def make_in_background(job: Job, progress: Progress) -> Result:
    """The work of a job that exports."""
    export = makers[job.payload["export"]](job.user, job.payload["asked"])
    pairs = [(export.table, _told(export, progress))]
    file = _written(pairs, by=job.user, subject=export.table.title)
    return Result("已导出，请下载保存。", file=file, name=f"{export.name}.xlsx")


def _told(export: Export, progress: Progress) -> Iterator[Sequence]:
    for count, row in enumerate(export.rows):
        if count % TELL_EVERY == 0:
            progress.tell(count, export.count)
        yield row


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
    out = _written(tables, by=by, subject=subject or name)
    return FileResponse(
        out, as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX
    )


def _written(
    tables: Iterable[tuple[OfficialTable, Iterable[Sequence]]],
    *,
    by: User,
    subject: str,
) -> IO[bytes]:
    out = tempfile.SpooledTemporaryFile(max_size=SPARE_MEMORY)  # noqa: SIM115 closed by who reads it
    count = write_tables(tables, out)
    record(Kind.EXPORT, by=by, subject=subject, rows=count)
    out.seek(0)
    return out


def unit_of(user: User) -> str:
    """Who reports: the organ for which the user acts."""
    organ = user.main_post.organ if user.main_post else None
    return organ.name if organ else OFFICE


def export_listing(listing: Listing) -> HttpResponse:
    """Exactly the rows and columns of a list, in its order, on all of its pages."""
    if listing.kwargs:
        # A list of one row's parts is short.
        export = _of_listing(listing)
        pairs = [(export.table, export.rows)]
        return send_workbook(
            pairs, name=export.name, by=listing.user, subject=listing.title
        )
    asked = {
        "listing": listing.path,
        "query": listing.query.urlencode(),
        "hidden": " ".join(listing.hidden),
        "person": listing.told_person,
    }
    return hand_out("listing", by=listing.user, asked=asked)


def _asked_listing(user: User, asked: Asked) -> Export:
    hidden = asked["hidden"].split()
    query = QueryDict(asked["query"])
    listing = rebuild(
        *(asked["listing"], user),
        query=query,
        hidden=hidden,
        person=asked.get("person", ""),
    )
    return _of_listing(listing)


def _of_listing(listing: Listing) -> Export:
    values = listing.values()
    table = OfficialTable(
        title=listing.title,
        columns=[
            SheetColumn(str(title), kind)
            for title, kind in zip(next(values), _kinds(listing), strict=True)
        ],
        unit=unit_of(listing.user),
        condition="；".join(f"{chip.label} {chip.value}" for chip in listing.chips),
        filled_by=str(listing.user),
        filled_on=today(),
    )
    return Export(table, values, listing.total)


def _kinds(listing: Listing) -> list[ValueKind]:
    # Columns that django-tables2 makes by itself have no kind.
    return [
        ValueKind(getattr(bound.column, "export_kind", ValueKind.TEXT))
        for bound in listing.table.columns.iterall()
        if bound.name not in ("number", "tick") and not bound.column.exclude_from_export
    ]


register_export("listing", _asked_listing)
