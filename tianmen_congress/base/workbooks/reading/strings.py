"""Shared strings: a text stands once in the file, and once in memory for each cell.

One long text in a hundred thousand cells is a few kilobytes zipped and gigabytes read.
"""

import re
from array import array
from collections.abc import Sequence
from xml.parsers import expat

from .refusal import WorkbookRefused
from .scan import DAMAGED, Pieces, Scan, whole_tags

MAX_TEXT = 100 * 1024 * 1024
TOO_LONG = "工作簿中的文字过多，请拆成几个文件后重新上传"
# The end of one string; an empty one has no other.
END = re.compile(rb"</(?:\w+:)?si\s*>|<(?:\w+:)?si\s*/>")
# Markup in which such an end could stand without being one.
UNUSUAL = re.compile(rb"""<!|=\s*"[^"<>]*<|=\s*'[^'<>]*<""")
CELL = re.compile(rb' t="s">(?:<v>(\d{1,9})</v>)?')


def check_text(strings: Pieces, sheets: Sequence[tuple[Pieces, Scan]]) -> None:
    """Refuse a workbook whose cells would hold more text than MAX_TEXT in all."""
    lengths = _lengths(strings)
    longest = max(lengths, default=0)
    if sum(scan.strings for _, scan in sheets) * longest <= MAX_TEXT:
        return
    left = MAX_TEXT
    for pieces, scan in sheets:
        plain = scan.is_plain
        left -= _text(pieces, lengths, left) if plain else scan.strings * longest
        if left < 0:
            raise WorkbookRefused(TOO_LONG)


def _lengths(pieces: Pieces) -> array:
    """Bytes of each shared string, its markup counted too."""
    lengths, since = array("L"), 0
    for text in whole_tags(pieces()):
        if UNUSUAL.search(text):
            return _Strings(pieces).lengths
        at = 0
        for end in END.finditer(text):
            lengths.append(since + end.end() - at)
            since, at = 0, end.end()
        since += len(text) - at
    return lengths


class _Strings:
    """The same, read carefully."""

    def __init__(self, pieces: Pieces):
        self.lengths = array("L")
        self.parser = expat.ParserCreate(namespace_separator=" ")
        self.parser.StartElementHandler = self._start
        self.parser.CharacterDataHandler = self._add
        try:
            for piece in pieces():
                self.parser.Parse(piece)
            self.parser.Parse(b"", True)
        except expat.ExpatError:
            raise WorkbookRefused(DAMAGED) from None

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        if name.endswith("si"):
            self.lengths.append(0)

    def _add(self, text: str) -> None:
        if self.lengths:
            self.lengths[-1] += 4 * len(text)


def _text(pieces: Pieces, lengths: array, limit: int) -> int:
    """Bytes that the sheet's cells will hold; counted no further than the limit."""
    longest, total = max(lengths, default=0), 0
    for text in whole_tags(pieces()):
        for cell in CELL.finditer(text):
            number = int(cell[1]) if cell[1] else -1
            known = 0 <= number < len(lengths)
            total += lengths[number] if known else longest
        if total > limit:
            break
    return total
