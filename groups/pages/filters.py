"""Search form of the list of groups."""

import django_filters
from django.db.models import QuerySet

from groups.models import DeputyGroup, GroupMembership
from tianmen_congress.base.cells import holds
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.filters import (
    AsOfFilters,
    HomeFilter,
    PlacesFilter,
    is_by_now,
)

from .lookups import search_groups


class OfThenFilter(HomeFilter):
    """The township that a group was of on the day asked for, or is of today."""

    def filter(self, qs, value):
        if value is None or is_by_now(self.parent):
            return super().filter(qs, value)
        then = qs.with_township_on(self.parent.day)
        return then.filter(township_then=value.pk)


class GroupFilters(AsOfFilters):
    name = django_filters.CharFilter(
        label="小组名称或乡镇拼音", max_length=40, method="by_name"
    )
    township = OfThenFilter()
    officer = django_filters.CharFilter(
        label="成员姓名", max_length=40, method="by_member"
    )

    places = PlacesFilter()

    class Meta:
        model = DeputyGroup
        fields = ["name", "township", "officer", "places", "on"]

    def filter_queryset(self, rows: QuerySet) -> QuerySet:
        return super().filter_queryset(rows).existing(self.day)

    def by_name(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return search_groups(rows, value)

    def by_member(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """A subquery: joined, each member found would count the activities once more."""
        held = GroupMembership.objects.visible_to(self.request.user).on(today())
        found = held.filter(holds("person__name", value))
        return rows.filter(pk__in=found.values("group"))
