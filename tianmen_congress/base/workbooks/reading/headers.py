"""Where the heading of a table is, and which column is which."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from tianmen_congress.base.cells import is_blank, key, plain

from .book import Sheet

SEARCHED_ROWS = 40


class Wanted(Protocol):
    """What is known of a column before a workbook is opened."""

    column_name: str
    aliases: tuple[str, ...]
    group: str
    required: bool
    merged: bool


class HeaderMissing(Exception):
    """No row is a heading with all required columns.

    `row` is the best one, 0 when none came near; `missing` what it lacks.
    """

    def __init__(self, *, row: int, missing: list[str], seen: list[str]):
        self.row, self.missing, self.seen = row, missing, seen
        super().__init__(self.message)

    @property
    def message(self) -> str:
        lacks = "、".join(self.missing)
        if not self.row:
            return f"没有找到表头，应有的列：{lacks}"
        return f"表头缺少列：{lacks}；现有的列：{'、'.join(self.seen)}"


class HeaderTwice(HeaderMissing):
    """Columns that stand twice: the second half of a table printed side by side."""

    def __init__(self, *, row: int, twice: list[str], seen: list[str]):
        self.twice = twice
        super().__init__(row=row, missing=[], seen=seen)

    @property
    def message(self) -> str:
        names = "、".join(self.twice)
        return f"表头中重复出现：{names}；左右并排的表请改成上下接续，多余的列请删去"


@dataclass(frozen=True, slots=True)
class Header:
    """The heading of one table: its last row, and where each column stands."""

    row: int
    columns: dict[str, int]
    titles: list[str]

    @property
    def unknown(self) -> list[str]:
        """Headings of the table that no column was declared for."""
        known = set(self.columns.values())
        return [
            title
            for index, title in enumerate(self.titles)
            if title and index not in known and key(title) not in ("序号", "编号")
        ]


def find_header(sheet: Sheet, columns: Sequence[Wanted]) -> Header:
    """The row (or pair of rows) that names most of `columns`; HeaderMissing without."""
    head = sheet.head(SEARCHED_ROWS)
    filled = [
        (number, _with_merges(sheet, head, at)) for at, (number, _) in enumerate(head)
    ]
    best = Header(0, {}, [])
    above: list = []
    for number, values in filled:
        for titles in (values, _one_over_the_other(above, values)):
            found = _match(titles, above, columns)
            if len(found) > len(best.columns):
                best = Header(number, found, [plain(title) for title in titles])
        above = values
    _check_complete(best, columns)
    _check_once(sheet, best, columns)
    return best


def _with_merges(sheet: Sheet, head: list, at: int) -> list:
    """Row `at` of the head with the value of each merge in all of its cells."""
    number, values = head[at]
    values = list(values)
    for merge in sheet.merges:
        if merge.top <= number <= merge.bottom and merge.top <= len(head):
            value = head[merge.top - 1][1][merge.left]
            for column in range(merge.left, min(merge.right + 1, len(values))):
                values[column] = value
    return values


def _one_over_the_other(above: list, values: list) -> list:
    """Two rows as one heading, where cells were left empty instead of merged."""
    return [
        low if not is_blank(low) else top
        for top, low in zip(above, values, strict=False)
    ]


def _forms(title: object) -> list[str]:
    """The ways to read a heading: whole, without its brackets, without what they hold."""
    whole = re.sub(r"[:*.]", "", key(title))
    return [whole, re.sub(r"[()\[\]]", "", whole), re.sub(r"[(\[].*?[)\]]", "", whole)]


def _match(titles: list, above: list, columns: Sequence[Wanted]) -> dict[str, int]:
    """Column name -> index; the closest reading of a heading wins, each index once."""
    forms = [_forms(title) for title in titles]
    groups = [key(title) for title in above] or [""] * len(titles)
    found: dict[str, int] = {}
    for closeness in range(3):
        for column in columns:
            if column.column_name in found:
                continue
            names = {_forms(name)[1] for name in (column.column_name, *column.aliases)}
            here = [
                index
                for index, form in enumerate(forms)
                if form[closeness] in names and index not in found.values()
            ]
            own = [i for i in here if column.group and groups[i] == key(column.group)]
            if here:
                found[column.column_name] = (own or here)[0]
    return found


def _check_once(sheet: Sheet, header: Header, columns: Sequence[Wanted]) -> None:
    """One of two like columns would be left unread: which one, nobody can tell."""
    twice = [
        column
        for column in columns
        if not column.group and _stands_again(sheet, header, column.column_name)
    ]
    if len(twice) > 1 or any(column.required for column in twice):
        raise HeaderTwice(
            row=header.row,
            twice=[header.titles[header.columns[c.column_name]] for c in twice],
            seen=[title for title in header.titles if title],
        )


def _stands_again(sheet: Sheet, header: Header, name: str) -> bool:
    if name not in header.columns:
        return False
    at = header.columns[name]
    title, taken = key(header.titles[at]), set(header.columns.values())
    again = [
        index
        for index, other in enumerate(header.titles)
        if key(other) == title and index not in taken
    ]
    return any(not _are_one_cell(sheet, header.row, at, index) for index in again)


def _are_one_cell(sheet: Sheet, row: int, one: int, other: int) -> bool:
    """Whether both columns of the heading lie under one merge."""
    left, right = min(one, other), max(one, other)
    return any(
        merge.left <= left and right <= merge.right and merge.top <= row
        for merge in sheet.merges
    )


def _check_complete(header: Header, columns: Sequence[Wanted]) -> None:
    near = len(header.columns) >= min(2, len(columns))
    missing = [
        column.column_name
        for column in columns
        if column.required and (not near or column.column_name not in header.columns)
    ]
    if missing or not near:
        raise HeaderMissing(
            row=header.row if near else 0,
            missing=missing or [column.column_name for column in columns],
            seen=[title for title in header.titles if title],
        )
