"""Columns of the list of groups."""

from groups.enums import Office
from groups.models import DeputyGroup
from tianmen_congress.base.ui.tables import (
    ListTable,
    NumberColumn,
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
