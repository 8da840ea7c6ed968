"""Search form of the list of pairings."""

import django_filters
from django.db.models import QuerySet

from tianmen_congress.base.ui import filters
from tianmen_congress.base.ui.filters import ListFilters
from visits.pairings.models import HouseholdPairing


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
