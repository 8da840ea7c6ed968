"""Columns of the lists of this room."""

from supervision.enums import FindingState
from supervision.models import Finding, Inspection, SupervisionTeam
from tianmen_congress.base.ui.tables import (
    DayColumn,
    ListTable,
    MomentColumn,
    NameColumn,
    NumberColumn,
    StatusColumn,
    TextColumn,
)
from tianmen_congress.base.words import in_words

TONES = {
    FindingState.OPEN: "yellow",
    FindingState.ANSWERED: "blue",
    FindingState.CLOSED: "green",
    FindingState.WITHDRAWN: "grey",
}


class InspectionTable(ListTable):
    inspected_on = DayColumn(linkify=True)
    township = NameColumn(
        day="inspected_on", order_by=("township__code", "-inspected_on")
    )
    group = NameColumn(
        day="inspected_on", order_by=("group__township__code", "group__number")
    )
    team = TextColumn(order_by=("team__number", "-inspected_on"))
    total_score = NumberColumn()
    max_score = NumberColumn(orderable=False)
    finding_count = NumberColumn("问题")
    inspectors = TextColumn(orderable=False)
    fixed = ("inspected_on", "township")
    recorded_by = TextColumn(orderable=False)
    recorded_at = MomentColumn()
    hidden = ("inspectors", "recorded_by", "recorded_at")

    class Meta(ListTable.Meta):
        model = Inspection
        fields = (
            "inspected_on",
            "township",
            "group",
            "team",
            "total_score",
            "max_score",
            "finding_count",
            "inspectors",
            "recorded_by",
            "recorded_at",
        )


class FindingTable(ListTable):
    text = TextColumn(orderable=False, linkify=True)
    township = NameColumn(
        day="inspection__inspected_on", order_by=("township__code", "due_on")
    )
    group = NameColumn(
        day="inspection__inspected_on",
        order_by=("group__township__code", "group__number"),
    )
    item = TextColumn(accessor="item__question", orderable=False)
    inspected_on = DayColumn(
        "检查日期", linkify=lambda record: record.inspection.get_absolute_url()
    )
    due_on = DayColumn()
    state = StatusColumn(tones=TONES)
    fixed, widest = ("text",), "text"

    class Meta(ListTable.Meta):
        model = Finding
        fields = (
            "text",
            "township",
            "group",
            "item",
            "inspected_on",
            "due_on",
            "state",
        )


class TeamTable(ListTable):
    name = TextColumn(order_by=("number",), linkify=True)
    leader = TextColumn(orderable=False)
    members = TextColumn(orderable=False)
    townships = TextColumn("负责的乡镇", empty_values=(), orderable=False)
    fixed = ("name",)

    class Meta(ListTable.Meta):
        model = SupervisionTeam
        fields = ("name", "leader", "members", "townships")

    def render_townships(self, record: SupervisionTeam) -> str:
        rows = record.current_assignments
        return in_words([assignment.township for assignment in rows])
