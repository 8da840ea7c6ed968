"""Townships beside one another by one rate: on the grid, as bars, and the lowest."""

from functools import cached_property

from django.urls import reverse

from tianmen_congress.base.figures import charts
from tianmen_congress.base.figures.grid import Grid, Measure, draw_grid
from tianmen_congress.base.figures.registry import OfficialTable
from tianmen_congress.base.figures.shown import Cell, Extract, extract

from .choices import LOWEST, MEASURES


def address_of(table: OfficialTable) -> str:
    """The page of the table, asked for the same."""
    return reverse("figures:report", args=[table.slug]) + table.asked.query()


class Comparison:
    """One measure of one table."""

    do_not_call_in_templates = True

    def __init__(self, table: OfficialTable, chosen: str):
        self.table, self.chosen = table, chosen
        self.measure: Measure = MEASURES[chosen]

    @property
    def measures(self) -> dict[str, str]:
        return {key: measure.label for key, measure in MEASURES.items()}

    @cached_property
    def grid(self) -> Grid | None:
        return draw_grid(self.table, self.measure)

    @cached_property
    def bars(self) -> list[charts.Chart]:
        measure = self.measure
        chart = charts.draw(
            self.table, measure.rate, charts.NARROW, opens=measure.above
        )
        return charts.halves(chart) if chart else []

    @property
    def url(self) -> str:
        return f"{address_of(self.table)}&chart={self.measure.rate}"

    @cached_property
    def lowest(self) -> Extract:
        """Those below the whole, the lowest first."""
        measure, first = self.measure, self.table.columns[0].key
        titles = {first: "乡镇", measure.below: "基数"}
        titles |= {measure.above: "其中", measure.rate: "比率"}
        found = extract(self.table, titles)
        below = sorted(self._below(found.rows), key=lambda pair: pair[0])
        return Extract(found.headings, [row for _, row in below[:LOWEST]], found.total)

    def _below(self, rows: list[list[Cell]]) -> list[tuple[float, list[Cell]]]:
        at = [column.key for column in self.table.columns].index(self.measure.rate)
        whole = self.table.total[at] if self.table.total else None
        rates = [line.values[at] for line in self.table.lines]
        return [
            (rate, row)
            for rate, row in zip(rates, rows, strict=True)
            if None not in (rate, whole) and rate < whole
        ]
