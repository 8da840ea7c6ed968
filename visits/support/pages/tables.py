"""Columns of the lists of pairs, of projects, and of what has no pair."""

from django.urls import reverse

from deputies.pages.tables import PeopleTable
from poverty.models import Household, PoorVillage
from poverty.pages.tables import STATE_TONES
from tianmen_congress.base.ui.tables import (
    DayColumn,
    ListTable,
    MomentColumn,
    NameColumn,
    NumberColumn,
    PersonalColumn,
    StatusColumn,
    TextColumn,
)
from visits.support.enums import ProjectState
from visits.support.models import VillagePairing, VillageProject

TONES = {
    ProjectState.WORKING: "green",
    ProjectState.BUILDING: "blue",
    ProjectState.APPROVED: "blue",
    ProjectState.STALLED: "yellow",
    ProjectState.CANCELLED: "grey",
}


class VillagePairingTable(ListTable):
    village = TextColumn(
        order_by=("village__village__pinyin", "pk"),
        linkify=lambda record: record.get_absolute_url(),
    )
    township = NameColumn(day="until", order_by=("township__code",))
    group = NameColumn(day="until", order_by=("township__code", "group__number"))
    since = DayColumn()
    project_count = NumberColumn("项目")
    last_on = DayColumn("最近走访")
    until = DayColumn()
    fixed = ("village",)
    hidden = ("until", "end_reason")

    def render_village(self, record: VillagePairing) -> str:
        return record.village.village.name_on(record.until)

    class Meta(ListTable.Meta):
        model = VillagePairing
        fields = (
            *("village", "township", "group", "since", "project_count", "last_on"),
            *("until", "end_reason"),
        )


class VillageProjectTable(ListTable):
    name = TextColumn(linkify=lambda record: record.pairing.get_absolute_url())
    village = TextColumn("贫困村", accessor="pairing__village__village")
    township = TextColumn(order_by=("township__code",))
    cost = NumberColumn()
    yearly_gain = NumberColumn()
    households = NumberColumn()
    state = StatusColumn(tones=TONES)
    started_on = DayColumn()
    recorded_at = MomentColumn()
    fixed, widest = ("name",), "name"
    hidden = ("group", "trouble", "recorded_by", "recorded_at")

    class Meta(ListTable.Meta):
        model = VillageProject
        fields = (
            *("name", "village", "township", "group", "kind", "cost", "state"),
            *("started_on", "yearly_gain", "households", "trouble"),
            *("recorded_by", "recorded_at"),
        )


class UnpairedTable(ListTable):
    head_name = PersonalColumn(
        kind="name",
        order_by=("pinyin", "pk"),
        linkify=lambda record: reverse("support:suggest", args=[record.pk]),
    )
    township = TextColumn(order_by=("township__code", "pk"))
    village = TextColumn(order_by=("village__code", "pinyin", "pk"))
    category = TextColumn()
    main_cause = TextColumn()
    state = StatusColumn(tones=STATE_TONES)
    fixed = ("head_name",)

    class Meta(ListTable.Meta):
        model = Household
        fields = (
            *("head_name", "township", "village", "hamlet", "category"),
            *("main_cause", "state"),
        )


class PairedTwiceTable(ListTable):
    head_name = PersonalColumn(kind="name", order_by=("pinyin", "pk"), linkify=True)
    township = TextColumn(order_by=("township__code", "pk"))
    village = TextColumn(order_by=("village__code", "pinyin", "pk"))
    pairs = NumberColumn("联系代表人数")
    state = StatusColumn(tones=STATE_TONES)
    fixed = ("head_name",)

    class Meta(ListTable.Meta):
        model = Household
        fields = ("head_name", "township", "village", "category", "pairs", "state")


class UnpairedVillageTable(ListTable):
    village = TextColumn(
        order_by=("village__pinyin", "pk"),
        linkify=lambda record: record.get_absolute_url(),
    )
    township = TextColumn(order_by=("township__code", "village__code"))
    state = StatusColumn(tones=STATE_TONES)
    fixed = ("village",)

    class Meta(ListTable.Meta):
        model = PoorVillage
        fields = ("village", "township", "state", "main_industry", "support_unit")


class IdleDeputyTable(PeopleTable):
    """Deputies as everywhere."""
