"""A workbook as sheets of rows."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest
from pathlib import Path

from python_calamine import (
    CalamineError,
    CalamineSheet,
    CalamineWorkbook,
    SheetTypeEnum,
    SheetVisibleEnum,
)

from tianmen_congress.base.cells import Unread

from .ole import MAGIC, check_ole
from .refusal import MAX_BYTES, WorkbookRefused
from .unread import Unreads
from .zipped import DAMAGED, NO_WORKBOOK, Checked, check_zip

ZIP = b"PK\x03\x04"


@dataclass(frozen=True, slots=True)
class Merge:
    """A merged range; rows as Excel counts them, columns from 0, ends included."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def is_vertical(self) -> bool:
        return self.bottom > self.top

    @property
    def width(self) -> int:
        return self.right - self.left + 1


class Sheet:
    """One sheet: its rows as lists of raw values, as wide as the widest."""

    def __init__(self, raw: CalamineSheet, unread: Unreads):
        self._raw = raw
        self.title = raw.name
        self.unread: dict[int, dict[int, Unread]] = {}
        last_row, last_column = raw.end or (-1, -1)
        self.height, self.width = last_row + 1, last_column + 1
        for (row, column), cell in unread.items():
            self.unread.setdefault(row, {})[column] = cell
            self.height = max(self.height, row)
            self.width = max(self.width, column + 1)

    def rows(self) -> Iterator[tuple[int, list]]:
        """(number as Excel shows it, values) of every row, empty ones too.

        A cell that the parser leaves empty, and is not, holds what is wrong with it.
        """
        numbers = range(1, self.height + 1)
        for number, values in zip_longest(numbers, self._parsed(), fillvalue=[]):
            whole = values + [""] * (self.width - len(values))
            for column, cell in self.unread.get(number, {}).items():
                whole[column] = cell
            yield number, whole

    def _parsed(self) -> Iterator[list]:
        if self._raw.start is None:
            return
        padding = [""] * self._raw.start[1]
        for values in self._raw.iter_rows():
            yield padding + values

    def head(self, count: int) -> list[tuple[int, list]]:
        """The first rows, where the heading is looked for."""
        return [row for row, _ in zip(self.rows(), range(count), strict=False)]

    @cached_property
    def merges(self) -> list[Merge]:
        """Merges that begin among the cells read; others, beyond them, hold nothing."""
        ranges = self._raw.merged_cell_ranges or []
        return [
            Merge(top + 1, left, bottom + 1, right)
            for (top, left), (bottom, right) in ranges
            if top < self.height and left < self.width
        ]

    @cached_property
    def merges_at(self) -> dict[tuple[int, int], Merge]:
        """Merges by the row and column where they begin, where their value stands."""
        return {(merge.top, merge.left): merge for merge in self.merges}


class Book:
    """A checked workbook. Hidden sheets are not read, but named."""

    def __init__(self, raw: CalamineWorkbook, name: str, unread: Mapping[str, Unreads]):
        self.name = name
        self._raw, self._unread = raw, unread
        tables = [m for m in raw.sheets_metadata if m.typ == SheetTypeEnum.WorkSheet]
        self.titles = [m.name for m in tables if m.visible == SheetVisibleEnum.Visible]
        self.hidden = [m.name for m in tables if m.name not in self.titles]

    @property
    def sheets(self) -> Iterator[Sheet]:
        """Sheets one after the other: only one is in memory at a time."""
        for title in self.titles:
            with _Parser(f"工作表“{title}”已损坏，无法读取"):
                raw = self._raw.get_sheet_by_name(title)
                sheet = Sheet(raw, self._unread.get(title, {}))
            yield sheet


class _Parser:
    """Where the parser works: what it cannot read is refused with `message`.

    It gives up on some broken files with a panic, which is no Exception in Python and
    has no name to catch it by.
    """

    def __init__(self, message: str):
        self.message = message

    def __enter__(self) -> None:
        pass

    def __exit__(self, kind, error, trace) -> None:
        if kind and (
            kind.__name__ == "PanicException" or issubclass(kind, CalamineError)
        ):
            raise WorkbookRefused(self.message) from None


def open_workbook(source: bytes | Path, *, name: str = "") -> Book:
    """The workbook in `source`; WorkbookRefused with a sentence when it is none.

    What a file is shows in its first bytes; its name is only for messages.
    """
    data = _bytes_of(source)
    checked = _check(data)
    with _Parser(DAMAGED):
        raw = CalamineWorkbook.from_filelike(io.BytesIO(checked.data))
    name = name or (source.name if isinstance(source, Path) else "")
    return Book(raw, name, checked.unread)


def _bytes_of(source: bytes | Path) -> bytes:
    size = len(source) if isinstance(source, bytes) else source.stat().st_size
    if not size:
        raise WorkbookRefused("文件是空的，请检查后重新上传")
    if size > MAX_BYTES:
        limit = MAX_BYTES // 1024 // 1024
        raise WorkbookRefused(f"文件超过{limit}MB，请拆成几个文件后重新上传")
    return source if isinstance(source, bytes) else source.read_bytes()


def _check(data: bytes) -> Checked:
    if data.startswith(ZIP):
        return check_zip(data)
    if data.startswith(MAGIC):
        return check_ole(data)
    if data[:1024].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<"):
        raise WorkbookRefused("这是网页格式的表格，请用Excel打开后另存为.xlsx再上传")
    raise WorkbookRefused(NO_WORKBOOK)
