"""One column of a table of times as pillars, the last of them in a deeper blue."""

from dataclasses import dataclass

from .registry import OfficialTable
from .shown import in_words

# Units of the drawing, as wide as it is shown: text keeps its size.
WIDTH, HEIGHT, LEFT, FOOT, TOP = 720, 210, 44, 24, 20
# Of the room for one pillar so much stays white.
GAP = 0.28
# More names of days than this run into one another.
NAMED = 9


@dataclass(frozen=True, slots=True)
class Pillar:
    """A week or a month; all but its words in units of the drawing."""

    label: str
    text: str
    left: int
    top: int
    width: int
    url: str = ""
    is_named: bool = True
    is_last: bool = False

    @property
    def middle(self) -> int:
        return self.left + self.width // 2

    @property
    def height(self) -> int:
        return HEIGHT - FOOT - self.top


@dataclass(frozen=True, slots=True)
class Trend:
    """The pillars of one column, and how high a round number stands."""

    title: str
    pillars: list[Pillar]
    ticks: list[tuple[int, str]]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    foot: int = HEIGHT - FOOT

    @property
    def in_words(self) -> str:
        told = "，".join(f"{each.label} {each.text}" for each in self.pillars)
        return f"{self.title}：{told}"


def draw_trend(table: OfficialTable, wanted: str) -> Trend | None:
    """None where nothing was done at any time."""
    keys = [column.key for column in table.columns]
    at, column = keys.index(wanted), table.columns[keys.index(wanted)]
    values = [line.values[at] or 0 for line in table.lines]
    if not any(values):
        return None
    step = _round_step(max(values))
    most = step * -(-max(values) // step)
    room = (WIDTH - LEFT) / len(values)
    width = round(min(room, 90) * (1 - GAP))
    every = -(-len(values) // NAMED)
    pillars = [
        Pillar(
            label=_short(str(line.values[0])),
            text=in_words(value, column.kind),
            left=round(LEFT + room * n + (room - width) / 2),
            top=_height(value, most),
            width=width,
            url=line.links.get(wanted, ""),
            is_named=n % every == 0,
            is_last=n == len(values) - 1,
        )
        for n, (line, value) in enumerate(zip(table.lines, values, strict=True))
    ]
    ticks = [(_height(n, most), str(n)) for n in range(0, most + 1, step)]
    return Trend(f"{column.title}，按{table.variant or '时间'}", pillars, ticks)


def _height(value: int, most: int) -> int:
    return HEIGHT - FOOT - round((HEIGHT - FOOT - TOP) * value / most)


def _round_step(most: int) -> int:
    """1, 2 or 5 of some power of ten, of which three or four make the whole."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if step * 4 >= most:
                return step
        power *= 10


def _short(day: str) -> str:
    """Within a campaign the year is told by its head: 2017-07-24 is 07-24."""
    return day[5:] if day[:4].isdigit() and day[4:5] in ("-", "年") else day
