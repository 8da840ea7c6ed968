"""Workbooks of lists and of official tables, exactly the rows of the page."""

from typing import BinaryIO
from urllib.parse import quote

from django.http import HttpResponse
from openpyxl import Workbook

from tianmen_congress.audit.actions import record
from tianmen_congress.audit.models import Kind
from tianmen_congress.clocks.calendar import today
from tianmen_congress.ui.listing import Listing

from .headings import heading_rows
from .registry import OfficialTable

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def write_table(table: OfficialTable, file: BinaryIO) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet(table.title[:31])
    sheet.append([table.title])
    sheet.append(
        [f"填报单位：{table.reporting_unit}", f"统计时段：{table.asked.period}"]
    )
    for heading in heading_rows(table.columns):
        sheet.append([cell.title for cell in heading])
    for number, line in enumerate(table.lines, start=1):
        sheet.append([number, *line.values])
    if table.total:
        sheet.append(["合计", *table.total])
    book.save(file)


def table_response(table: OfficialTable) -> HttpResponse:
    record(Kind.EXPORT, by=table.user, subject=table.title, rows=len(table.lines))
    response = _attachment(table.title)
    write_table(table, response)
    return response


def listing_response(listing: Listing) -> HttpResponse:
    """The found rows of a list with the columns that its user has switched on."""
    headings, *rows = listing.values()
    record(Kind.EXPORT, by=listing.user, subject=listing.title, rows=len(rows))
    book = Workbook(write_only=True)
    sheet = book.create_sheet(listing.title[:31])
    for row in ([listing.title], headings, *rows):
        sheet.append(row)
    response = _attachment(listing.title)
    book.save(response)
    return response


def _attachment(title: str) -> HttpResponse:
    name = quote(f"{title}_{today():%Y%m%d}.xlsx")
    return HttpResponse(
        content_type=XLSX,
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{name}"},
    )
