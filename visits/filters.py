"""Search forms of the lists of the visits room.

A figure leads to its list with the same names: campaign, since, until, township, group.
"""

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from tianmen_congress.access import may_see_personal
from tianmen_congress.campaigns.models import Campaign
from tianmen_congress.divisions.models import Division
from tianmen_congress.ui import filters
from tianmen_congress.ui.filters import ListFilters

from .enums import VisitKind
from .models import HouseholdCall, HouseholdPairing, Visit

STATES = [("void", "已作废"), ("all", "全部")]


def campaigns(request) -> QuerySet[Campaign]:
    # unscoped: campaigns are known to all
    return Campaign.objects.all()


def townships(request) -> QuerySet[Division]:
    """Townships whose visits are in sight."""
    visits = Visit.objects.visible_to(request.user).order_by()
    # unscoped: townships are public knowledge
    return Division.objects.filter(pk__in=visits.values("township"))


def townships_paired(request) -> QuerySet[Division]:
    pairings = HouseholdPairing.objects.visible_to(request.user).order_by()
    # unscoped: townships are public knowledge
    return Division.objects.filter(pk__in=pairings.values("township"))


class OutingFilters(ListFilters):
    """What any list of visits, or of what they reached, is searched by."""

    since = filters.DayFilter(
        field_name="visited_on", lookup_expr="gte", label="走访日期起"
    )
    until = filters.DayFilter(
        field_name="visited_on", lookup_expr="lte", label="走访日期止"
    )
    township = filters.ModelChoiceFilter(queryset=townships, label="乡镇")
    group = filters.LookupFilter(lookup="visit-groups-seen", label="代表小组")
    village = filters.LookupFilter(lookup="visit-villages-seen", label="走访村")
    kind = filters.ChoiceFilter(choices=VisitKind, label="走访方式")
    deputy = filters.LookupFilter(
        lookup="visit-deputies-seen", field_name="deputies", label="代表"
    )
    campaign = filters.ModelChoiceFilter(
        queryset=campaigns, to_field_name="slug", label="活动主题"
    )

    class Meta:
        model = Visit
        fields: list[str] = []


class VisitFilters(OutingFilters):
    q = django_filters.CharFilter(
        method="about", max_length=60, label="村、户主、记录人"
    )
    household = filters.LookupFilter(
        lookup="visit-households-seen", method="of_household", label="走访户"
    )
    state = django_filters.ChoiceFilter(
        choices=STATES, empty_label="有效", method="in_state", label="状态"
    )

    def about(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        found = Q(village__name__contains=value) | Q(recorder__contains=value)
        found |= Q(village__pinyin__startswith=value.lower())
        found |= Q(village__initials__startswith=value.lower())
        if may_see_personal(self.request.user):
            calls = HouseholdCall.objects.visible_to(self.request.user)
            called = calls.filter(
                visit=OuterRef("pk"), household__head_name__contains=value
            )
            found |= Exists(called)
        return rows.filter(found)

    def of_household(self, rows: QuerySet, name: str, value) -> QuerySet:
        return rows.filter(calls__household=value)

    def in_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """The list itself leaves out what was struck off unless this asks for it."""
        return rows.exclude(voided_at=None) if value == "void" else rows


class PairingFilters(ListFilters):
    township = filters.ModelChoiceFilter(queryset=townships_paired, label="乡镇")
    group = filters.LookupFilter(lookup="visit-groups-seen", label="代表小组")
    person = filters.LookupFilter(lookup="visit-deputies-seen", label="代表")
    is_open = django_filters.ChoiceFilter(
        choices=[("ended", "已解除"), ("all", "全部")],
        empty_label="结对中",
        method="in_force",
        label="状态",
    )

    class Meta:
        model = HouseholdPairing
        fields: list[str] = []

    def in_force(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.exclude(until=None) if value == "ended" else rows
