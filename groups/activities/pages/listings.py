"""The lists of activities and of who came."""

from django.db.models import QuerySet
from django.urls import reverse

from groups.activities.models import Activity, Attendance
from groups.activities.pages.filters import ActivityFilters, AttendanceFilters
from groups.activities.pages.tables import ActivityTable, AttendanceTable
from groups.activities.queries import held as queries
from groups.activities.queries.lacking import with_lacks
from groups.rules import keeps_any_books
from tianmen_congress.base.ui.listing import Button, Listing


class ActivityListing(Listing):
    title = noun = "小组活动"
    table_class, filters = ActivityTable, ActivityFilters
    is_of_campaign = True
    empty_text = "还没有小组活动。联络员和主席团可在小组页面按“登记活动”录入。"

    def rows(self) -> QuerySet[Activity]:
        rows = Activity.objects.visible_to(self.user)
        rows = rows.select_related(
            *("group", "township", "campaign", "recorded_by", "chair")
        )
        return with_lacks(queries.with_attendance(rows))

    def buttons(self) -> list[Button]:
        month = Button("活动月历", reverse("activities:calendar"))
        if not keeps_any_books(self.user):
            return [month]
        enter = Button("登记活动", reverse("activities:choose"), is_main=True)
        return [month, enter]


class AttendanceListing(Listing):
    """Who was asked to the activities that took place: what 参加代表人次 counts."""

    title, noun = "活动出席", "人次"
    table_class, filters = AttendanceTable, AttendanceFilters
    is_of_campaign = True
    empty_text = "没有符合条件的出席记录。"

    def rows(self) -> QuerySet[Attendance]:
        return queries.attendances_at_held(user=self.user)

    def buttons(self) -> list[Button]:
        return [Button("小组活动", reverse("activities:list"))]
