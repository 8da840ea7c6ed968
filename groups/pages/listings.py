"""The lists of groups, of activities and of who came."""

from django.db.models import QuerySet
from django.urls import reverse

from groups import queries, rules
from groups.models import Activity, Attendance, DeputyGroup
from tianmen_congress.base.ui.listing import Button, Listing

from .filters import ActivityFilters, AttendanceFilters, GroupFilters
from .tables import ActivityTable, AttendanceTable, GroupTable


class GroupListing(Listing):
    title = noun = "代表小组"
    table_class, filters = GroupTable, GroupFilters
    empty_text = (
        "还没有代表小组，请从“导入”页面导入代表小组划分表，或按右上角“登记小组”。"
    )

    def rows(self) -> QuerySet[DeputyGroup]:
        rows = queries.with_activity_count(queries.groups(user=self.user))
        return queries.with_officers(rows)

    def buttons(self) -> list[Button]:
        buttons = [
            Button(f"{place.name}小组一览", reverse("groups:township", args=[place.pk]))
            for place in self.user.townships
        ]
        if rules.can_found_group(self.user):
            buttons.append(Button("登记小组", reverse("groups:add"), is_main=True))
        return buttons


class ActivityListing(Listing):
    title = noun = "小组活动"
    table_class, filters = ActivityTable, ActivityFilters
    empty_text = "还没有小组活动。联络员和主席团可在小组页面按“登记活动”录入。"

    def rows(self) -> QuerySet[Activity]:
        rows = Activity.objects.visible_to(self.user)
        rows = rows.select_related("group", "township", "campaign", "recorded_by")
        return queries.with_attendance(rows)

    def buttons(self) -> list[Button]:
        if not rules.keeps_any_books(self.user):
            return []
        return [Button("登记活动", reverse("groups:activity_choose"), is_main=True)]


class AttendanceListing(Listing):
    """Who was asked to the activities that took place: what 参加代表人次 counts."""

    title, noun = "活动出席", "人次"
    table_class, filters = AttendanceTable, AttendanceFilters
    empty_text = "没有符合条件的出席记录。"

    def rows(self) -> QuerySet[Attendance]:
        return queries.attendances_at_held(user=self.user)

    def buttons(self) -> list[Button]:
        return [Button("小组活动", reverse("groups:activities"))]
