"""Columns of the lists of activities and of who came."""

from groups.activities.enums import ActivityState, Presence
from groups.activities.models import Activity, Attendance
from tianmen_congress.base.ui.tables import (
    DayColumn,
    ListTable,
    MomentColumn,
    NameColumn,
    NumberColumn,
    StatusColumn,
    TextColumn,
)


class ActivityTable(ListTable):
    held_on = DayColumn(linkify=True)
    title = TextColumn(linkify=True)
    state = StatusColumn(
        tones={
            ActivityState.HELD: "green",
            ActivityState.PLANNED: "blue",
            ActivityState.CANCELLED: "grey",
        }
    )
    asked = NumberColumn("应到")
    came = NumberColumn("实到")
    group = NameColumn(day="held_on")
    township = NameColumn(day="held_on")
    fixed, widest = ("held_on", "title"), "title"
    recorded_at = MomentColumn()
    hidden = ("campaign", "recorded_by", "recorded_at")

    class Meta(ListTable.Meta):
        model = Activity
        fields = (
            "held_on",
            "title",
            "group",
            "township",
            "place",
            "asked",
            "came",
            "state",
            "campaign",
            "recorded_by",
            "recorded_at",
        )


class AttendanceTable(ListTable):
    """One line for each deputy asked to each activity that took place."""

    held_on = DayColumn("活动日期", accessor="activity__held_on")
    activity = TextColumn(
        "活动名称",
        accessor="activity__title",
        linkify=lambda record: record.activity.get_absolute_url(),
    )
    group = NameColumn("小组", accessor="activity__group", day="activity__held_on")
    township = NameColumn(
        "乡镇", accessor="activity__township", day="activity__held_on"
    )
    person = TextColumn(linkify=True, order_by="person__pinyin")
    presence = StatusColumn(tones={Presence.PRESENT: "green", Presence.LEAVE: "yellow"})
    fixed = ("held_on", "person")

    class Meta(ListTable.Meta):
        model = Attendance
        fields = (
            "held_on",
            "activity",
            "group",
            "township",
            "person",
            "presence",
            "note",
        )
