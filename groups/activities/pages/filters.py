"""Search forms of the lists of activities and of who came."""

from groups.activities.enums import ActivityState, Presence
from groups.activities.models import Activity, Attendance
from tianmen_congress.base.ui.filters import (
    ChoiceFilter,
    LookupFilter,
    RecordFilters,
    SearchFilter,
)


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
