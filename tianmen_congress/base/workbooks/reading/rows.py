"""The rows of one table: what is data in it, and what only looks so."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from openpyxl.utils import get_column_letter

from tianmen_congress.base.cells import is_blank, key, plain

from .book import Merge, Sheet
from .headers import Header, Wanted, find_header

TOTAL = re.compile(r"(本页)?(合计|总计|小计|共计|累计)([:(].*)?")
NOTE = re.compile(r"(注|说明|备注|填表说明|填报说明)\d*:.*", re.DOTALL)
FOOT = re.compile(
    r"(单位负责人|负责人|审核人|审核|填报人|填表人|制表人|制表|联系人|联系电话"
    r"|填报单位|填报日期|统计时段|统计时间):.*"
)
COUNT = re.compile(r"共\d+(条|人|名|户|行|个|次|件|项).*")
NUMBERED = re.compile(r"[一二三四五六七八九十]+、.+")
# So many texts of a table are kept once, however often they stand in it.
SHARED = 5000


class Cells(Mapping):
    """The cells of a row by the names of their columns, which a table keeps once.

    A roster of a whole city has as many of these as people: a dict each would hold
    more than what stands in them.
    """

    __slots__ = ("_places", "_values")

    def __init__(self, places: dict[str, int], values: tuple):
        self._places, self._values = places, values

    def __getitem__(self, name: str) -> object:
        return self._values[self._places[name]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


@dataclass(slots=True)
class SheetRow:
    """One row of data.

    `values` holds what counts for the row, with the value of a merge in each of its
    rows; `own` what stands in the row itself.
    """

    sheet: str
    number: int
    values: Mapping[str, object]
    own: Mapping[str, object]
    section: str = ""
    columns: dict[str, int] = field(default_factory=dict, repr=False)
    titles: list[str] = field(default_factory=list, repr=False)

    def heading(self, column: str) -> str:
        """What the sheet itself calls `column`; its usual name where the sheet lacks it."""
        return self.titles[self.columns[column]] if column in self.columns else column

    def address(self, column: str) -> str:
        """Where the value of `column` stands: C7."""
        return f"{get_column_letter(self.columns[column] + 1)}{self.number}"

    def is_blank(self, column: str) -> bool:
        """Whether nothing of its own stands in `column`."""
        return is_blank(self.own.get(column, ""))


class Table:
    """The table of one sheet: its heading, then its rows of data.

    Titles, headings printed again, blank rows, totals, notes and the foot are left
    out; a row merged across (or numbered 一、二、) names the section of those below.
    """

    def __init__(self, sheet: Sheet, columns: Sequence[Wanted]):
        self.sheet = sheet
        self.header: Header = find_header(sheet, columns)
        self.places = {name: place for place, name in enumerate(self.header.columns)}
        self.texts: dict[str, str] = {}
        self.carried = {
            self.header.columns[column.column_name]
            for column in columns
            if column.merged and column.column_name in self.header.columns
        }

    def __iter__(self) -> Iterator[SheetRow]:
        section, carried = "", _Carried(self.sheet, self.carried)
        for number, values in self.sheet.rows():
            if number <= self.header.row:
                continue
            filled = [value for value in values if not is_blank(value)]
            whole = carried.fill(number, values)
            if not filled or self._is_repeated(values) or _is_aside(filled):
                continue
            if self._is_section(number, values, filled):
                section = plain(filled[0])
            elif not self._is_empty(values):
                yield self._row(number, values, whole, section)

    def _row(self, number: int, own: list, whole: list, section: str) -> SheetRow:
        cells = self._cells(own)
        return SheetRow(
            sheet=self.sheet.title,
            number=number,
            values=cells if whole is own else self._cells(whole),
            own=cells,
            section=section,
            columns=self.header.columns,
            titles=self.header.titles,
        )

    def _cells(self, values: list) -> Cells:
        known = (values[index] for index in self.header.columns.values())
        return Cells(self.places, tuple(map(self._once, known)))

    def _once(self, value: object) -> object:
        """The same text as one object: townships and relations repeat in each row."""
        if not isinstance(value, str):
            return value
        if len(self.texts) < SHARED:
            return self.texts.setdefault(value, value)
        return self.texts.get(value, value)

    def _is_empty(self, values: list) -> bool:
        """Nothing in any known column: often a form numbered in advance."""
        return all(is_blank(values[index]) for index in self.header.columns.values())

    def _is_repeated(self, values: list) -> bool:
        """The heading again, as it is printed on each page."""
        titles = self.header.titles
        same = [
            index
            for index in self.header.columns.values()
            if titles[index] and key(values[index]) == key(titles[index])
        ]
        return len(same) >= 2

    def _is_section(self, number: int, values: list, filled: list) -> bool:
        if len(filled) != 1 or not isinstance(filled[0], str):
            return False
        at = next(i for i, value in enumerate(values) if not is_blank(value))
        merge = self.sheet.merges_at.get((number, at))
        across = merge is not None and merge.width >= 3
        return across or bool(NUMBERED.fullmatch(plain(filled[0])))


def _is_aside(filled: list) -> bool:
    """Totals, notes and the foot: rows about the table, not in it."""
    first = key(filled[0])
    if TOTAL.fullmatch(first) or NOTE.fullmatch(first) or FOOT.fullmatch(first):
        return True
    return len(filled) == 1 and bool(COUNT.fullmatch(first))


class _Carried:
    """Values of vertical merges, carried down to the rows that the merge covers."""

    def __init__(self, sheet: Sheet, columns: set[int]):
        self.starts: dict[int, list[Merge]] = {}
        for merge in sheet.merges:
            if merge.is_vertical and merge.left in columns:
                self.starts.setdefault(merge.top, []).append(merge)
        self.open: dict[int, tuple[object, int]] = {}

    def fill(self, number: int, values: list) -> list:
        for merge in self.starts.get(number, ()):
            self.open[merge.left] = (values[merge.left], merge.bottom)
        if not self.open:
            return values
        whole = list(values)
        for column, (value, bottom) in list(self.open.items()):
            if number > bottom:
                del self.open[column]
            elif is_blank(whole[column]):
                whole[column] = value
        return whole
