"""Cells in which something stands that the parser gives as empty.

Values of errors (#REF!), and formulas of which the file does not keep the result.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.parsers import expat

from openpyxl.utils.cell import column_index_from_string, coordinate_from_string

from tianmen_congress.base.cells import Unread

from .refusal import WorkbookRefused
from .scan import Extent

# Row and column, from 1 and from 0, as sheets count them here.
Place = tuple[int, int]
Unreads = Mapping[Place, Unread]

# More than any table has by mistake: then the file is one that nobody ever opened.
MOST = 20_000
TOO_MANY = (
    "工作簿中有大量公式没有计算结果或是错误值，请用Excel打开、核对并另存后重新上传"
)
UNCOMPUTED = Unread("公式", "公式没有保存计算结果，请用Excel打开、保存后重新上传")
# What the parser knows; any other stops it.
KNOWN = (
    "#NULL!",
    "#DIV/0!",
    "#VALUE!",
    "#REF!",
    "#NAME?",
    "#NUM!",
    "#N/A",
    "#GETTING_DATA",
)
OLD_ERRORS = dict(
    zip((0x00, 0x07, 0x0F, 0x17, 0x1D, 0x24, 0x2A, 0x2B), KNOWN, strict=True)
)

ERROR = re.compile(rb'<c r="([A-Z]+\d+)"(?: s="\d+")? t="e"(/>|>.*?</c>)', re.DOTALL)
FORMULA = re.compile(
    rb'<c r="([A-Z]+\d+)"(?: s="\d+")?(?: t="(\w+)")?>'
    rb"\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(<v\s*/>|<v></v>)?\s*</c>"
)
VALUE = re.compile(rb"<v>([^<]*)</v>")
# A value of an error in front of which the parser stops, with what stands before it.
STRANGE = re.compile(
    rb'(<(?:\w+:)?c\s[^>]*?\bt="e"[^>]*>'
    rb"(?:<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>))?<(?:\w+:)?v>)"
    rb"(?!(?:" + "|".join(map(re.escape, KNOWN)).encode() + rb")<)[^<]*"
)


def error(words: str) -> Unread:
    return Unread(words, f"单元格是错误值{words}，请在Excel中改正")


def is_strange(cell: Unread) -> bool:
    """Whether the parser would stop in front of it."""
    return cell is not UNCOMPUTED and cell.text not in KNOWN


def plain_unread(pieces: Iterable[bytes]) -> dict[Place, Unread]:
    """Those of a sheet as office programs write them."""
    found: dict[Place, Unread] = {}
    for text in _whole_rows(pieces):
        found |= dict(_in(text))
        if len(found) > MOST:
            raise WorkbookRefused(TOO_MANY)
    return found


def _whole_rows(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The text anew, cut only before a row."""
    rest = b""
    for piece in pieces:
        text, mark, row = (rest + piece).rpartition(b"<row")
        rest = mark + row
        yield text
    yield rest


def _in(text: bytes) -> Iterator[tuple[Place, Unread]]:
    if b' t="e"' in text:
        for cell in ERROR.finditer(text):
            words = VALUE.search(cell[2])
            yield _place(cell[1]), error(words[1].decode() if words else "")
    if b"<f" in text:
        for cell in FORMULA.finditer(text):
            if not (cell[2] == b"str" and cell[3]) and cell[2] != b"e":
                yield _place(cell[1]), UNCOMPUTED


def _place(reference: bytes) -> Place:
    letters, row = coordinate_from_string(reference.decode())
    return row, column_index_from_string(letters) - 1


def careful_unread(pieces: Iterable[bytes]) -> dict[Place, Unread]:
    """Those of any other sheet, element by element."""
    cells = _Cells()
    for piece in pieces:
        cells.parser.Parse(piece)
        if len(cells.unread) > MOST:
            raise WorkbookRefused(TOO_MANY)
    return cells.unread


class _Cells(Extent):
    """Cells with what stands in them, beside where they are."""

    def __init__(self):
        super().__init__()
        self.unread: dict[Place, Unread] = {}
        self.kind, self.value = "", ""
        self.has_formula = self.is_computed = False
        self.inside = ""
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._add

    def _open_cell(self, attributes: dict[str, str]) -> None:
        super()._open_cell(attributes)
        self.kind, self.value = attributes.get("t", ""), ""
        self.has_formula = self.is_computed = False

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        super()._start(name, attributes)
        self.inside = name.rpartition(" ")[2]
        self.has_formula = self.has_formula or self.inside == "f"
        # A text that a formula gives may be empty, and is a result all the same.
        is_text = self.inside == "v" and self.kind == "str"
        self.is_computed = self.is_computed or is_text

    def _add(self, text: str) -> None:
        if self.inside == "v":
            self.value += text

    def _end(self, name: str) -> None:
        self.inside = ""
        if name.rpartition(" ")[2] != "c":
            return
        place = self.row, self.column - 1
        if self.kind == "e":
            self.unread[place] = error(self.value)
        elif self.has_formula and not (self.value or self.is_computed):
            self.unread[place] = UNCOMPUTED


def without_strange(sheet: bytes) -> bytes:
    """The sheet with errors that the parser does not know as one that it does."""
    return STRANGE.sub(rb"\1#VALUE!", sheet)


def titles_of_parts(workbook: bytes, references: bytes) -> dict[str, str]:
    """Sheets' titles by the name of the part in which each lies."""
    targets = {
        each.get("Id"): each.get("Target", "")
        for each in _elements(references, "Relationship")
    }
    return {
        _part(targets.get(_reference(each), "")): each.get("name", "")
        for each in _elements(workbook, "sheet")
    }


def _reference(sheet: dict[str, str]) -> str:
    return next((v for name, v in sheet.items() if name.rpartition(":")[2] == "id"), "")


def _part(target: str) -> str:
    name = target.replace("\\", "/").casefold()
    return name.lstrip("/") if name.startswith(("/", "xl/")) else f"xl/{name}"


def _elements(text: bytes, name: str) -> list[dict[str, str]]:
    found: list[dict[str, str]] = []
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        if tag.rpartition(":")[2] == name:
            found.append(attributes)

    parser.StartElementHandler = start
    parser.Parse(text, True)
    return found
