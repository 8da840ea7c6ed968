"""Workbooks of official tables, exactly the rows of the page."""

from typing import BinaryIO

from django.core.exceptions import PermissionDenied
from django.http import Http404, QueryDict

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.workbooks import official
from tianmen_congress.base.workbooks.exports import Asked, Export, register_export

from .pages.forms import ask_form
from .registry import OfficialTable, TableColumn, find_table


def write_table(table: OfficialTable, file: BinaryIO) -> None:
    official.write_table(_on_paper(table), _rows(table), file)


def table_export(user: User, asked: Asked) -> Export:
    """The table of a report's address, asked as its page was."""
    kind = find_table(asked["table"], user)
    if kind is None:
        raise PermissionDenied
    form = ask_form(QueryDict(asked["query"]), user=user, kind=kind)
    if not form.is_valid():
        raise Http404
    table = kind(user, form.asked())
    return Export(_on_paper(table), _rows(table), len(table.lines))


def _rows(table: OfficialTable) -> list[tuple]:
    return [line.values for line in table.lines]


def _on_paper(table: OfficialTable) -> official.OfficialTable:
    return official.OfficialTable(
        title=table.title,
        columns=[_column(column) for column in table.columns],
        unit=table.reporting_unit,
        period=table.asked.period,
        scope=table.scope,
        filled_by=str(table.user),
        filled_on=table.reported_on,
        is_landscape=table.is_landscape,
        totals=list(table.total) if table.total else None,
        notes=table.printed_notes,
    )


def _column(column: TableColumn) -> official.SheetColumn:
    return official.SheetColumn(
        column.title,
        official.ValueKind(column.kind),
        group=column.group,
        width=column.width or 0,
    )


register_export("report", table_export)
