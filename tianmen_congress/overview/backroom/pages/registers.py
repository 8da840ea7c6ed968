"""Lists of rooms that lie below the pages: divisions, units, and the trail of the auditor."""

from datetime import date
from functools import cached_property

import django_filters
from django.db.models import Count, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.views.decorators.http import require_safe

from tianmen_congress.base.accounts.enums import BUSINESS_ROLES, OrganKind, Role
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.cells import holds
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui import filters, listing
from tianmen_congress.base.ui.lookups import by_any_name
from tianmen_congress.base.ui.narrowing import Tab
from tianmen_congress.base.ui.pages import for_roles
from tianmen_congress.base.ui.tables import (
    DayColumn,
    ListTable,
    MomentColumn,
    NumberColumn,
    TextColumn,
)

LIVING, CLOSED, EVERY = "1", "0", "all"
EMPTY = "还没有行政区划，由市人大常委会机关载入官方区划表。"


def townships(request) -> QuerySet[Division]:
    return Division.objects.townships().current()


class StandingFilters(filters.AsOfFilters):
    """What is there on the day, unless what was closed by then is asked for."""

    is_open = filters.ChoiceFilter(
        choices=[(LIVING, "现有"), (CLOSED, "已撤销"), (EVERY, "全部")],
        method="by_open",
        label="是否撤销",
    )

    def filter_queryset(self, rows: QuerySet) -> QuerySet:
        rows = super().filter_queryset(rows)
        asked = self.form.cleaned_data["is_open"] or LIVING
        return rows.on(self.day) if asked == LIVING else rows

    def by_open(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(closed_on__lte=self.day) if value == CLOSED else rows


class StandingListing(listing.Listing):
    """Of places: those that are there; what was closed is counted beside them."""

    tabs_by = "is_open"
    empty_text = EMPTY

    @property
    def asked(self) -> str:
        """The tab that is open, "" of what is there."""
        value = self.query.get(self.tabs_by, "")
        return "" if value == LIVING else value

    @cached_property
    def tabs(self) -> list[Tab]:
        counts = self._standing
        if not (counts[CLOSED] or self.asked):
            return []
        labels = {"": "现有", CLOSED: "已撤销", EVERY: "全部"}
        counts = {"": counts[LIVING], EVERY: sum(counts.values()), **counts}
        return [
            Tab(code, label, counts[code], self._in_tab(code), code == self.asked)
            for code, label in labels.items()
        ]

    @cached_property
    def _standing(self) -> dict[str, int]:
        """How many are there on the day, and how many were closed by then."""
        query = self.query.copy()
        query[self.tabs_by] = EVERY
        every = self.filters(query, self._every_row(), request=self.request)
        if every.form.errors:
            return {LIVING: 0, CLOSED: 0}
        is_closed = Q(closed_on__lte=every.day)
        numbers = every.qs.order_by().aggregate(
            closed=Count("pk", filter=is_closed), every=Count("pk")
        )
        return {LIVING: numbers["every"] - numbers["closed"], CLOSED: numbers["closed"]}

    @property
    def beside_total(self) -> str:
        closed = self._standing[CLOSED]
        return f"（已撤销{closed}个）" if closed and not self.asked else ""

    @cached_property
    def hidden(self) -> list[str]:
        """When it was closed, and what it went into, is told where that was."""
        names = super().hidden
        is_own = names != [*self.table_class.hidden]
        return [] if self.asked and not is_own else names


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


class DivisionFilters(StandingFilters):
    q = django_filters.CharFilter(
        method="about", max_length=60, label="名称、拼音或代码"
    )
    parent = filters.ModelChoiceFilter(queryset=townships, label="乡镇(街道)")

    def about(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return by_any_name(rows, value) | rows.filter(holds("code", value))


class DivisionListing(StandingListing):
    title = "行政区划"
    noun = "村级单位"
    table_class = DivisionTable
    filters = DivisionFilters

    def buttons(self) -> list[listing.Button]:
        if not self.user.has_role(Role.OFFICE):
            return []
        return [
            listing.Button("区划去向", reverse("division_successors")),
            listing.Button("载入区划表", reverse("divisions_load")),
        ]

    def rows(self) -> QuerySet[Division]:
        return Division.objects.villages().select_related("parent", "successor")


@require_safe
def division_list(request):
    return listing.page(request, DivisionListing)


class TownshipTable(ListTable):
    name = TextColumn("乡镇(街道)", order_by=("pinyin", "code"))
    code = TextColumn()
    village_count = NumberColumn("村(社区)")
    closed_on = DayColumn()
    successor = TextColumn(orderable=False)
    fixed = ("name",)
    hidden = ("closed_on", "successor")

    class Meta(ListTable.Meta):
        model = Division
        fields = ("name", "code", "village_count", "closed_on", "successor")


def with_villages(rows: QuerySet[Division], day: date) -> QuerySet[Division]:
    """Each township with how many villages it has on a day."""
    own = Division.objects.villages().on(day).filter(parent=OuterRef("pk"))
    counts = own.order_by().values("parent").annotate(count=Count("pk"))
    return rows.annotate(village_count=Coalesce(counts.values("count"), 0))


class TownshipFilters(StandingFilters):
    def as_of(self, rows: QuerySet, name: str, value: date) -> QuerySet:
        return with_villages(rows, value)


class TownshipListing(StandingListing):
    title = "乡镇(街道)"
    noun = "乡镇级单位"
    table_class = TownshipTable
    filters = TownshipFilters

    def rows(self) -> QuerySet[Division]:
        rows = Division.objects.townships().select_related("successor")
        return with_villages(rows, today())


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
