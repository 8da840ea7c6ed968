"""How far out the filled cells of a sheet lie, without building them.

The parser lays out every cell from the first to the farthest one: one cell at
XFD1048576 would cost hundreds of gigabytes. Sheets as office programs write them
pass by one regular expression at 200 MB a second; any other is read by expat.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from xml.parsers import expat

from tianmen_congress.base.cells.digits import whole_number

from .refusal import MAX_AREA, MAX_MERGES, WorkbookRefused, check_extent

Pieces = Callable[[], Iterator[bytes]]

# Any cell tag but an empty cell, or one plainly within column AN and row 104999.
UNUSUAL = re.compile(
    rb"<\w+:c[\s>/]|<c(?=[\s>/])"
    rb'(?! r="[A-Z]{1,3}\d{1,7}"(?: s="\d+")?/>)'
    rb'(?! r="(?:[A-Z]|A[A-N])(?:[1-9]\d{0,4}|10[0-4]\d{3})"'
    rb'(?: s="\d+")?(?: t="[a-zA-Z]+")?/?>)'
)
REFERENCE = re.compile(r"([A-Z]{1,4})(\d{1,9})")
LAST_ROW = 999_999_999
LONGEST_STRETCH = 1 << 19  # bytes between two tags: more than any cell may hold
MAX_ELEMENTS = 1_200_000
TOO_MANY = "工作表中的空行或空单元格过多，请把表格复制到新建的工作簿中，另存后重新上传"
DAMAGED = "工作表已损坏，无法读取，请用Excel打开另存后重新上传"


@dataclass(frozen=True, slots=True)
class Scan:
    """What a sheet's cells will cost: how many of them hold a shared string."""

    strings: int
    is_plain: bool


def scan_sheet(pieces: Pieces) -> Scan:
    """Raises WorkbookRefused when filled cells lie too far out, or are too many."""
    return _plain(pieces()) or _careful(pieces())


def _plain(pieces: Iterator[bytes]) -> Scan | None:
    """The scan where every cell is plainly near; None where one is not."""
    strings = cells = merges = 0
    for text in whole_tags(pieces):
        cells += text.count(b"<c ")
        strings += text.count(b' t="s"')
        merges += text.count(b"<mergeCell ")
        # Each empty row or cell takes its time, near or not.
        if cells > MAX_AREA:
            raise WorkbookRefused(TOO_MANY)
        if UNUSUAL.search(text):
            return None
    _check_merges(merges)
    return Scan(strings, is_plain=True)


def whole_tags(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The text anew, cut only before a tag."""
    rest = b""
    for piece in pieces:
        text, mark, tag = (rest + piece).rpartition(b"<")
        rest = mark + tag
        if len(rest) > LONGEST_STRETCH:
            raise WorkbookRefused(DAMAGED)
        yield text
    yield rest


def _check_merges(count: int) -> None:
    if count > MAX_MERGES:
        raise WorkbookRefused(TOO_MANY)


def _careful(pieces: Iterator[bytes]) -> Scan:
    extent = Extent()
    try:
        for piece in pieces:
            extent.parser.Parse(piece)
        extent.parser.Parse(b"", True)
    except expat.ExpatError:
        raise WorkbookRefused(DAMAGED) from None
    check_extent(extent.last_row, extent.last_column)
    return Scan(extent.cells, is_plain=False)


class Extent:
    """Where the filled cells of a sheet end. Cells without content do not count."""

    def __init__(self):
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.elements = self.merges = self.cells = 0
        self.row = self.column = 0
        self.last_row = self.last_column = 0
        self.handlers = {
            "row": self._open_row,
            "c": self._open_cell,
            "v": self._fill,
            "is": self._fill,
            "f": self._fill,
            "mergeCell": self._merge,
        }

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        self.elements += 1
        if self.elements > MAX_ELEMENTS:
            raise WorkbookRefused(TOO_MANY)
        if handle := self.handlers.get(name.rpartition(" ")[2]):
            handle(attributes)

    def _open_row(self, attributes: dict[str, str]) -> None:
        number = whole_number(attributes.get("r", str(self.row + 1)))
        if number is None or number > LAST_ROW:
            raise WorkbookRefused(DAMAGED)
        self.row, self.column = number, 0

    def _open_cell(self, attributes: dict[str, str]) -> None:
        self.cells += 1
        self.column += 1
        if "r" in attributes:
            self.row, self.column = _position(attributes["r"])

    def _fill(self, attributes: dict[str, str]) -> None:
        self.last_row = max(self.last_row, self.row)
        self.last_column = max(self.last_column, self.column)

    def _merge(self, attributes: dict[str, str]) -> None:
        self.merges += 1
        _check_merges(self.merges)


def _position(reference: str) -> tuple[int, int]:
    """B7 is row 7, column 2."""
    match = REFERENCE.fullmatch(reference.upper())
    if not match:
        raise WorkbookRefused(DAMAGED)
    column = 0
    for letter in match[1]:
        column = column * 26 + ord(letter) - 64
    return int(match[2]), column
