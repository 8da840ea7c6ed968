"""Search forms of the lists of activities and of who came."""

from django.db.models import QuerySet

from groups.activities.enums import IS_COUNTED, IS_NOT_COUNTED, ActivityState, Presence
from groups.activities.models import Activity, Attendance
from tianmen_congress.base.ui.filters import (
    ChoiceFilter,
    LookupFilter,
    RecordFilters,
    SearchFilter,
)

COUNTING = ((IS_COUNTED, "计入"), (IS_NOT_COUNTED, "未计入"))


class ActivityFilters(RecordFilters):
    day, day_label = "held_on", "活动日期"
    q = SearchFilter(columns=("title", "place", "summary"), label="名称、地点或小结")
    group = LookupFilter(lookup="group", label="小组")
    state = ChoiceFilter(choices=ActivityState)
    counted = ChoiceFilter(choices=COUNTING, label="计入开展次数", method="by_counted")

    class Meta:
        model = Activity
        fields = [
            *("q", "township", "group", "since", "until", "state", "counted"),
            "campaign",
        ]

    def by_counted(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.counted() if value == IS_COUNTED else rows.not_counted()


class AttendanceFilters(RecordFilters):
    day, day_label, record = "held_on", "活动日期", "activity"
    q = SearchFilter(columns=("person__name", "activity__title"), label="代表或活动")
    group = LookupFilter(field_name="activity__group", lookup="group", label="小组")
    presence = ChoiceFilter(choices=Presence)
    counted = ChoiceFilter(choices=COUNTING, label="计入开展次数", method="by_counted")

    class Meta:
        model = Attendance
        fields = [
            *("q", "township", "group", "since", "until", "presence", "counted"),
            "campaign",
        ]

    def by_counted(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        seen = Activity.objects.visible_to(self.request.user)
        wanted = seen.counted() if value == IS_COUNTED else seen.not_counted()
        return rows.filter(activity__in=wanted.values("pk"))
