"""How many activities took place, and which groups held none."""

from collections.abc import Iterable
from functools import cached_property

from django.urls import reverse

from groups.queries import with_officers
from groups.rules import KEEPERS
from tianmen_congress.base.accounts.enums import READERS, Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures.registry import (
    Asked,
    Beside,
    Figure,
    Line,
    LongTable,
    OfficialTable,
    TableColumn,
    rate_of,
    register_figure,
    register_table,
)
from tianmen_congress.base.words.numerals import in_words

from .enums import HAVE_COME, IS_COUNTED, IS_NOT_COUNTED, Presence
from .queries import held as queries
from .queries import ledger
from .queries.taking_part import ROUNDS, TakingPart, taking_part


def count_activities(user: User, asked: Asked) -> int:
    return queries.activities_held(user=user, asked=asked).count()


def not_counted(user: User, asked: Asked) -> Beside | None:
    many = queries.activities_not_counted(user=user, asked=asked).count()
    if not many:
        return None
    url = reverse("activities:list") + asked.query(counted=IS_NOT_COUNTED)
    return Beside(
        f"另有{many}次登记为已开展，但没有开展的环节或者无人到会，未计入", url
    )


register_figure(
    Figure(
        "activities",
        "小组活动",
        "已开展的小组活动，按活动设置须有开展的环节、有人到会；计划中和已取消的不计",
        unit="次",
        count=count_activities,
        address=lambda asked, part: (
            reverse("activities:list") + asked.query(counted=IS_COUNTED)
        ),
        beside=not_counted,
        roles=READERS,
        order=30,
    )
)


@register_table
class IdleGroupsTable(OfficialTable):
    slug, title = "groups-without-activity", "没有开展活动的代表小组"
    summary = "统计时段内没有开展过活动的代表小组，和联络员"
    roles = (*KEEPERS, Role.SUPERVISOR, Role.LEADER)
    order = 34
    notes = ("只登记为计划、已取消的，和没有开展的环节、无人到会的，不算开展。",)
    columns = (
        TableColumn("township", "乡镇(街道)", width=16),
        TableColumn("group", "代表小组", width=24),
        TableColumn("secretaries", "联络员", width=14),
    )

    def rows(self) -> Iterable[Line]:
        found = queries.groups_without(user=self.user, asked=self.asked)
        day = self.asked.last_day
        found = with_officers(found.select_related("township"))
        for group in found.order_by("township__code", "number"):
            members = [m for m in group.current_memberships if m.is_secretary]
            names = "、".join(member.person.name for member in members)
            values = (group.township.name_on(day), group.name_on(day), names)
            yield Line(values, {"group": group.get_absolute_url()})


@register_table
class TakingPartTable(OfficialTable):
    slug, title = "taking-part", "代表参加小组活动情况表"
    summary = "各乡镇和市直的代表人数、参加过活动的人数、参与率，和各轮活动的开工率"
    roles = (*KEEPERS, Role.SUPERVISOR, Role.LEADER)
    order = 33
    notes = (
        "代表数：统计时段最后一天在小组中的代表，代表资格已暂停、终止的不计。",
        "参加人数：其中在统计时段内至少到会一次的；迟到、早退的算到会。",
        "参与率：参加人数÷代表数。开工率：本轮开展过活动的小组÷小组数。",
        "只计算作开展的活动：有开展的环节、有人到会（按活动设置）。",
    )
    columns = (
        TableColumn("place", "乡镇(街道)", width=16),
        TableColumn("groups", "小组", "int", is_summed=True, width=9),
        *(
            column
            for n in ROUNDS
            for column in (
                TableColumn(f"begun_{n}", "已开展", "int", f"第{n}轮", True, 9),
                TableColumn(f"rate_{n}", "开工率", "rate", f"第{n}轮", width=9),
            )
        ),
        TableColumn("deputies", "代表数", "int", is_summed=True, width=9),
        TableColumn("people", "参加人数", "int", is_summed=True, width=10),
        TableColumn("rate", "参与率", "rate", width=9),
        TableColumn("times", "参加人次", "int", is_summed=True, width=10),
        TableColumn("leaves", "请假人次", "int", is_summed=True, width=10),
    )
    rates = {
        **{f"rate_{n}": (f"begun_{n}", "groups") for n in ROUNDS},
        "rate": ("people", "deputies"),
    }

    def rows(self) -> Iterable[Line]:
        for each in taking_part(user=self.user, asked=self.asked):
            yield Line(self._values(each), self._links(each))

    def _values(self, each: TakingPart) -> tuple:
        begun = [
            value
            for n in ROUNDS
            for value in (each.begun[n], rate_of(each.begun[n], each.groups))
        ]
        counted = (each.deputies, each.people, rate_of(each.people, each.deputies))
        place = self.asked.called(each.place)
        return (place, each.groups, *begun, *counted, each.times, each.leaves)

    def _links(self, each: TakingPart) -> dict[str, str]:
        return self._lists(self.asked.narrowed(township=each.place))

    def _lists(self, asked: Asked) -> dict[str, str]:
        came, left = (
            asked.query(presence=presence, counted=IS_COUNTED)
            for presence in (HAVE_COME, Presence.LEAVE)
        )
        url = reverse("activities:attendances")
        return {"times": url + came, "leaves": url + left}

    @property
    def total_links(self) -> dict[str, str]:
        return self._lists(self.asked)


# Most of those who were due came.
WIDTHS = dict.fromkeys(Presence, 12) | {Presence.PRESENT: 30, Presence.LEAVE: 18}


@register_table
class ActivityLedgerTable(LongTable):
    slug, title = "activity-ledger", "小组活动台账"
    summary = "每次已开展的活动一行：时间、地点、主持人、开展环节，谁到会、请假、缺席"
    roles = READERS
    order = 11
    notes = ("列出登记为已开展的活动；请假的，括号中是事由和批准人。",)
    columns = (
        TableColumn("held_on", "活动日期", "date", width=11),
        TableColumn("starts_at", "开始时间", width=8),
        TableColumn("ends_at", "结束时间", width=8),
        TableColumn("group", "代表小组", width=16),
        TableColumn("title", "活动名称", width=16),
        TableColumn("round", "轮次", width=6),
        TableColumn("place", "地点", "long", width=14),
        TableColumn("chair", "主持人", width=8),
        TableColumn("recorder", "记录人", width=8),
        TableColumn("guests", "列席", "long", width=14),
        TableColumn("parts", "开展环节", "long", width=16),
        *(TableColumn(p.value, p.label, "long", width=WIDTHS[p]) for p in Presence),
        TableColumn("summary", "活动小结", "long", width=22),
        TableColumn("next_steps", "下步安排", "long", width=18),
    )

    @cached_property
    def count(self) -> int:
        return ledger.activities_asked(user=self.user, asked=self.asked).count()

    def rows(self, most: int | None = None) -> Iterable[Line]:
        for line in ledger.ledger_lines(user=self.user, asked=self.asked, most=most):
            address = line.activity.get_absolute_url()
            yield Line(self._values(line), {"held_on": address})

    def _values(self, line: ledger.ActivityLine) -> tuple:
        row = line.activity
        hours = (f"{at:%H:%M}" if at else "" for at in (row.starts_at, row.ends_at))
        return (
            row.held_on,
            *hours,
            row.group_name,
            row.title,
            f"第{in_words(row.round)}轮" if row.round else "",
            row.place,
            str(row.chair or ""),
            row.recorder,
            row.guests,
            line.parts,
            *(line.people.get(presence, "") for presence in Presence),
            row.summary,
            row.next_steps,
        )
