"""Search forms of the lists of this room."""

import django_filters
from django.db.models import QuerySet

from tianmen_congress.access import townships_in_sight
from tianmen_congress.campaigns.models import Campaign
from tianmen_congress.clocks.calendar import today
from tianmen_congress.divisions.models import Division
from tianmen_congress.ui.filters import (
    ChoiceFilter,
    DayFilter,
    ListFilters,
    ModelChoiceFilter,
    YesNoFilter,
)

from .enums import FindingState, Inspected
from .models import SupervisionTeam


def townships(request) -> QuerySet[Division]:
    return townships_in_sight(request.user)


def teams(request) -> QuerySet[SupervisionTeam]:
    return SupervisionTeam.objects.visible_to(request.user)


def campaigns(request) -> QuerySet[Campaign]:
    return Campaign.objects.all()


class InspectionFilters(ListFilters):
    township = ModelChoiceFilter(queryset=townships, label="受检乡镇")
    team = ModelChoiceFilter(queryset=teams, label="督导组")
    since = DayFilter(field_name="inspected_on", lookup_expr="gte", label="检查日期自")
    until = DayFilter(field_name="inspected_on", lookup_expr="lte", label="至")
    campaign = ModelChoiceFilter(
        queryset=campaigns, to_field_name="slug", label="活动主题"
    )
    # Last: the latest of what all the others leave.
    what = ChoiceFilter(choices=Inspected, method="of_kind", label="受检对象")

    def of_kind(self, rows, name, value):
        if value != Inspected.EACH_GROUP:
            return rows.filter(group__isnull=value == Inspected.TOWNSHIP)
        return rows.latest_of_each_group()


class FindingFilters(ListFilters):
    q = django_filters.CharFilter(
        field_name="text", lookup_expr="contains", max_length=40, label="问题内容"
    )
    township = ModelChoiceFilter(queryset=townships, label="乡镇")
    state = ChoiceFilter(choices=FindingState, label="状态")
    is_unsettled = YesNoFilter(method="of_unsettled", label="未销号")
    is_late = YesNoFilter(method="of_late", label="超期")
    is_standing = YesNoFilter(method="of_standing", label="未撤回")
    since = DayFilter(
        field_name="inspection__inspected_on", lookup_expr="gte", label="检查日期自"
    )
    until = DayFilter(
        field_name="inspection__inspected_on", lookup_expr="lte", label="至"
    )
    campaign = ModelChoiceFilter(
        field_name="inspection__campaign",
        queryset=campaigns,
        to_field_name="slug",
        label="活动主题",
    )

    def of_unsettled(self, rows, name, value):
        if value is None:
            return rows
        return rows.unsettled() if value else rows.filter(state=FindingState.CLOSED)

    def of_standing(self, rows, name, value):
        if value is None:
            return rows
        taken_back = rows.filter(state=FindingState.WITHDRAWN)
        return rows.standing() if value else taken_back

    def of_late(self, rows, name, value):
        late = {"state": FindingState.OPEN, "due_on__lt": today()}
        if value is None:
            return rows
        return rows.filter(**late) if value else rows.exclude(**late)
