"""Search forms of the lists of groups, of activities and of who came."""

import django_filters
from django.db.models import QuerySet

from tianmen_congress.campaigns.models import Campaign
from tianmen_congress.clocks.calendar import today
from tianmen_congress.divisions.models import Division
from tianmen_congress.ui.filters import (
    ChoiceFilter,
    DayFilter,
    ListFilters,
    LookupFilter,
    ModelChoiceFilter,
    SearchFilter,
)

from .enums import ActivityState, Presence
from .lookups import by_name
from .models import Activity, Attendance, DeputyGroup, GroupMembership


def townships(request) -> QuerySet[Division]:
    return Division.objects.townships().current()


def campaigns(request) -> QuerySet[Campaign]:
    return Campaign.objects.all()


class GroupFilters(ListFilters):
    name = django_filters.CharFilter(
        label="小组名称或乡镇拼音", max_length=40, method="by_name"
    )
    township = ModelChoiceFilter(queryset=townships)
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


class ActivityFilters(ListFilters):
    q = SearchFilter(columns=("title", "place", "summary"), label="名称、地点或小结")
    township = ModelChoiceFilter(queryset=townships)
    group = LookupFilter(lookup="group", label="小组")
    since = DayFilter(field_name="held_on", lookup_expr="gte", label="活动日期起")
    until = DayFilter(field_name="held_on", lookup_expr="lte", label="活动日期止")
    state = ChoiceFilter(choices=ActivityState)
    campaign = ModelChoiceFilter(queryset=campaigns, to_field_name="slug")

    class Meta:
        model = Activity
        fields = ["q", "township", "group", "since", "until", "state", "campaign"]


class AttendanceFilters(ListFilters):
    q = SearchFilter(columns=("person__name", "activity__title"), label="代表或活动")
    township = ModelChoiceFilter(
        field_name="activity__township", queryset=townships, label="乡镇"
    )
    group = LookupFilter(field_name="activity__group", lookup="group", label="小组")
    since = DayFilter(
        field_name="activity__held_on", lookup_expr="gte", label="活动日期起"
    )
    until = DayFilter(
        field_name="activity__held_on", lookup_expr="lte", label="活动日期止"
    )
    presence = ChoiceFilter(choices=Presence)
    campaign = ModelChoiceFilter(
        field_name="activity__campaign",
        queryset=campaigns,
        to_field_name="slug",
        label="活动主题",
    )

    class Meta:
        model = Attendance
        fields = ["q", "township", "group", "since", "until", "presence", "campaign"]
