"""Search forms of the lists of pairs, of projects, and of what has no pair."""

import django_filters
from django.db.models import QuerySet

from deputies.models import Person
from deputies.pages.filters import PeopleFilters
from groups.pages.filters import OfThenFilter
from poverty.enums import Category, PovertyState, VillageState
from poverty.models import Household, PoorVillage
from poverty.pages.filters import NameFilter, VillageNameFilter
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.queries import holds_name
from tianmen_congress.base.ui.filters import (
    AsOfFilters,
    ChoiceFilter,
    HomeFilter,
    ListFilters,
    LookupFilter,
    PlacesFilter,
    SearchFilter,
    TownshipFilter,
    YesNoFilter,
    is_by_now,
)
from visits.support.enums import ProjectKind, ProjectState
from visits.support.models import VillagePairing, VillageProject
from visits.support.queries import coverage

ENDED, EVERY = "ended", "all"


class PoorVillageNameFilter(django_filters.CharFilter):
    """A name that the village has, or had once."""

    def filter(self, qs, value):
        return qs.filter(holds_name(value, of=self.field_name)) if value else qs


class VillagePairingFilters(AsOfFilters):
    q = PoorVillageNameFilter(
        field_name="village__village__", max_length=40, label="村名"
    )
    township = OfThenFilter()
    group = LookupFilter(lookup="groups-seen", label="联系小组")
    state = django_filters.ChoiceFilter(
        choices=[(ENDED, "已解除"), (EVERY, "全部")],
        empty_label="结对中",
        method="by_state",
        label="状态",
    )
    stale = YesNoFilter(method="by_visits", label="久未走访")
    places = PlacesFilter()

    class Meta:
        model = VillagePairing
        fields = ["q", "township", "group", "state", "stale", "places", "on"]

    def filter_queryset(self, rows: QuerySet) -> QuerySet:
        rows = super().filter_queryset(rows)
        return rows if self.form.cleaned_data.get("state") else rows.on(self.day)

    def by_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(until__lt=self.day) if value == ENDED else rows

    def by_visits(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        stale = coverage.villages_not_visited(rows)
        keys = stale.order_by().values("pk")
        return stale if value == "1" else rows.exclude(pk__in=keys)


class ProjectFilters(ListFilters):
    q = SearchFilter(columns=("name", "trouble"), label="项目名称或困难")
    township = HomeFilter()
    group = LookupFilter(lookup="groups-seen", label="联系小组")
    kind = ChoiceFilter(choices=ProjectKind)
    state = ChoiceFilter(choices=ProjectState)
    places = PlacesFilter()

    class Meta:
        model = VillageProject
        fields = ["q", "township", "group", "kind", "state", "places"]


class HomeOfDayFilter(TownshipFilter):
    """The township in which a household lived on the day asked for, or lives today."""

    def filter(self, qs, value):
        if value is None or is_by_now(self.parent):
            return super().filter(qs, value)
        return qs.with_township_on(self.parent.day).filter(township_then=value.pk)


class UnpairedFilters(AsOfFilters):
    q = NameFilter(max_length=40, label="户主姓名、拼音或户编号")
    township = HomeOfDayFilter()
    village = LookupFilter(lookup="villages-in-sight", label="村")
    category = ChoiceFilter(choices=Category, label="贫困户属性")
    state = ChoiceFilter(choices=PovertyState, label="脱贫状态")
    places = PlacesFilter()

    class Meta:
        model = Household
        fields = ["q", "township", "village", "category", "state", "places", "on"]

    def filter_queryset(self, rows: QuerySet) -> QuerySet:
        return coverage.unpaired(super().filter_queryset(rows), self.day)


class UnpairedVillageFilters(AsOfFilters):
    q = VillageNameFilter(max_length=40, label="村名")
    township = TownshipFilter(today="village__now__parent__now")
    state = ChoiceFilter(choices=VillageState, label="出列状态")
    places = PlacesFilter()

    class Meta:
        model = PoorVillage
        fields = ["q", "township", "state", "places", "on"]

    def filter_queryset(self, rows: QuerySet) -> QuerySet:
        return coverage.unpaired_villages(super().filter_queryset(rows), self.day)


class PairedTwiceFilters(ListFilters):
    q = NameFilter(max_length=40, label="户主姓名、拼音或户编号")
    township = TownshipFilter()
    village = LookupFilter(lookup="villages-in-sight", label="村")

    class Meta:
        model = Household
        fields = ["q", "township", "village"]


class IdleDeputyFilters(PeopleFilters):
    """The search for people; those in office are meant without saying so."""

    in_office = None

    class Meta:
        model = Person
        fields = ["name", "tier", "township"]

    def filter_queryset(self, rows: QuerySet) -> QuerySet:
        rows = super().filter_queryset(rows)
        free = coverage.without_household(user=self.request.user, on=today())
        return rows.filter(pk__in=free.order_by().values("pk"))
