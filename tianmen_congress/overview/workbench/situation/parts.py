"""Pieces of the page, read off the row 合计 of its tables."""

from dataclasses import dataclass

from tianmen_congress.base.figures.queries import Counted
from tianmen_congress.base.figures.registry import OfficialTable
from tianmen_congress.base.figures.shown import Cell, in_words, totals_of

from .choices import RATES


@dataclass(frozen=True, slots=True)
class CoverageBar:
    """How much of what is there was reached, and the list of what was not."""

    label: str
    unit: str
    rate: Cell
    reached: Cell
    all: Cell
    left: int
    left_url: str
    percent: int


@dataclass(frozen=True, slots=True)
class Quotient:
    """A rate with what it is made of."""

    label: str
    rate: Cell
    above: Cell
    below: Cell


@dataclass(frozen=True, slots=True)
class MonthEnd:
    """A number of opinions now, and at the end of the month before."""

    label: str
    now: Cell
    before: Cell

    @property
    def more(self) -> int:
        return int(self.now.text) - int(self.before.text)

    @property
    def less(self) -> int:
        return -self.more


MADE_OF = ("rate", "above", "below")
COVERED = (
    ("villages", "村、社区、分场", "个"),
    ("poor", "贫困村", "个"),
    ("households", "建档立卡贫困户", "户"),
)


def progress_of(coverage: OfficialTable) -> list[CoverageBar]:
    """Of each kind of thing that is visited, from the row 合计."""
    totals = totals_of(coverage)
    return [_progress(totals, *each) for each in COVERED]


def _progress(totals: dict[str, Cell], kind: str, label: str, unit: str) -> CoverageBar:
    rate, reached, there, left = (
        totals[f"{kind}{part}"] for part in ("_rate", "_reached", "", "_left")
    )
    percent = _percent(int(reached.text), int(there.text))
    facts = (rate, reached, there, int(left.text), left.url)
    return CoverageBar(label, unit, *facts, percent)


def active_groups(groups: Counted, *, idle: int, idle_url: str) -> CoverageBar:
    active = groups.value - idle
    rate = active / groups.value if groups.value else None
    return CoverageBar(
        "开展活动的代表小组",
        "个",
        Cell(in_words(rate, "rate")),
        Cell(str(active)),
        Cell(str(groups.value), url=groups.url),
        left=idle,
        left_url=idle_url,
        percent=_percent(active, groups.value),
    )


def _percent(part: int, whole: int) -> int:
    return round(100 * part / whole) if whole else 0


def rates_of(categories: OfficialTable, totals: dict[str, Cell]) -> list[Quotient]:
    groups = {column.key: column.group for column in categories.columns}
    return [
        Quotient(groups[f"rate{n}"], *(totals[f"{part}{n}"] for part in MADE_OF))
        for n in RATES
    ]
