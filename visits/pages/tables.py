"""Columns of the lists of the visits room."""

from django.urls import reverse
from django.utils.html import format_html

from poverty.models import Household
from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.divisions.models import Division
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
from tianmen_congress.base.ui.templatetags.ui import status_tag
from visits.enums import AWAY
from visits.models import HouseholdCall, Visit


class VisitTable(ListTable):
    visited_on = DayColumn("走访日期", linkify=True)
    township = NameColumn("乡镇", day="visited_on", order_by=("township__pinyin",))
    group = NameColumn(
        "代表小组", day="visited_on", order_by=("township__code", "group__number")
    )
    village = TextColumn("走访村", order_by=("village__pinyin",))
    kind = StatusColumn("方式", tones={"joint": "blue", "paired": "green"})
    people = TextColumn("参加代表", empty_values=(), orderable=False)
    call_count = NumberColumn("入户数")
    photo_count = NumberColumn("照片")
    recorder = TextColumn("记录人")
    recorded_by = TextColumn("录入人", order_by=("recorded_by__name",))
    recorded_at = MomentColumn("录入时间")
    standing = TextColumn("状态", accessor="voided_at", empty_values=())
    fixed = ("visited_on", "village")
    hidden = ("township", "photo_count", "recorded_by", "recorded_at", "standing")

    class Meta(ListTable.Meta):
        model = Visit
        fields = (
            "visited_on",
            "township",
            "group",
            "village",
            "kind",
            "people",
            "call_count",
            "photo_count",
            "recorder",
            "recorded_by",
            "recorded_at",
            "standing",
        )

    def render_village(self, record: Visit) -> str:
        away = status_tag(AWAY, "yellow") if record.is_away else ""
        return format_html("{} {}", record.village_in_full, away)

    def value_village(self, record: Visit) -> str:
        return record.village_in_full + (f"（{AWAY}）" if record.is_away else "")

    def value_people(self, record: Visit) -> str:
        return "、".join(p.person.name for p in record.participations.all())

    def render_people(self, record: Visit) -> str:
        return self.value_people(record)

    def render_standing(self, value) -> str:
        return "已作废" if value else "有效"


class CallTable(ListTable):
    visited_on = DayColumn(
        "走访日期",
        accessor="visit__visited_on",
        linkify=lambda record: record.visit.get_absolute_url(),
    )
    household = PersonalColumn("户主", accessor="household__head_name", kind="name")
    village = TextColumn(
        "走访村",
        accessor="visit__village_in_full",
        order_by=("visit__village__pinyin",),
    )
    group = NameColumn("代表小组", accessor="visit__group", day="visit__visited_on")
    kind = TextColumn("方式", accessor="visit__get_kind_display", orderable=False)
    fixed = ("visited_on", "household")

    class Meta(ListTable.Meta):
        model = HouseholdCall
        fields = ("visited_on", "household", "village", "group", "kind")


def _visits_of(table: ListTable, **more) -> str:
    """The visits behind a row, of the search that the list is in."""
    query = table.request.GET.copy()
    for name in ("page", "per_page", "sort", "village", "village_pk"):
        query.pop(name, None)
    query.update(more)
    return f"{reverse('visits:list')}?{query.urlencode()}"


class VillageTable(ListTable):
    parent = NameColumn("乡镇", day="last_on", order_by=("parent__pinyin", "code"))
    name = TextColumn("村（社区）", order_by=("pinyin",))
    visit_count = NumberColumn("走访次数")
    call_count = NumberColumn("入户户次")
    last_on = DayColumn("最近走访")
    fixed = ("name",)

    class Meta(ListTable.Meta):
        model = Division
        fields = ("parent", "name", "visit_count", "call_count", "last_on")

    def render_name(self, record: Division) -> str:
        return record.name_on(record.last_on)

    def render_visit_count(self, value: int, record: Division) -> str:
        address = _visits_of(self, village_pk=record.pk)
        return format_html('<a href="{}">{}</a>', address, value)

    def value_visit_count(self, value: int) -> int:
        return value


class HouseholdTable(ListTable):
    township = NameColumn("乡镇", day="last_on", order_by=("township__pinyin",))
    village = NameColumn("村（社区）", day="last_on", order_by=("village__pinyin",))
    head_name = PersonalColumn(kind="name", order_by=("pinyin",))
    category = TextColumn()
    state = StatusColumn(tones={"poor": "yellow", "lifted": "green", "returned": "red"})
    call_count = NumberColumn("走访次数")
    last_on = DayColumn("最近走访")
    fixed = ("head_name",)

    class Meta(ListTable.Meta):
        model = Household
        fields = (
            "township",
            "village",
            "head_name",
            "category",
            "state",
            "call_count",
            "last_on",
        )

    def render_call_count(self, value: int, record: Household) -> str:
        if not may_see_personal(self.request.user):
            # The search that it leads to names the household.
            return str(value)
        address = _visits_of(self, household_pk=record.pk)
        return format_html('<a href="{}">{}</a>', address, value)

    def value_call_count(self, value: int) -> int:
        return value
