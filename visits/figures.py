"""Figures of the visits room, its ledger, and the summary of what the groups did."""

from collections.abc import Iterable
from functools import cached_property

from django.urls import reverse

from groups.activities.enums import ActivityState, Presence
from groups.rules import KEEPERS
from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.figures.registry import (
    Asked,
    Figure,
    Line,
    LongTable,
    OfficialTable,
    TableColumn,
    register_figure,
    register_table,
)
from tianmen_congress.base.ui.masks import shown_to

from .queries import counts, ledger
from .queries.counts import Worked
from .queries.ledger import LedgerLine

register_figure(
    Figure(
        "villages_visited",
        "走访村",
        "有走访记录的村、社区、分场，每个只计一次，作废的走访不计",
        count=lambda user, asked: counts.villages_visited(user=user, asked=asked),
        address=lambda asked, part: reverse("visits:villages") + asked.query(),
        roles=READERS,
        order=40,
    )
)
register_figure(
    Figure(
        "households_visited",
        "走访贫困户",
        "有入户记录的贫困户，每户只计一次，作废的走访不计",
        unit="户",
        count=lambda user, asked: counts.households_visited(user=user, asked=asked),
        address=lambda asked, part: reverse("visits:households") + asked.query(),
        roles=READERS,
        order=41,
    )
)


@register_table
class VisitLedgerTable(LongTable):
    slug, title = "visit-ledger", "走访台账"
    summary = "每户一行：何时、谁、走访了哪一户，问、看、查、评、建议的内容"
    roles = READERS
    order = 10

    @cached_property
    def sections(self) -> list:
        return ledger.sections_of_ledger(self.asked)

    @cached_property
    def columns(self) -> tuple[TableColumn, ...]:
        """The sections of the campaign's own form stand in the middle."""
        return (
            TableColumn("visited_on", "走访日期", "date", width=11),
            TableColumn("group", "代表小组", width=16),
            TableColumn("people", "参加代表", width=13),
            TableColumn("village", "走访村", width=11),
            TableColumn("household", "走访贫困户", width=9),
            *(TableColumn(s.code, s.title, "long", width=22) for s in self.sections),
            TableColumn("recorder", "记录人", width=8),
        )

    @cached_property
    def count(self) -> int:
        return ledger.count_entries(user=self.user, asked=self.asked)

    def rows(self, most: int | None = None) -> Iterable[Line]:
        entries = ledger.ledger_entries(user=self.user, asked=self.asked, most=most)
        for entry in entries:
            address = entry.visit.get_absolute_url()
            yield Line(self._values(entry), {"visited_on": address})

    def _values(self, entry: LedgerLine) -> tuple:
        visit, home = entry.visit, entry.household
        return (
            visit.visited_on,
            visit.group.name,
            entry.people,
            visit.village.name,
            shown_to(self.user, home.head_name, "name") if home else "",
            *(entry.sections.get(section.code, "") for section in self.sections),
            visit.recorder,
        )


@register_table
class ActivitySummary(OfficialTable):
    slug, title = "activity-summary", "代表小组活动情况统计表"
    summary = "各乡镇（选定乡镇时为各小组）开展活动、走访村和走访户的情况"
    roles = (*KEEPERS, Role.SUPERVISOR, Role.LEADER)
    order = 30

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        place = "代表小组" if self.asked.township else "乡镇(街道)"
        return (
            TableColumn("place", place, width=22),
            TableColumn("groups", "代表小组数", "int", is_summed=True, width=14),
            TableColumn("activities", "开展活动次数", "int", is_summed=True, width=14),
            TableColumn("attendances", "参加代表人次", "int", is_summed=True, width=14),
            TableColumn("villages", "走访村数", "int", is_summed=True, width=14),
            TableColumn("households", "走访户数", "int", is_summed=True, width=14),
            TableColumn("calls", "走访户次", "int", is_summed=True, width=14),
        )

    def rows(self) -> Iterable[Line]:
        for done in counts.work_done(user=self.user, asked=self.asked):
            values = (
                done.place.name,
                done.groups,
                done.activities,
                done.attendances,
                done.villages,
                done.households,
                done.calls,
            )
            yield Line(values, self._links_of(done))

    def _links_of(self, done: Worked) -> dict[str, str]:
        if self.asked.township:
            group = reverse("groups:detail", args=[done.place.pk])
            return self._links(self.asked, group_pk=done.place.pk) | {"groups": group}
        return self._links(self.asked.narrowed(township=done.place))

    @property
    def total_links(self) -> dict[str, str]:
        return self._links(self.asked)

    def _links(self, asked: Asked, **more: int) -> dict[str, str]:
        """The list that each number counts, searched alike."""
        activities = asked.query(state=ActivityState.HELD, **more)
        present = asked.query(presence=Presence.PRESENT, **more)
        return {
            "groups": reverse("groups:list") + Asked(township=asked.township).query(),
            "activities": reverse("activities:list") + activities,
            "attendances": reverse("activities:attendances") + present,
            "villages": reverse("visits:villages") + asked.query(**more),
            "households": reverse("visits:households") + asked.query(**more),
            "calls": reverse("visits:calls") + asked.query(**more),
        }

    @cached_property
    def total(self) -> tuple:
        """合计: a village that two groups visited counts once in it."""
        sums = list(super().total)
        sums[4] = counts.villages_visited(user=self.user, asked=self.asked)
        sums[5] = counts.households_visited(user=self.user, asked=self.asked)
        return tuple(sums)
