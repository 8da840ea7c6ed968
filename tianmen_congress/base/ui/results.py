"""What a search found, taken as a whole: how much, what all of it shares, on paper."""

from datetime import date
from functools import cached_property

import django_tables2 as tables
from django.db.models import Count, Max, Min, QuerySet
from django.http import QueryDict
from django_tables2.rows import BoundRow

from tianmen_congress.base.clocks.calendar import today

from .tables import ListTable

# So many rows go on paper; more are for a workbook.
MOST_ON_PAPER = 1000
# Fewer rows have nothing in common worth telling.
FEWEST_ALIKE = 2
EMPTY = (None, "")


class WholeResult:
    """What a list knows of all of its rows, beyond those of a page."""

    query: QueryDict
    found: QuerySet
    hidden: list[str]
    table: ListTable
    table_class: type[ListTable]

    @cached_property
    def total(self) -> int:
        return self._counted["total"]

    @cached_property
    def on_paper(self) -> ListTable:
        """The whole result, as far as it goes on paper."""
        return self._paged(self._table(exclude=self.hidden), 1, MOST_ON_PAPER)

    @property
    def is_too_long(self) -> bool:
        return self.total > MOST_ON_PAPER

    most_on_paper = MOST_ON_PAPER

    @property
    def printed_on(self) -> date:
        return today()

    @cached_property
    def same(self) -> list[tuple[str, str]]:
        """What all rows have in common, told once above them instead of in each.

        Where nothing stands in any of them, there is nothing to tell.
        """
        shown = self.on_paper if "print" in self.query else self.table
        names = self.told_once(shown)
        told = [name for name in names if self._counted[f"{name}_most"] not in EMPTY]
        first = shown.first_row() if told else None
        if first is None:
            return []
        header, value = shown.columns, first.get_cell_value
        return [(str(header[name].header), str(value(name))) for name in told]

    def told_once(self, shown: ListTable) -> list[str]:
        """Columns of a page that need no place in each row, in their order."""
        names = [name for name in shown.columns.names() if name in self.alike]
        first = shown.first_row() if names else None
        return [name for name in names if first and self._is_one_name(name, first)]

    def _is_one_name(self, name: str, first: BoundRow) -> bool:
        """Whether what all rows point to had one name on all of their days."""
        if not (day := self.table_class.day_of(name)):
            return True
        row = tables.A(self.table_class.path_of(name)).resolve(first.record, quiet=True)
        if row is None or not row.former_names:
            return True
        days = self._days_at(day)
        names = row.names_between(days["since"], days["until"])
        undated = {row.name} if days["dated"] < self.total else set()
        return len(names | undated) == 1

    def _days_at(self, path: str) -> dict[str, object]:
        """The first and the last day of all rows found, and how many have one."""
        if path not in self._days:
            ends = {"since": Min(path), "until": Max(path), "dated": Count(path)}
            self._days[path] = self.found.order_by().aggregate(**ends)
        return self._days[path]

    @cached_property
    def _days(self) -> dict[str, dict]:
        """What was asked already: seldom anything, as few places got another name."""
        return {}

    @cached_property
    def alike(self) -> set[str]:
        """Columns that are the same in every row found, on all pages."""
        if self.total < FEWEST_ALIKE:
            return set()
        return {name for name in self._comparable if self._is_alike(name)}

    @cached_property
    def _comparable(self) -> dict[str, str]:
        return self.table_class.comparable(self.found.model, besides=self.hidden)

    def _is_alike(self, name: str) -> bool:
        told = self._counted
        if told[f"{name}_many"] not in (0, self.total):
            return False
        return told[f"{name}_least"] == told[f"{name}_most"]

    @cached_property
    def _counted(self) -> dict[str, object]:
        """How many rows are found, and of each column the ends, in one question."""
        asked = {"total": Count("*")}
        for name, path in self._comparable.items():
            ends = {"least": Min(path), "most": Max(path), "many": Count(path)}
            asked |= {f"{name}_{end}": value for end, value in ends.items()}
        return self.found.order_by().aggregate(**asked)
