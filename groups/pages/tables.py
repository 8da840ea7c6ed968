"""Columns of the lists of groups, of activities and of who came."""

from groups.enums import ActivityState, Office, Presence
from groups.models import Activity, Attendance, DeputyGroup
from tianmen_congress.base.ui.tables import (
    DayColumn,
    ListTable,
    NumberColumn,
    StatusColumn,
    TextColumn,
)


class GroupTable(ListTable):
    name = TextColumn(linkify=True, order_by=("township__code", "number"))
    leaders = TextColumn("组长", accessor="current_memberships", orderable=False)
    deputy_leaders = TextColumn(
        "副组长", accessor="current_memberships", orderable=False
    )
    secretaries = TextColumn("联络员", accessor="current_memberships", orderable=False)
    members = NumberColumn("成员数", accessor="current_memberships", orderable=False)
    villages = NumberColumn("联系村数", accessor="current_links", orderable=False)
    activities = NumberColumn("已开展活动", accessor="held")
    fixed = ("name",)
    hidden = ("founded_on",)

    class Meta(ListTable.Meta):
        model = DeputyGroup
        fields = (
            "name",
            "township",
            "leaders",
            "deputy_leaders",
            "secretaries",
            "members",
            "villages",
            "activities",
            "room_place",
            "founded_on",
        )

    def render_leaders(self, record: DeputyGroup) -> str:
        return _holders(record, Office.LEADER)

    def render_deputy_leaders(self, record: DeputyGroup) -> str:
        return _holders(record, Office.DEPUTY_LEADER)

    def render_secretaries(self, record: DeputyGroup) -> str:
        return _holders(record, Office.SECRETARY)

    def render_members(self, record: DeputyGroup) -> int:
        return len(record.current_memberships)

    def value_members(self, record: DeputyGroup) -> int:
        return len(record.current_memberships)

    def render_villages(self, record: DeputyGroup) -> int:
        return len(record.current_links)

    def value_villages(self, record: DeputyGroup) -> int:
        return len(record.current_links)


def _holders(group: DeputyGroup, office: Office) -> str:
    members = group.current_memberships
    return "、".join(m.person.name for m in members if office in m.offices)


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
    fixed = ("held_on", "title")
    hidden = ("campaign", "recorded_by")

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
        )


class AttendanceTable(ListTable):
    """One line for each deputy asked to each activity that took place."""

    held_on = DayColumn("活动日期", accessor="activity__held_on")
    activity = TextColumn(
        "活动名称",
        accessor="activity__title",
        linkify=lambda record: record.activity.get_absolute_url(),
    )
    group = TextColumn("小组", accessor="activity__group")
    township = TextColumn("乡镇", accessor="activity__township")
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
