"""An official table as cells of a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from tianmen_congress.base import words
from tianmen_congress.base.figures.registry import Line, OfficialTable, TableColumn
from tianmen_congress.base.workbooks.official.writer import NO_RATE

# 2017-07-25 and 侨乡街道开发区 fit.
SHORT = 10


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    kind: str = "text"
    url: str = ""

    @property
    def is_short(self) -> bool:
        """A name or a day, which stays on one line; a table may scroll instead."""
        return len(self.text) <= SHORT


def in_words(value, kind: str) -> str:
    """A value as it stands on paper."""
    if kind == "rate" and isinstance(value, int | float | Decimal):
        return f"{value:.1%}"
    if kind == "rate" and value is None:
        return NO_RATE
    return words.in_words(value)


def _cell(column: TableColumn, value, url: str = "") -> Cell:
    return Cell(in_words(value, column.kind), column.kind, url)


def cells(table: OfficialTable, line: Line) -> list[Cell]:
    return [
        _cell(column, value, line.links.get(column.key, ""))
        for column, value in zip(table.columns, line.values, strict=True)
    ]


def total_cells(table: OfficialTable) -> list[Cell]:
    if table.total is None:
        return []
    return cells(table, Line(table.total, table.total_links))


@dataclass(frozen=True, slots=True)
class Extract:
    """Some columns of an official table, for a page that shows it beside others."""

    headings: list[str]
    rows: list[list[Cell]]
    total: list[Cell]


def extract(table: OfficialTable, titles: Mapping[str, str]) -> Extract:
    """The columns that `titles` names, in its order."""
    keys = [column.key for column in table.columns]
    at = [keys.index(key) for key in titles]

    def picked(found: list[Cell]) -> list[Cell]:
        return [found[n] for n in at] if found else []

    rows = [picked(cells(table, line)) for line in table.lines]
    return Extract(list(titles.values()), rows, picked(total_cells(table)))


def totals_of(table: OfficialTable) -> dict[str, Cell]:
    """What the row 合计 says, by column."""
    return dict(zip([c.key for c in table.columns], total_cells(table), strict=True))
