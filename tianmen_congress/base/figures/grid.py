"""One column of a table of townships, each in its place on a grid of squares.

The grid says who lies beside whom and is no map: which column and row a township has is
data of the city (`fixtures/township_grid.csv`). One without a place stands behind them.
"""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from django.conf import settings

from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.names import township_stem

from .registry import OfficialTable
from .shown import in_words

# Units of the drawing, as wide as it is shown.
WIDE, HIGH, GAP = 84, 56, 4
COLUMNS = 8
CLASSES = 5
# Of which five steps are to cover all that was found.
STEPS = (0.01, 0.02, 0.05, 0.1, 0.2)


@dataclass(frozen=True, slots=True)
class Measure:
    """A rate that townships are compared by: its table, its column, and the columns of
    numerator and denominator, whose lists it opens."""

    label: str
    slug: str
    rate: str
    above: str
    below: str


@dataclass(frozen=True, slots=True)
class Square:
    """A township: `level` is its class from 0, None where there is nothing to say."""

    name: str
    text: str
    column: int
    row: int
    level: int | None
    url: str = ""

    @property
    def x(self) -> int:
        return (self.column - 1) * (WIDE + GAP) + 2

    @property
    def y(self) -> int:
        return (self.row - 1) * (HIGH + GAP) + 2

    @property
    def middle(self) -> int:
        return self.x + WIDE // 2


@dataclass(frozen=True, slots=True)
class Grid:
    title: str
    squares: list[Square]
    # The limits of the classes in words, from the lowest.
    legend: list[str]
    wide: int = WIDE
    high: int = HIGH
    width: int = COLUMNS * (WIDE + GAP)

    @property
    def height(self) -> int:
        return max(square.row for square in self.squares) * (HIGH + GAP)

    @property
    def in_words(self) -> str:
        told = "，".join(f"{each.name}{each.text}" for each in self.squares)
        return f"{self.title}：{told}"


def draw_grid(table: OfficialTable, measure: Measure) -> Grid | None:
    """None of fewer than two townships; one that the table does not know has no number."""
    at = [column.key for column in table.columns].index(measure.rate)
    lines = {line.values[0]: line for line in table.lines}
    values = {name: line.values[at] for name, line in lines.items()}
    if len(values) < 2:
        return None
    limits = _limits(list(values.values()))
    squares = []
    for place, where in _places():
        name = place.name_on(table.asked.last_day)
        url = lines[name].links.get(measure.above, "") if name in lines else ""
        value = values.get(name)
        level = _level(value, limits)
        text = in_words(value, "rate")
        squares.append(Square(township_stem(name), text, *where, level, url))
    return Grid(measure.label, squares, _legend(limits))


def _level(value: float | None, limits: list[float]) -> int | None:
    return None if value is None else sum(value >= limit for limit in limits)


def _places() -> Iterator[tuple[Division, tuple[int, int]]]:
    """Every township with its column and row, those without behind the last row."""
    known = _grid()
    last = max(row for _, row in known.values())
    places = Division.objects.townships().current().order_by("code")
    others = 0
    for place in places:
        if place.code in known:
            yield place, known[place.code]
        else:
            down, across = divmod(others, COLUMNS)
            yield place, (across + 1, last + 1 + down)
            others += 1


@cache
def _grid() -> dict[str, tuple[int, int]]:
    path = settings.BASE_DIR / "fixtures" / "township_grid.csv"
    with path.open(encoding="utf-8") as rows:
        return {
            row["code"]: (int(row["column"]), int(row["row"]))
            for row in csv.DictReader(rows)
        }


def _limits(values: list[float | None]) -> list[float]:
    """Round numbers that part what was found into five classes, none beyond the whole."""
    known = [float(value) for value in values if value is not None] or [0.0]
    low, high = min(known), max(known)
    step = next((s for s in STEPS if _start(low, s) + s * CLASSES >= high), STEPS[-1])
    start = min(_start(low, step), 1 - step * (CLASSES - 1))
    return [round(start + step * n, 4) for n in range(1, CLASSES)]


def _start(low: float, step: float) -> float:
    """Rounded first: six tenths hold a tenth six times, whatever the machine thinks."""
    return int(round(low / step, 6)) * step


def _legend(limits: list[float]) -> list[str]:
    words = [f"{limit:.0%}" for limit in limits]
    between = [f"{a}至{b}" for a, b in pairwise(words)]
    last = words[-1] if limits[-1] >= 1 else f"{words[-1]}以上"
    return [f"不足{words[0]}", *between, last]
