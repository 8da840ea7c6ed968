"""Figures of the visits room, its ledger, and the summary of what the groups did."""

from collections.abc import Iterable
from functools import cached_property

from django.urls import reverse

from groups.activities.enums import HAVE_COME, IS_COUNTED
from groups.models import DeputyGroup
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
from visits.enums import AWAY
from visits.queries import counts, ledger
from visits.queries.counts import Worked
from visits.queries.ledger import LedgerLine


def reached_in(asked: Asked, **more: int) -> str:
    """The search of a list for what was reached in the place asked for."""
    place = asked.township and asked.township.pk
    return asked.narrowed(township=None).query(place=place, **more)


register_figure(
    Figure(
        "villages_visited",
        "走访村",
        "有走访记录的村、社区、分场，每个只计一次，按村所在乡镇计，不论哪个小组走访；"
        "作废的走访不计",
        count=lambda user, asked: counts.villages_visited(user=user, asked=asked),
        address=lambda asked, part: reverse("visits:villages") + reached_in(asked),
        roles=READERS,
        order=40,
    )
)
register_figure(
    Figure(
        "households_visited",
        "走访贫困户",
        "有入户记录的贫困户，每户只计一次，按户所在乡镇计，不论哪个小组走访；"
        "作废的走访不计",
        unit="户",
        count=lambda user, asked: counts.households_visited(user=user, asked=asked),
        address=lambda asked, part: reverse("visits:households") + reached_in(asked),
        roles=READERS,
        order=41,
    )
)


@register_table
class VisitLedgerTable(LongTable):
    slug, title = "visit-ledger", "走访台账"
    summary = "每户一行：何时、谁、走访了哪一户，问、看、查、评、建议的内容"
    notes = (
        "选定乡镇（市直）的，列该乡镇（市直）各小组的走访，含到其他乡镇的。",
        "异地走访：走访其他小组的联系村，或者其他乡镇的村。",
    )
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
            TableColumn("away", AWAY, width=8),
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
            visit.group_name,
            entry.people,
            visit.village_in_full,
            shown_to(self.user, home.head_name, "name") if home else "",
            *(entry.sections.get(section.code, "") for section in self.sections),
            visit.recorder,
            "是" if visit.is_away else "",
        )


# Name, title, and the heading over it: what counts at home, and what where it lies.
BY_GROUPS, REACHED = "小组开展（按小组所属）", "走访覆盖（按村所在乡镇）"
COUNTED = (
    ("groups", "代表小组数", BY_GROUPS),
    ("activities", "开展活动次数", BY_GROUPS),
    ("attendances", "参加代表人次", BY_GROUPS),
    ("visits", "走访次数", BY_GROUPS),
    ("away", AWAY + "次数", BY_GROUPS),
    ("villages", "走访村数", REACHED),
    ("households", "走访户数", REACHED),
    ("calls", "走访户次", REACHED),
)


@register_table
class ActivitySummary(OfficialTable):
    slug, title = "activity-summary", "代表小组活动情况统计表"
    summary = "各乡镇和市直（选定时为各小组）开展活动、走访村和走访户的情况"
    is_charted = True
    roles = (*KEEPERS, Role.SUPERVISOR, Role.LEADER)
    order = 30
    notes = (
        "参加活动、走访的情况按小组所属乡镇（市直）计；走访覆盖按村所在乡镇计，不论哪个"
        "小组走访，所以市直没有走访覆盖数。",
        "异地走访：走访其他小组的联系村，或者其他乡镇的村。",
        "选定乡镇的，其他乡镇和市直到本乡镇走访的小组列在后面，只计走访覆盖。",
        "只能看到本乡镇情况的，其他乡镇和市直的行只计其中与本乡镇有关的部分。",
    )

    @property
    def columns(self) -> tuple[TableColumn, ...]:
        place = "代表小组" if self.asked.township else "乡镇(街道)"
        return (
            TableColumn("place", place, width=22),
            *(
                TableColumn(key, title, "int", group=group, is_summed=True, width=12)
                for key, title, group in COUNTED
            ),
        )

    def rows(self) -> Iterable[Line]:
        for done in counts.work_done(user=self.user, asked=self.asked):
            values = (
                self.asked.called(done.place),
                done.groups,
                done.activities,
                done.attendances,
                done.visits,
                done.away,
                done.villages,
                done.households,
                done.calls,
            )
            yield Line(values, self._links_of(done))

    def _links_of(self, done: Worked) -> dict[str, str]:
        if not self.asked.township:
            return self._links(self.asked.narrowed(township=done.place))
        if self._is_guest(done.place):
            return {}
        group = reverse("groups:detail", args=[done.place.pk])
        return self._links(self.asked, group_pk=done.place.pk) | {"groups": group}

    def _is_guest(self, group: DeputyGroup) -> bool:
        """Of another township than asked for: its own page may be out of sight."""
        return group.township_id != self.asked.township.pk

    @property
    def total_links(self) -> dict[str, str]:
        return self._links(self.asked)

    def _links(self, asked: Asked, **more: int) -> dict[str, str]:
        """The list that each number counts, searched alike."""
        activities = asked.query(counted=IS_COUNTED, **more)
        present = asked.query(presence=HAVE_COME, counted=IS_COUNTED, **more)
        return {
            "groups": reverse("groups:list") + asked.of_place.query(**asked.as_of),
            "activities": reverse("activities:list") + activities,
            "attendances": reverse("activities:attendances") + present,
            "visits": reverse("visits:list") + asked.query(**more),
            "away": reverse("visits:list") + asked.query(away=1, **more),
            "villages": reverse("visits:villages") + reached_in(asked, **more),
            "households": reverse("visits:households") + reached_in(asked, **more),
            "calls": reverse("visits:calls") + reached_in(asked, **more),
        }

    @cached_property
    def total(self) -> tuple:
        """合计: a village that two groups visited counts once in it."""
        sums = list(super().total)
        at = {column.key: number for number, column in enumerate(self.columns)}
        asked = {"user": self.user, "asked": self.asked}
        sums[at["villages"]] = counts.villages_visited(**asked)
        sums[at["households"]] = counts.households_visited(**asked)
        return tuple(sums)
