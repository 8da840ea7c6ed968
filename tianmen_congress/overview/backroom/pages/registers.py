"""Lists of rooms that lie below the pages: divisions, units, and the trail of the auditor."""

import django_filters
from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.views.decorators.http import require_safe

from tianmen_congress.base.accounts.enums import BUSINESS_ROLES, OrganKind, Role
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.cells import holds
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui import filters, listing
from tianmen_congress.base.ui.lookups import sounds
from tianmen_congress.base.ui.pages import for_roles
from tianmen_congress.base.ui.tables import (
    DayColumn,
    ListTable,
    MomentColumn,
    NumberColumn,
    TextColumn,
)

YES = "1"
EMPTY = "还没有行政区划，由市人大常委会机关载入官方区划表。"


def townships(request) -> QuerySet[Division]:
    return Division.objects.townships().current()


class DivisionTable(ListTable):
    parent = TextColumn("乡镇(街道)", order_by=("parent__pinyin", "code"))
    name = TextColumn("村(社区)", order_by=("pinyin", "code"))
    code = TextColumn()
    closed_on = DayColumn()
    successor = TextColumn(orderable=False)
    fixed = ("name",)
    hidden = ("closed_on", "successor")

    class Meta(ListTable.Meta):
        model = Division
        fields = ("parent", "name", "code", "closed_on", "successor")


class DivisionFilters(filters.AsOfFilters):
    q = django_filters.CharFilter(
        method="about", max_length=60, label="名称、拼音或代码"
    )
    parent = filters.ModelChoiceFilter(queryset=townships, label="乡镇(街道)")
    is_open = filters.YesNoFilter(method="by_open", label="现有区划")

    def by_open(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        there = rows.on(self.day)
        return there if value == YES else rows.exclude(pk__in=there.values("pk"))

    def about(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        named = holds("name", value) | holds("code", value)
        return rows.filter(sounds(value) or named)


class DivisionListing(listing.Listing):
    title = "行政区划"
    noun = "村级单位"
    table_class = DivisionTable
    filters = DivisionFilters
    empty_text = EMPTY

    def buttons(self) -> list[listing.Button]:
        if not self.user.has_role(Role.OFFICE):
            return []
        return [listing.Button("载入区划表", reverse("divisions_load"))]

    def rows(self) -> QuerySet[Division]:
        return Division.objects.villages().select_related("parent", "successor")


@require_safe
def division_list(request):
    return listing.page(request, DivisionListing)


class TownshipTable(ListTable):
    name = TextColumn("乡镇(街道)", order_by=("pinyin", "code"))
    code = TextColumn()
    village_count = NumberColumn("村(社区)")
    fixed = ("name",)

    class Meta(ListTable.Meta):
        model = Division
        fields = ("name", "code", "village_count")


class TownshipFilters(filters.AsOfFilters):
    def filter_queryset(self, rows: QuerySet) -> QuerySet:
        return super().filter_queryset(rows).on(self.day)


class TownshipListing(listing.Listing):
    title = "乡镇(街道)"
    noun = "乡镇级单位"
    table_class = TownshipTable
    filters = TownshipFilters
    empty_text = EMPTY

    def rows(self) -> QuerySet[Division]:
        current = Count("children", filter=Q(children__closed_on=None))
        rows = Division.objects.townships()
        return rows.annotate(village_count=current)


@require_safe
def township_list(request):
    return listing.page(request, TownshipListing)


class UnitTable(ListTable):
    name = TextColumn("单位")
    short_name = TextColumn()
    since = DayColumn()
    fixed = ("name",)

    class Meta(ListTable.Meta):
        model = Organ
        fields = ("name", "short_name", "since")


class UnitListing(listing.Listing):
    title = "联席会议单位"
    noun = "市直单位"
    table_class = UnitTable
    empty_text = "还没有市直单位，请在系统设置里登记机构。"

    def rows(self) -> QuerySet[Organ]:
        return Organ.objects.filter(kind=OrganKind.UNIT, until=None)


@require_safe
@for_roles(*BUSINESS_ROLES)
def unit_list(request):
    return listing.page(request, UnitListing)


class TrailTable(ListTable):
    at = MomentColumn()
    kind = TextColumn()
    user = TextColumn("操作人", order_by=("user__username",))
    subject = TextColumn()
    note = TextColumn(orderable=False)
    rows = NumberColumn()
    township = TextColumn()
    address = TextColumn()
    fixed = ("at", "kind")

    class Meta(ListTable.Meta):
        model = TrailEntry
        fields = (
            "at",
            "kind",
            "user",
            "subject",
            "note",
            "rows",
            "township",
            "address",
        )


class TrailFilters(filters.ListFilters):
    kind = filters.ChoiceFilter(choices=Kind, label="事项")
    user = django_filters.CharFilter(
        field_name="user__username", max_length=60, label="用户名"
    )
    since = filters.DayFilter(field_name="at", lookup_expr="date__gte", label="自")
    until = filters.DayFilter(field_name="at", lookup_expr="date__lte", label="至")
    q = filters.SearchFilter(columns=("subject", "note"), label="对象或说明")


class TrailListing(listing.Listing):
    title = "审计记录"
    noun = "审计记录"
    table_class = TrailTable
    filters = TrailFilters

    def rows(self) -> QuerySet[TrailEntry]:
        rows = TrailEntry.objects.visible_to(self.user)
        return rows.select_related("user", "township")


@require_safe
@for_roles(Role.AUDITOR)
def trail_list(request):
    return listing.page(request, TrailListing)
