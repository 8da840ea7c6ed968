"""Search forms of the lists of the visits room."""

import django_filters
from django.db.models import Exists, OuterRef, QuerySet

from tianmen_congress.base.cells import holds
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.names import sound_typed
from tianmen_congress.base.divisions.queries import begins_once, holds_name
from tianmen_congress.base.ui import filters
from tianmen_congress.base.ui.filters import RecordFilters
from tianmen_congress.base.ui.lookups import sounds
from tianmen_congress.base.ui.probing import reads
from visits.enums import VisitKind
from visits.models import HouseholdCall, Visit

STATES = [("void", "已作废"), ("all", "全部")]


class OutingFilters(RecordFilters):
    """What any list of visits, or of what they reached, is searched by."""

    day, day_label = "visited_on", "走访日期"

    township = filters.HomeFilter(label="小组所属乡镇")
    place = filters.TownshipFilter(
        field_name="village__parent",
        today="village__now__parent__now",
        label="走访村所在乡镇",
    )
    away = filters.YesNoFilter(label="异地走访", method="of_away")
    group = filters.LookupFilter(lookup="groups-seen", label="代表小组")
    village = filters.LookupFilter(lookup="visit-villages-seen", label="走访村")
    kind = filters.ChoiceFilter(choices=VisitKind, label="走访方式")
    deputy = filters.LookupFilter(lookup="people", field_name="deputies", label="代表")

    class Meta:
        model = Visit
        fields = [
            "since",
            "until",
            "township",
            "group",
            "village",
            "kind",
            "deputy",
            "campaign",
            "place",
            "away",
        ]

    def of_away(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.with_away().filter(is_away=value == "1")


class VisitFilters(OutingFilters):
    q = django_filters.CharFilter(
        method="about", max_length=60, label="村、户主、记录人"
    )
    household = filters.LookupFilter(
        lookup="households-seen", method="of_household", label="走访户"
    )
    state = django_filters.ChoiceFilter(
        choices=STATES, empty_label="有效", method="in_state", label="状态"
    )

    def about(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        if by_sound := sounds(value):
            once = begins_once(sound_typed(value))
            # Each by itself: beside the former names no index of a sound would be used.
            called, once_called = (
                Division.objects.filter(each).order_by().values("pk")
                for each in (by_sound, once)
            )
            return rows.filter(village__in=called.union(once_called))
        found = holds_name(value, of="village__") | holds("recorder", value)
        user = self.request.user
        named = reads(user, HouseholdCall, "household__head_name", value)
        calls = HouseholdCall.objects.visible_to(user).filter(named)
        return rows.filter(found | Exists(calls.filter(visit=OuterRef("pk"))))

    def of_household(self, rows: QuerySet, name: str, value) -> QuerySet:
        return rows.filter(calls__household=value)

    def in_state(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        """The list itself leaves out what was struck off unless this asks for it."""
        return rows.exclude(voided_at=None) if value == "void" else rows
