"""The work of the groups as it went on, week by week and month by month."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cached_property

from django.urls import reverse

from groups.activities.enums import IS_COUNTED
from tianmen_congress.base.figures.registry import (
    Asked,
    Line,
    OfficialTable,
    TableColumn,
    register_table,
)
from visits.queries.progress import Span, progress

from .coverage import WHO
from .work import reached_in

SPANS = {"month": "月份", "week": "周"}


class ProgressTable(OfficialTable):
    """A line for each week or month, none left out."""

    kind = ""
    family = "走访活动进度统计表"
    summary = "按月、按周的活动、走访、入户次数，和新走访到的村、户"
    roles = WHO
    is_charted = is_in_time = True
    order = 33
    notes = (
        "新走访村、新走访户：按统计时段内第一次走访的日期计，每个、每户只计一次。",
        "活动、走访按小组所属乡镇（市直）计；新走访村、户和入户户次按村所在乡镇计。",
    )

    def rows(self) -> Iterable[Line]:
        for span in progress(self.kind, user=self.user, asked=self.asked):
            values = (span.activities, span.visits, span.villages, span.households)
            yield Line((self._name(span), *values, span.calls), self._links(span))

    def _name(self, span: Span) -> str:
        if self.kind == "month":
            return f"{span.since.year}年{span.since.month}月"
        return f"{span.since:%Y-%m-%d}"

    def _links(self, span: Span) -> dict[str, str]:
        asked = self.asked.narrowed(
            since=max(span.since, self.asked.since or span.since),
            until=min(self._end(span.since), self.asked.until or date.max),
        )
        return _lists(asked)

    def _end(self, since: date) -> date:
        if self.kind == "week":
            return since + timedelta(days=6)
        after = since + timedelta(days=32)
        return after.replace(day=1) - timedelta(days=1)

    @cached_property
    def total_links(self) -> dict[str, str]:
        whole = {
            "villages": reverse("visits:villages") + reached_in(self.asked),
            "households": reverse("visits:households") + reached_in(self.asked),
        }
        return _lists(self.asked) | whole


def _lists(asked: Asked) -> dict[str, str]:
    """Of what was new there is no list of one week: it is told by the days before."""
    return {
        "activities": reverse("activities:list") + asked.query(counted=IS_COUNTED),
        "visits": reverse("visits:list") + asked.query(),
        "calls": reverse("visits:calls") + reached_in(asked),
    }


def _register(kind: str, title: str) -> None:
    counts = (
        ("activities", "活动次数"),
        ("visits", "走访次数"),
        ("villages", "新走访村"),
        ("households", "新走访户"),
        ("calls", "入户户次"),
    )
    columns = [TableColumn(key, name, "int", is_summed=True) for key, name in counts]
    first = TableColumn("span", "周（星期一）" if kind == "week" else title, width=14)
    facts = {
        "slug": f"progress-{kind}",
        "title": f"{ProgressTable.family}（按{title}）",
        "variant": f"按{title}",
        "kind": kind,
        "columns": (first, *columns),
    }
    register_table(type(f"progress-{kind}", (ProgressTable,), facts))


for _kind, _title in SPANS.items():
    _register(_kind, _title)
