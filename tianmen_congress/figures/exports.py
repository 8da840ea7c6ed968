"""Workbooks of official tables, exactly the rows of the page."""

from typing import BinaryIO

from django.http import FileResponse

from tianmen_congress.clocks.calendar import today
from tianmen_congress.workbooks import official
from tianmen_congress.workbooks.exports import send_workbook

from .registry import Column, OfficialTable


def write_table(table: OfficialTable, file: BinaryIO) -> None:
    official.write_table(_on_paper(table), _rows(table), file)


def table_response(table: OfficialTable) -> FileResponse:
    name = f"{table.title}{today():%Y%m%d}"
    pairs = [(_on_paper(table), _rows(table))]
    return send_workbook(pairs, name=name, subject=table.title, by=table.user)


def _rows(table: OfficialTable) -> list[tuple]:
    return [line.values for line in table.lines]


def _on_paper(table: OfficialTable) -> official.OfficialTable:
    return official.OfficialTable(
        title=table.title,
        columns=[_column(column) for column in table.columns],
        unit=table.reporting_unit,
        period=table.asked.period,
        filled_on=table.reported_on,
        is_landscape=table.is_landscape,
        totals=list(table.total) if table.total else None,
    )


def _column(column: Column) -> official.Column:
    return official.Column(
        column.title,
        official.ValueKind(column.kind),
        group=column.group,
        width=column.width or 0,
    )
