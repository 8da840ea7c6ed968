"""Search forms of the lists of groups, of activities and of who came."""

import django_filters
from django.db.models import QuerySet

from groups.enums import ActivityState, Presence
from groups.models import Activity, Attendance, DeputyGroup, GroupMembership
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.filters import (
    ChoiceFilter,
    ListFilters,
    LookupFilter,
    RecordFilters,
    SearchFilter,
    TownshipFilter,
)

from .lookups import by_name


class GroupFilters(ListFilters):
    name = django_filters.CharFilter(
        label="小组名称或乡镇拼音", max_length=40, method="by_name"
    )
    township = TownshipFilter()
    officer = django_filters.CharFilter(
        label="成员姓名", max_length=40, method="by_member"
    )

    class Meta:
        model = DeputyGroup
        fields = ["name", "township", "officer"]

    def by_name(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return by_name(rows, value)

    def by_member(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """A subquery: joined, each member found would count the activities once more."""
        held = GroupMembership.objects.visible_to(self.request.user).on(today())
        found = held.filter(person__name__contains=value)
        return rows.filter(pk__in=found.values("group"))


class ActivityFilters(RecordFilters):
    day, day_label = "held_on", "活动日期"
    q = SearchFilter(columns=("title", "place", "summary"), label="名称、地点或小结")
    group = LookupFilter(lookup="group", label="小组")
    state = ChoiceFilter(choices=ActivityState)

    class Meta:
        model = Activity
        fields = ["q", "township", "group", "since", "until", "state", "campaign"]


class AttendanceFilters(RecordFilters):
    day, day_label, record = "held_on", "活动日期", "activity"
    q = SearchFilter(columns=("person__name", "activity__title"), label="代表或活动")
    group = LookupFilter(field_name="activity__group", lookup="group", label="小组")
    presence = ChoiceFilter(choices=Presence)

    class Meta:
        model = Attendance
        fields = ["q", "township", "group", "since", "until", "presence", "campaign"]
