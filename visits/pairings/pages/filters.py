"""Search forms of the lists of pairings and of what was done in them."""

import django_filters
from django.db.models import QuerySet

from tianmen_congress.base.ui import filters
from tianmen_congress.base.ui.filters import (
    ChoiceFilter,
    ListFilters,
    LookupFilter,
    RecordFilters,
    SearchFilter,
    YesNoFilter,
)
from visits.pairings.enums import DeedKind
from visits.pairings.models import Deed, Effect, HouseholdPairing


class PairingFilters(ListFilters):
    township = filters.HomeFilter()
    group = filters.LookupFilter(lookup="groups-seen", label="代表小组")
    person = filters.LookupFilter(lookup="people", label="代表")
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


class DeedFilters(RecordFilters):
    day, day_label = "day", "办理日期"
    q = SearchFilter(columns=("what", "pairing__person__name"), label="内容或代表")
    kind = ChoiceFilter(choices=DeedKind)
    group = LookupFilter(lookup="groups-seen", label="代表小组")
    confirmed = YesNoFilter(label="已确认", method="by_witness")

    class Meta:
        model = Deed
        fields = [
            *("q", "township", "group", "kind", "since", "until", "confirmed"),
            "campaign",
        ]

    def by_witness(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.exclude(witness="") if value == "1" else rows.filter(witness="")


class EffectFilters(RecordFilters):
    day, day_label = "day", "成效日期"
    q = SearchFilter(
        columns=("aid__detail", "pairing__person__name"), label="措施或代表"
    )
    group = LookupFilter(lookup="groups-seen", label="代表小组")
    signed = YesNoFilter(label="农户签字", method="by_signature")

    class Meta:
        model = Effect
        fields = [
            *("q", "township", "group", "since", "until", "signed"),
            "campaign",
        ]

    def by_signature(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.filter(signed_on__isnull=value != "1")
