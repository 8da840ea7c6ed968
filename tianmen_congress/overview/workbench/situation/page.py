"""How the whole campaign stands, on one page (总体情况).

Nothing is counted here: every number is a figure of the registry or a cell of one of its
tables, so that this page, the tables and their workbooks say the same.
"""

from datetime import timedelta
from functools import cached_property

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures import charts, registry, trend
from tianmen_congress.base.figures.comparing import Compared, compared
from tianmen_congress.base.figures.queries import Counted, Part, counted_for
from tianmen_congress.base.figures.registry import Asked, OfficialTable
from tianmen_congress.base.figures.shown import Cell, Extract, extract, totals_of
from tianmen_congress.overview.workbench.tallies import Tally, tallies_of
from tianmen_congress.overview.workbench.todos.opinions import paused_below

from .choices import (
    BASICS,
    BY_CATEGORY,
    BY_MONTH,
    ELSEWHERE,
    FIGURES,
    LOW,
    MEASURES,
)
from .comparison import Comparison, address_of
from .parts import CoverageBar, MonthEnd, Quotient, active_groups, progress_of, rates_of


class Situation:
    """What the page shows to `user`; each part asks its table when it is drawn."""

    do_not_call_in_templates = True

    def __init__(self, user: User, asked: Asked, measure: str):
        self.user, self.asked = user, asked
        self.chosen = measure if measure in MEASURES else next(iter(MEASURES))

    def _table(self, slug: str, asked: Asked | None = None) -> OfficialTable:
        return registry.tables[slug](self.user, asked or self.asked)

    @cached_property
    def figures(self) -> list[Compared]:
        asked = {"user": self.user, "asked": self.asked}
        return [compared(key, **asked) for key in FIGURES]

    @cached_property
    def basics(self) -> list[Counted]:
        found = registry.figures
        return [counted_for(found[key], self.user, self.asked) for key in BASICS]

    @cached_property
    def coverage(self) -> OfficialTable:
        return self._table("visit-coverage")

    @cached_property
    def categories(self) -> OfficialTable:
        return self._table("opinion-rates-category")

    @cached_property
    def weeks(self) -> OfficialTable:
        return self._table("progress-week")

    @cached_property
    def months(self) -> Extract:
        return extract(self._table("progress-month"), BY_MONTH)

    @cached_property
    def places(self) -> Comparison:
        """Townships beside one another, by the measure that was chosen."""
        slug = MEASURES[self.chosen].slug
        table = self.coverage if slug == self.coverage.slug else self._table(slug)
        return Comparison(table, self.chosen)

    @cached_property
    def idle(self) -> OfficialTable:
        return self._table("groups-without-activity")

    @cached_property
    def standings(self) -> list[MonthEnd]:
        """Closed and overdue, beside the end of the month before."""
        before = self.asked.last_day.replace(day=1) - timedelta(days=1)
        then = self._table("opinion-rates-category", self.asked.narrowed(until=before))
        now, then = self.handled, totals_of(then)
        kinds = (("办结", "above2"), ("超期未答复", "overdue"))
        return [MonthEnd(label, now[key], then[key]) for label, key in kinds]

    @cached_property
    def handled(self) -> dict[str, Cell]:
        """What became of what was handed over, in all."""
        return totals_of(self.categories)

    @cached_property
    def villages(self) -> CoverageBar:
        return self.progress[0]

    @cached_property
    def attention(self) -> list[Tally]:
        """What is one too many today, and which places and groups lag behind."""
        told = tallies_of(Role.LEADER, user=self.user)
        late = [each for each in told if each.is_late]
        pile = paused_below(self.user)
        paused = [Tally(pile.kind, pile.count, pile.url, True)] if pile else []
        low, idle = len(self._low()), self._idle_this_month
        url = f"{address_of(self.coverage)}&chart=villages_rate"
        places = Tally("走访村不足八成的乡镇", low, url, True)
        groups = Tally("本月没有开展活动的小组", idle.count, address_of(idle), True)
        return [each for each in (*late, *paused, places, groups) if each.count]

    def _low(self) -> list[float]:
        at = [column.key for column in self.coverage.columns].index("villages_rate")
        rates = [line.values[at] for line in self.coverage.lines]
        return [rate for rate in rates if rate is not None and rate < LOW]

    @cached_property
    def _idle_this_month(self) -> OfficialTable:
        last = self.asked.last_day
        asked = self.asked.narrowed(since=last.replace(day=1), until=last)
        return self._table("groups-without-activity", asked)

    def _report(self, slug: str) -> str:
        return address_of(self._table(slug))

    @cached_property
    def trend(self) -> trend.Trend | None:
        return trend.draw_trend(self.weeks, "calls")

    @property
    def weeks_url(self) -> str:
        return address_of(self.weeks)

    @property
    def months_url(self) -> str:
        return self._report("progress-month")

    @property
    def categories_url(self) -> str:
        return address_of(self.categories)

    @cached_property
    def calls(self) -> Cell:
        return totals_of(self.weeks)["calls"]

    @cached_property
    def progress(self) -> list[CoverageBar]:
        groups = next(each for each in self.basics if each.figure.key == "groups")
        idle_url = address_of(self.idle)
        return [
            *progress_of(self.coverage),
            active_groups(groups, idle=self.idle.count, idle_url=idle_url),
        ]

    @cached_property
    def rates(self) -> list[Quotient]:
        return rates_of(self.categories, self.handled)

    @cached_property
    def by_category(self) -> Extract:
        return extract(self.categories, BY_CATEGORY)

    @cached_property
    def stages(self) -> charts.Chart | None:
        """Where those that are under way stand, and how many are closed."""
        counted = self._opinions
        kept = [
            each for each in counted.parts if each.value and each.label not in ELSEWHERE
        ]
        return charts.draw_parts(
            Counted(counted.figure, counted.value, counted.url, kept)
        )

    @cached_property
    def elsewhere(self) -> list[Part]:
        """Those that came to another end."""
        found = self._opinions.parts
        return [each for each in found if each.label in ELSEWHERE and each.value]

    @property
    def _opinions(self) -> Counted:
        return self.figures[FIGURES.index("opinions")].counted
