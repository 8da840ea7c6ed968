"""Columns of the lists of activities and of who came."""

from groups.activities.enums import ActivityState, Presence
from groups.activities.models import Activity, Attendance
from groups.activities.queries.lacking import lacks_of
from tianmen_congress.base.ui.tables import (
    DayColumn,
    ListTable,
    MomentColumn,
    NameColumn,
    NumberColumn,
    StatusColumn,
    TextColumn,
)

PRESENCE_TONES = {
    Presence.PRESENT: "green",
    Presence.LATE: "yellow",
    Presence.EARLY: "yellow",
    Presence.LEAVE: "blue",
    Presence.ABSENT: "red",
}


class LacksColumn(TextColumn):
    """What an activity lacks, in words, as its rows were annotated."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, empty_values=(), orderable=False, **kwargs)

    def render(self, record: Activity) -> str:
        return self.value(record)

    def value(self, record: Activity) -> str:
        return "、".join(lacks_of(record))


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
    on_leave = NumberColumn("请假")
    lacks = LacksColumn("缺项")
    group = NameColumn(day="held_on")
    township = NameColumn(day="held_on")
    fixed, widest = ("held_on", "title"), "title"
    recorded_at = MomentColumn()
    hidden = (
        *("round", "chair", "recorder", "guests", "on_leave", "noticed_on"),
        *("campaign", "recorded_by", "recorded_at"),
    )
    noticed_on = DayColumn()

    class Meta(ListTable.Meta):
        model = Activity
        fields = (
            "held_on",
            "title",
            "group",
            "township",
            "place",
            "round",
            "chair",
            "recorder",
            "guests",
            "noticed_on",
            "asked",
            "came",
            "on_leave",
            "state",
            "lacks",
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
    presence = StatusColumn(tones=PRESENCE_TONES)
    signed_at = MomentColumn()
    fixed, hidden = ("held_on", "person"), ("signed_at",)

    class Meta(ListTable.Meta):
        model = Attendance
        fields = (
            "held_on",
            "activity",
            "group",
            "township",
            "person",
            "presence",
            "manner",
            "signed_at",
            "leave_reason",
            "agreed_by",
            "note",
        )
