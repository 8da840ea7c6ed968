"""Writing official tables row by row."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import IO

from openpyxl import Workbook
from openpyxl.worksheet._write_only import WriteOnlyWorksheet
from openpyxl.worksheet.cell_range import CellRange

from .frame import (
    foot_lines,
    heading_merges,
    heading_rows,
    info_lines,
    lines_of,
    prepare_sheet,
    split_at,
)
from .paging import LINE, Printed
from .spec import OfficialTable, ValueKind
from .styles import Styles
from .values import cell_of, clean, looks_live

NO_RATE = "—"  # a quotient of nothing is no number, and not nought
TALLEST = 400  # Excel takes no row above 409


def write_table(table: OfficialTable, rows: Iterable[Sequence], out: IO[bytes]) -> int:
    """Write a workbook with one table; returns how many rows it holds."""
    return write_tables([(table, rows)], out)


def write_tables(
    tables: Iterable[tuple[OfficialTable, Iterable[Sequence]]], out: IO[bytes]
) -> int:
    """Write a workbook with one sheet for each table; returns how many rows in all."""
    book = Workbook(write_only=True)
    count, used = 0, set()
    for table, rows in tables:
        sheet = book.create_sheet(sheet_title(table.sheet or table.title, used))
        try:
            count += _TableWriter(sheet, table).write(rows)
        finally:
            sheet.close()
    book.save(out)
    return count


def sheet_title(wanted: str, used: set[str]) -> str:
    """A sheet's name as Excel allows it, each once; `used` takes it."""
    base = "".join(letter for letter in str(clean(wanted)) if letter not in r"\/?*[]:'")
    base = base.strip()[:28] or "表"
    title = base
    for number in range(2, 1000):
        if title.casefold() not in used:
            break
        title = f"{base}{number}"
    used.add(title.casefold())
    return title


class _TableWriter:
    def __init__(self, sheet: WriteOnlyWorksheet, table: OfficialTable):
        self.sheet, self.table = sheet, table
        self.columns = table.all_columns
        self.widths = [column.best_width for column in self.columns]
        self.styles = Styles(sheet)
        self.at = 0  # the row written last
        self.pages = Printed(sum(self.widths), is_landscape=table.is_landscape)
        self.sums: list = [0] * len(table.columns)

    def write(self, rows: Iterable[Sequence]) -> int:
        lines = info_lines(self.table, sum(self.widths))
        prepare_sheet(self.sheet, self.table, first_heading=2 + len(lines))
        self._head(lines)
        count = self._rows(rows)
        if self.table.has_totals:
            self._totals()
        self._line(f"共{count}条", self.styles.left)
        for text in self.table.notes:
            self._line(text, self.styles.left, height=self._height_of_line(text))
        for text in foot_lines(self.table, sum(self.widths)):
            self._line(text, self.styles.left, height=28)
        return count

    def _rows(self, rows: Iterable[Sequence]) -> int:
        """All of them, the last once it is known to be that."""
        count, before = 0, None
        for count, row in enumerate(rows, start=1):
            if before is not None:
                self._data(count - 1, before)
            before = row
        if before is not None:
            self._data(count, before, is_last=self.table.has_totals)
        return count

    def _append(
        self, cells: list, height: float = LINE, *, is_heading: bool = False
    ) -> None:
        self.at += 1
        self.pages.take(height, is_heading=is_heading)
        self.sheet.row_dimensions[self.at].height = height
        self.sheet.append(cells)
        # Kept for good otherwise, one for each row of a long ledger.
        del self.sheet.row_dimensions[self.at]

    def _merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            place = CellRange(min_row=top, min_col=left, max_row=bottom, max_col=right)
            self.sheet.merged_cells.add(place.coord)

    def _line(self, text: str, pattern, *, height: float = LINE) -> None:
        """One text across the whole table."""
        empty = [None] * (len(self.columns) - 1)
        self._append([cell_of(self.sheet, clean(text), pattern), *empty], height)
        self._merge(self.at, 1, self.at, len(self.columns))

    def _height_of_line(self, text: str) -> float:
        return LINE * lines_of(text, sum(self.widths))

    def _head(self, lines: list[tuple[str, str]]) -> None:
        self._line(self.table.title, self.styles.title, height=36)
        for left, right in lines:
            self._info(left, right)
        first = self.at + 1
        for titles in heading_rows(self.columns):
            style = self.styles.heading
            cells = [cell_of(self.sheet, clean(title), style) for title in titles]
            self._append(cells, self._height(titles) + 4, is_heading=True)
        for merge in heading_merges(self.columns, first):
            self._merge(*merge)

    def _info(self, left: str, right: str) -> None:
        split = split_at(self.widths, right)
        if not right or not split:
            self._line(left or right, self.styles.left)
            return
        cells = [cell_of(self.sheet, clean(left), self.styles.left)]
        cells += [None] * (split - 1)
        cells.append(cell_of(self.sheet, clean(right), self.styles.right))
        self._append(cells)
        self._merge(self.at, 1, self.at, split)
        self._merge(self.at, split + 1, self.at, len(self.columns))

    def _data(self, number: int, row: Sequence, *, is_last: bool = False) -> None:
        columns = self.table.columns
        values = [clean(value) for value in row]
        cells = [self._number(number)] if self.table.is_numbered else []
        for at, (column, value) in enumerate(zip(columns, values, strict=True)):
            if column.has_total and isinstance(value, int | float | Decimal):
                self.sums[at] += Decimal(str(value))
            cells.append(self._cell(value, column.kind))
        height = self._height([number, *values] if self.table.is_numbered else values)
        # One row alone has nothing that it could be parted from but the heading.
        if is_last and number > 1:
            height = min(self.pages.height_of_last(height), TALLEST)
        self._append(cells, height)

    def _height(self, values: Sequence) -> float:
        """Room for the lines that the longest text takes in the width of its column."""
        lines = 1
        for value, width in zip(values, self.widths, strict=False):
            # Even all Chinese it fits on one line: nothing to measure.
            if isinstance(value, str) and (2 * len(value) > width or "\n" in value):
                lines = max(lines, lines_of(value, width))
        return min(LINE * lines, TALLEST)

    def _number(self, number: int):
        return cell_of(self.sheet, number, self.styles.values[ValueKind.INT])

    def _cell(self, value: object, kind: ValueKind):
        if kind == ValueKind.ID:
            value = str(value)
        if kind == ValueKind.RATE and value == "":
            value = NO_RATE
        quoted = looks_live(value)
        pattern = (self.styles.quoted if quoted else self.styles.values)[kind]
        return cell_of(self.sheet, value, pattern)

    def _totals(self) -> None:
        table = self.table
        sums = [
            total if column.has_total else None
            for column, total in zip(table.columns, self.sums, strict=True)
        ]
        totals = table.totals if table.totals is not None else sums
        cells = [cell_of(self.sheet, "合计", self.styles.total)]
        shown = totals if table.is_numbered else totals[1:]
        columns = self.columns[1:]
        for column, value in zip(columns, shown, strict=True):
            # Sums under days or names would be written in their format.
            is_told = value is not None or column.kind == ValueKind.RATE
            kind = column.kind if is_told else ValueKind.TEXT
            cells.append(self._cell(clean(value), kind))
        self._append(cells)
