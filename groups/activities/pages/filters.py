"""Search forms of the lists of activities and of who came."""

from django.db.models import QuerySet

from groups.activities.enums import (
    CAME,
    HAVE_COME,
    IS_COUNTED,
    IS_NOT_COUNTED,
    ActivityState,
    Presence,
)
from groups.activities.models import Activity, Attendance
from groups.activities.queries import lacking
from tianmen_congress.base.ui.filters import (
    ChoiceFilter,
    LookupFilter,
    RecordFilters,
    SearchFilter,
)

# More than a campaign ever has.
ROUNDS = [(str(n), f"第{n}轮") for n in range(1, 10)]
LACKS = [(lacking.ANY, "有缺项"), *lacking.LABELS.items()]
COMING = [(HAVE_COME, "到会（含迟到、早退）"), *Presence.choices]
COUNTING = ((IS_COUNTED, "计入"), (IS_NOT_COUNTED, "未计入"))


class ActivityFilters(RecordFilters):
    day, day_label = "held_on", "活动日期"
    q = SearchFilter(columns=("title", "place", "summary"), label="名称、地点或小结")
    group = LookupFilter(lookup="group", label="小组")
    state = ChoiceFilter(choices=ActivityState)
    counted = ChoiceFilter(choices=COUNTING, label="计入开展次数", method="by_counted")
    lack = ChoiceFilter(choices=LACKS, label="缺项", method="by_lack")
    round = ChoiceFilter(choices=ROUNDS, label="轮次")

    class Meta:
        model = Activity
        fields = [
            *("q", "township", "group", "since", "until", "state", "lack", "round"),
            *("counted", "campaign"),
        ]

    def by_lack(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return lacking.lacking(rows, value)

    def by_counted(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        return rows.counted() if value == IS_COUNTED else rows.not_counted()


class AttendanceFilters(RecordFilters):
    day, day_label, record = "held_on", "活动日期", "activity"
    q = SearchFilter(columns=("person__name", "activity__title"), label="代表或活动")
    group = LookupFilter(field_name="activity__group", lookup="group", label="小组")
    presence = ChoiceFilter(choices=COMING, label="出席情况", method="by_presence")
    round = ChoiceFilter(field_name="activity__round", choices=ROUNDS, label="轮次")
    counted = ChoiceFilter(choices=COUNTING, label="计入开展次数", method="by_counted")

    class Meta:
        model = Attendance
        fields = [
            *("q", "township", "group", "since", "until", "presence", "round"),
            *("counted", "campaign"),
        ]

    def by_presence(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        wanted = CAME if value == HAVE_COME else [value]
        return rows.filter(presence__in=wanted)

    def by_counted(self, rows: QuerySet, name: str, value: str) -> QuerySet:
        seen = Activity.objects.visible_to(self.request.user)
        wanted = seen.counted() if value == IS_COUNTED else seen.not_counted()
        return rows.filter(activity__in=wanted.values("pk"))
