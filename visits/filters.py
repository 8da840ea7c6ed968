"""Search forms of the lists of the visits room.

A figure leads to its list with the same names: campaign, since, until, township, group.
"""

import django_filters
from django.db.models import Exists, OuterRef, Q, QuerySet

from tianmen_congress.campaigns.models import Campaign
from tianmen_congress.divisions.models import Division
from tianmen_congress.ui import filters
from tianmen_congress.ui.filters import ListFilters
from tianmen_congress.ui.lookups import sounds
from tianmen_congress.ui.probing import reads

from .enums import VisitKind
from .models import HouseholdCall, HouseholdPairing, Visit

STATES = [("void", "已作废"), ("all", "全部")]


def campaigns(request) -> QuerySet[Campaign]:
    return Campaign.objects.all()


def townships(request) -> QuerySet[Division]:
    """Townships whose visits are in sight."""
    visits = Visit.objects.visible_to(request.user).order_by()
    return Division.objects.filter(pk__in=visits.values("township"))


def townships_paired(request) -> QuerySet[Division]:
    pairings = HouseholdPairing.objects.visible_to(request.user).order_by()
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
        if by_sound := sounds(value, of="village__"):
            return rows.filter(by_sound)
        found = Q(village__name__contains=value) | Q(recorder__contains=value)
        user = self.request.user
        named = reads(user, HouseholdCall, "household__head_name", value)
        calls = HouseholdCall.objects.visible_to(user).filter(named)
        return rows.filter(found | Exists(calls.filter(visit=OuterRef("pk"))))

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
