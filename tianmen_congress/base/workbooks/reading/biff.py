"""The records of an old workbook: how far out its cells lie, how much text they hold."""

import struct
from collections.abc import Iterator, Sequence

from tianmen_congress.base.cells import Unread

from .refusal import MAX_MERGES, WorkbookRefused, check_extent
from .strings import MAX_TEXT, TOO_LONG
from .unread import OLD_ERRORS, Place, Unreads, error
from .zipped import DAMAGED, LOCKED

# Records that fill a cell; row and column are their first two words.
CELLS = frozenset((0x06, 0x206, 0x406, 0x203, 0x204, 0xD6, 0xFD, 0x205, 0x27E, 0x07))
MANY_CELLS, SHARED_TEXT, MERGES = 0xBD, 0xFD, 0xE5
PASSWORD, PART_START, SHEET = 0x2F, 0x809, 0x85
BOOL_OR_ERROR, FORMULAS = 0x205, (0x06, 0x206, 0x406)
STRINGS, CONTINUED = 0xFC, 0x3C


def check_records(stream: bytes) -> dict[str, Unreads]:
    """Raise WorkbookRefused unless the workbook's stream is safe to parse.

    By sheet, what the parser will give as empty.
    """
    scan = _Scan()
    for kind, at, length in _records(stream):
        if kind == PART_START:
            scan.begin_part(at - 4)
        scan.take(kind, stream[at : at + length])
    scan.end_part()
    if scan.merges > MAX_MERGES:
        raise WorkbookRefused(DAMAGED)
    if scan.texts and scan.texts * 2 * longest_string(scan.strings) > MAX_TEXT:
        raise WorkbookRefused(TOO_LONG)
    return {
        title: scan.unread[start]
        for start, title in scan.titles.items()
        if scan.unread.get(start)
    }


def _records(stream: bytes) -> Iterator[tuple[int, int, int]]:
    at = 0
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<HH", stream, at)
        yield kind, at + 4, length
        at += 4 + length


class _Scan:
    def __init__(self):
        self.rows = self.columns = self.merges = self.texts = 0
        self.strings: list[bytes] = []
        self.before = 0
        # By where the part of a sheet starts: its title, its errors.
        self.titles: dict[int, str] = {}
        self.unread: dict[int, dict[Place, Unread]] = {}
        self.part = 0

    def begin_part(self, start: int) -> None:
        self.end_part()
        self.part = start

    def take(self, kind: int, data: bytes) -> None:
        if kind == PASSWORD:
            raise WorkbookRefused(LOCKED)
        if kind == SHEET:
            self._sheet(data)
        elif kind in CELLS or kind == MANY_CELLS:
            self._cell(kind, data)
        elif kind == MERGES:
            self.merges += struct.unpack_from("<H", data)[0]
        elif kind == STRINGS or (kind == CONTINUED and self.before == STRINGS):
            self.strings.append(data)
        self.before = self.before if kind == CONTINUED else kind

    def _cell(self, kind: int, data: bytes) -> None:
        row, column = struct.unpack_from("<HH", data)
        if kind == MANY_CELLS:
            (column,) = struct.unpack_from("<H", data, len(data) - 2)
        self.rows, self.columns = max(self.rows, row + 1), max(self.columns, column + 1)
        self.texts += kind == SHARED_TEXT
        if (error := _error_in(kind, data)) is not None:
            place = row + 1, column
            self.unread.setdefault(self.part, {})[place] = error

    def _sheet(self, data: bytes) -> None:
        """Where a sheet starts, and its title: one byte a character, or two."""
        start, _, length, is_wide = struct.unpack_from("<IHBB", data)
        name = data[8 : 8 + (length << (is_wide & 1))]
        self.titles[start] = name.decode("utf-16-le" if is_wide & 1 else "latin-1")

    def end_part(self) -> None:
        check_extent(self.rows, self.columns)
        self.rows = self.columns = 0


def _error_in(kind: int, data: bytes) -> Unread | None:
    """The error that a cell holds, typed or as the result of its formula."""
    code = None
    if kind == BOOL_OR_ERROR and data[7]:
        code = data[6]
    elif kind in FORMULAS and data[12:14] == b"\xff\xff" and data[6] == 2:
        code = data[8]
    return None if code is None else error(OLD_ERRORS.get(code, "#VALUE!"))


def longest_string(pieces: Sequence[bytes]) -> int:
    """Characters of the longest shared string; `pieces` are the records they lie in."""
    if not pieces:
        return 0
    (count,) = struct.unpack_from("<I", pieces[0], 4)
    strings, longest = _Strings(pieces), 0
    for _ in range(count):
        longest = max(longest, strings.skip())
    return longest


class _Strings:
    """Walks over strings that run from one record into the next."""

    def __init__(self, pieces: Sequence[bytes]):
        self.pieces = iter(pieces)
        self.piece, self.at = next(self.pieces), 8

    def _next_piece(self, at: int) -> None:
        self.piece, self.at = next(self.pieces, None), at
        if self.piece is None:
            raise WorkbookRefused(DAMAGED)

    def skip(self) -> int:
        """Pass one string; its length in characters."""
        if self.at >= len(self.piece):
            self._next_piece(0)
        length, flags = struct.unpack_from("<HB", self.piece, self.at)
        self.at += 3
        more = 0
        if flags & 8:  # runs of other fonts
            more += 4 * struct.unpack_from("<H", self.piece, self.at)[0]
            self.at += 2
        if flags & 4:  # how it is pronounced
            more += struct.unpack_from("<I", self.piece, self.at)[0]
            self.at += 4
        self._skip_text(length, flags)
        self._skip_bytes(more)
        return length

    def _skip_text(self, length: int, flags: int) -> None:
        while True:
            size = 1 + (flags & 1)
            here = min(length, (len(self.piece) - self.at) // size)
            self.at, length = self.at + here * size, length - here
            if not length:
                return
            # Each further record says anew how wide its characters are.
            self._next_piece(1)
            flags = self.piece[0]

    def _skip_bytes(self, count: int) -> None:
        while count > len(self.piece) - self.at:
            count -= len(self.piece) - self.at
            self._next_piece(0)
        self.at += count
