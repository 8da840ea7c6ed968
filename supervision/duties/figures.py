"""六个一完成情况表: each deputy's required actions, and how far each township is."""

from collections import Counter
from collections.abc import Iterable
from functools import cached_property

from django import forms
from django.urls import reverse

from deputies.enums import Tier
from groups.queries import groups
from supervision.duties.enums import DutyState
from supervision.duties.queries.owed import Owed, told_actions
from supervision.duties.queries.standing import DeputyStanding, standings, stands_so
from supervision.duties.rules import OVERSEERS
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.enums import Every
from tianmen_congress.base.campaigns.models import RequiredAction
from tianmen_congress.base.figures.queries import homes_of
from tianmen_congress.base.figures.registry import (
    Line,
    OfficialTable,
    TableColumn,
    rate_of,
    register_table,
)
from tianmen_congress.base.ui.filters import PLACES

ASKS = ("campaign", "until", "township", PLACES)
NOTES = (
    "应完成：截至统计时段最后一天已经开始的各期；一期按规定次数做到的为完成，期满没有做到的为逾期。",
    "按季度的，只计整个季度都在职的；按全年的，只计活动期内一直在职的；暂停执行职务期间不计。",
    "只依据系统中的记录：到会的小组活动、本人或代录的日志、经户或村确认的实事等，不另行填报。",
)
MARKS = {DutyState.DONE: "✓", DutyState.OVERDUE: "逾期"}
STATES = [
    ("", "全部"),
    (DutyState.OVERDUE, "有逾期的"),
    (DutyState.DUE, "有待办的"),
    (DutyState.DONE, "都已完成的"),
]


class DutyTable(OfficialTable):
    """What both tables ask: the actions of the campaign that are told from records."""

    roles, asks = OVERSEERS, ASKS
    notes = NOTES
    is_landscape = True

    @cached_property
    def actions(self) -> list[RequiredAction]:
        campaign = self.asked.campaign
        return [] if campaign is None else told_actions(campaign)

    @cached_property
    def standings(self) -> list[DeputyStanding]:
        asked = self.asked
        if asked.campaign is None:
            return []
        return standings(
            user=self.user,
            campaign=asked.campaign,
            day=asked.last_day,
            township=asked.township,
            by_now=asked.is_by_now,
        )


def _key(action: RequiredAction) -> str:
    """Its column: the codes are the office's own and might be those of others."""
    return f"action_{action.code}"


def _width(action: RequiredAction) -> int:
    """Two quarters on one line of the paper."""
    return 22 if action.every == Every.QUARTER else 11


@register_table
class DutyMatrix(DutyTable):
    slug, title = "duties", "六个一完成情况表"
    summary = "每名代表一行：各项规定动作完成、待办还是逾期，点开看依据的记录"
    order = 38

    @classmethod
    def own_choices(cls, user: User) -> dict[str, forms.Field]:
        tiers = [("", "全部"), *Tier.choices]
        return {
            "group": forms.ModelChoiceField(
                groups(user=user), label="代表小组", required=False, empty_label="全部"
            ),
            "tier": forms.ChoiceField(choices=tiers, label="层级", required=False),
            "state": forms.ChoiceField(
                choices=STATES, label="完成情况", required=False
            ),
        }

    @cached_property
    def columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn("township", "乡镇", width=12),
            TableColumn("group", "代表小组", width=16),
            TableColumn("name", "姓名", width=9),
            TableColumn("tier", "层级", width=9),
            *(
                TableColumn(
                    _key(one), one.heading, "text", "规定动作", False, _width(one)
                )
                for one in self.actions
            ),
            TableColumn("owed", "应完成", "int", is_summed=True, width=8),
            TableColumn("done", "完成", "int", is_summed=True, width=8),
            TableColumn("due", "待办", "int", is_summed=True, width=8),
            TableColumn("overdue", "逾期", "int", is_summed=True, width=8),
        )

    def rows(self) -> Iterable[Line]:
        for each in self.standings:
            if self._is_wanted(each):
                yield Line(self._values(each), self._links(each))

    def _is_wanted(self, each: DeputyStanding) -> bool:
        more = self.asked.more
        group, tier, state = more.get("group"), more.get("tier"), more.get("state")
        return (
            (not group or each.group == group)
            and (not tier or tier in each.tiers)
            and (not state or stands_so(each, state))
        )

    def _values(self, each: DeputyStanding) -> tuple:
        tiers = "、".join(Tier(tier).label for tier in each.tiers)
        marks = [_in_words(each.of(action.pk)) for action in self.actions]
        named = [self._called(place) for place in (each.township, each.group)]
        many = [each.many[state] for state in DutyState]
        return (*named, each.person.name, tiers, *marks, len(each.owed), *many)

    def _called(self, place) -> str:
        return self.asked.called(place) if place else ""

    def _links(self, each: DeputyStanding) -> dict[str, str]:
        url = reverse("duties:person", args=[each.person.pk])
        asked = f"?campaign={self.asked.campaign.slug}&until={self.asked.last_day}"
        links = {_key(one): f"{url}{asked}#{one.code}" for one in self.actions}
        return {"name": f"{url}{asked}", **links}


def _in_words(owed: list[Owed]) -> str:
    """Each period with its state; a dash for what he does not owe."""
    return " ".join(_mark(each) for each in owed) or "—"


def _mark(each: Owed) -> str:
    period = each.label[:1] and f"{each.label[:1]}季"
    mark = MARKS.get(each.state) or f"待办至{each.period.last:%m-%d}"
    return f"{period}{mark}"


@register_table
class DutyRates(DutyTable):
    slug, title = "duty-rates", "六个一完成率"
    summary = "各乡镇代表的规定动作应完成、完成和逾期多少，完成率多少"
    order = 39

    @cached_property
    def columns(self) -> tuple[TableColumn, ...]:
        return (
            TableColumn("township", "乡镇(街道)", width=16),
            TableColumn("deputies", "代表", "int", is_summed=True, width=8),
            *(
                TableColumn(f"{one.code}_{key}", title, kind, one.heading, summed, 8)
                for one in self.actions
                for key, title, kind, summed in (
                    ("owed", "应完成", "int", True),
                    ("done", "完成", "int", True),
                    ("overdue", "逾期", "int", True),
                    ("rate", "完成率", "rate", False),
                )
            ),
        )

    @property
    def rates(self) -> dict[str, tuple[str, str]]:
        return {
            f"{one.code}_rate": (f"{one.code}_done", f"{one.code}_owed")
            for one in self.actions
        }

    def rows(self) -> Iterable[Line]:
        by_place = self._by_place
        if self.asked.campaign is None:
            return
        for place in homes_of(by_place, user=self.user, asked=self.asked):
            own = by_place.get(place.pk, [])
            values = [n for one in self.actions for n in _shares(own, one)]
            url = reverse("figures:report", args=[DutyMatrix.slug])
            link = url + self.asked.narrowed(township=place).query()
            called = self.asked.called(place)
            yield Line((called, len(own), *values), {"township": link})

    @cached_property
    def _by_place(self) -> dict[int, list[DeputyStanding]]:
        found: dict[int, list[DeputyStanding]] = {}
        for each in self.standings:
            if each.township:
                place = each.township
                key = place.now_id if self.asked.is_by_now else place.pk
                found.setdefault(key, []).append(each)
        return found


def _shares(own: list[DeputyStanding], action: RequiredAction) -> tuple:
    many = Counter(owed.state for each in own for owed in each.of(action.pk))
    owed, done = many.total(), many[DutyState.DONE]
    return owed, done, many[DutyState.OVERDUE], rate_of(done, owed)
