"""The heading of an official table over one or two rows."""

from dataclasses import dataclass
from itertools import groupby

from .registry import TableColumn


@dataclass(frozen=True, slots=True)
class Heading:
    title: str
    columns: int = 1
    rows: int = 1


def heading_rows(columns: tuple[TableColumn, ...]) -> list[list[Heading]]:
    """Cells of the heading, row by row; 序号 stands first."""
    if not any(column.group for column in columns):
        return [[Heading("序号"), *(Heading(column.title) for column in columns)]]
    first, second = [Heading("序号", rows=2)], []
    for group, members in groupby(columns, key=lambda column: column.group):
        titles = [Heading(column.title) for column in members]
        if group:
            first.append(Heading(group, columns=len(titles)))
            second += titles
        else:
            first += [Heading(title.title, rows=2) for title in titles]
    return [first, second]
