"""One column of an official table, or the parts of a figure, as bars: who has much.

The numbers, their words and the lists that they open are those of the table; nothing is
counted here. Drawn on the server, so that it needs no script and prints as it stands.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from .queries import Counted
from .registry import Line, OfficialTable, TableColumn
from .shown import in_words

NUMBERS = ("int", "decimal", "rate")
# Units of the drawing, as wide as it is shown: text keeps its size.
WIDTH, LABELS, ROW, BAR = 720, 176, 24, 14
# Beyond the longest bar stands its number.
NUMBER = 80
# How wide a number is that a line might cross.
CROSSED = 56
LONGEST = WIDTH - LABELS - NUMBER
# More bars than this nobody compares.
MOST = 40


@dataclass(frozen=True, slots=True)
class Measures:
    """How wide a drawing is, and how much of it the names of its bars take."""

    width: int = WIDTH
    labels: int = LABELS
    number: int = NUMBER

    @property
    def longest(self) -> int:
        return self.width - self.labels - self.number


WIDE = Measures()
# Two side by side, or one beside a table.
NARROW = Measures(500, 116)
SLIM = Measures(330, 116, 40)


@dataclass(frozen=True, slots=True)
class Bar:
    """A line of the table: `length` and `top` in units of the drawing."""

    label: str
    text: str
    length: int
    top: int
    url: str = ""
    is_low: bool = False
    left: int = LABELS
    # Where the whole stands in its drawing: its number is not written across the line.
    mark: int | None = None

    @property
    def middle(self) -> int:
        return self.top + BAR // 2

    @property
    def end(self) -> int:
        return self.left + self.length

    @property
    def number_at(self) -> int:
        is_crossed = self.mark is not None and 0 <= self.mark - self.end < CROSSED
        return (self.mark if is_crossed else self.end) + 6


@dataclass(frozen=True, slots=True)
class Chart:
    """The bars of one column; `mark` is where the whole stands, None where it has none."""

    title: str
    chosen: str
    choices: list[tuple[str, str]]
    bars: list[Bar]
    whole: str = ""
    mark: int | None = None
    measures: Measures = WIDE
    thickness: int = BAR

    @property
    def height(self) -> int:
        return len(self.bars) * ROW + 4

    @property
    def in_words(self) -> str:
        """For those who don't see it: the ends; all numbers stand in the table."""
        first, last = self.bars[0], self.bars[-1]
        ends = f"最前是{first.label}{first.text}，最后是{last.label}{last.text}"
        return f"{self.title}，{ends}{f'，{self.whole}' if self.whole else ''}"


def draw(
    table: OfficialTable, wanted: str, measures: Measures = WIDE, *, opens: str = ""
) -> Chart | None:
    """The chart of the column called `wanted`, or of the first that has numbers; its
    bars open what the column `opens` counts, or that column itself.

    None where the table is no comparison, or has nothing or too much to compare.
    """
    columns = {c.key: c for c in table.columns if c.kind in NUMBERS}
    if not (table.is_charted and columns and 2 <= len(table.lines) <= MOST):
        return None
    column = columns.get(wanted) or next(iter(columns.values()))
    numbers = list(_numbers(table, column))
    if not any(number for _, number in numbers):
        return None
    if not table.is_in_time:
        numbers.sort(key=lambda pair: -1 if pair[1] is None else pair[1], reverse=True)
    whole = _whole(table, column, [number for _, number in numbers])
    titles = _titles(list(columns.values()))
    scale = measures.longest / max(
        n for _, n in [*numbers, (None, whole)] if n is not None
    )
    mark = None if whole is None else measures.labels + round(float(whole * scale))
    return Chart(
        title=f"{titles[column.key]}，按{table.columns[0].title}",
        chosen=column.key,
        choices=list(titles.items()),
        bars=_placed(
            [
                _bar(line, number, column, scale, whole, opens or column.key)
                for line, number in numbers
            ],
            measures,
            mark,
        ),
        whole=_told(column, whole),
        mark=mark,
        measures=measures,
    )


def _placed(bars: list[Bar], measures: Measures, mark: int | None = None) -> list[Bar]:
    """One beneath the other."""
    return [
        replace(bar, top=at * ROW + 4, left=measures.labels, mark=mark)
        for at, bar in enumerate(bars)
    ]


def draw_parts(counted: Counted, measures: Measures = SLIM) -> Chart | None:
    """Of how many each part of a figure is, in the order of its parts."""
    longest = max((part.value for part in counted.parts), default=0)
    if not longest:
        return None
    scale = measures.longest / longest
    bars = [
        Bar(part.label, str(part.value), round(part.value * scale), 0, part.url)
        for part in counted.parts
    ]
    placed = _placed(bars, measures)
    return Chart(counted.figure.label, "", [], placed, measures=measures)


def halves(chart: Chart) -> list[Chart]:
    """The same as two drawings that stand side by side."""
    at = (len(chart.bars) + 1) // 2
    parts = [bars for bars in (chart.bars[:at], chart.bars[at:]) if bars]
    return [
        replace(chart, bars=_placed(bars, chart.measures, chart.mark)) for bars in parts
    ]


def _titles(columns: list[TableColumn]) -> dict[str, str]:
    """By key; with the heading over it where two columns are called the same."""
    often = Counter(column.title for column in columns)
    return {
        column.key: column.title
        if often[column.title] == 1
        else f"{column.group}：{column.title}"
        for column in columns
    }


def _numbers(table: OfficialTable, column: TableColumn) -> Iterator[tuple[Line, float]]:
    at = [each.key for each in table.columns].index(column.key)
    for line in table.lines:
        value = line.values[at]
        yield line, None if value is None else float(value)


def _whole(table: OfficialTable, column: TableColumn, numbers: list) -> float | None:
    """Of a rate that of the whole, of a count the mean of the lines."""
    known = [number for number in numbers if number is not None]
    if column.kind == "int":
        return sum(known) / len(known)
    at = [each.key for each in table.columns].index(column.key)
    value = table.total[at] if table.total else None
    return None if value is None else float(value)


def _told(column: TableColumn, whole: float | None) -> str:
    if whole is None:
        return ""
    if column.kind == "int":
        return f"平均{whole:.1f}"
    return f"全部{in_words(whole, column.kind)}"


def _bar(
    line: Line,
    number: float | None,
    column: TableColumn,
    scale: float,
    whole: float | None,
    opens: str,
) -> Bar:
    kind = column.kind
    exact = int(number) if kind == "int" and number is not None else number
    return Bar(
        label=str(line.values[0]),
        text="—" if number is None else in_words(exact, kind),
        length=round((number or 0) * scale),
        top=0,
        url=line.links.get(opens, ""),
        is_low=number is not None and whole is not None and number < whole,
    )
