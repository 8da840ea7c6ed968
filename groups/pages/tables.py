"""Columns of the list of groups, and the table of those of a township."""

from collections.abc import Sequence
from dataclasses import dataclass

from deputies.enums import Tier
from groups import queries
from groups.enums import Office
from groups.models import DeputyGroup
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.tables import (
    ListTable,
    NumberColumn,
    TextColumn,
)

from .parts import size_columns


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


@dataclass(frozen=True, slots=True)
class Sizes:
    """A table: headings, and a line for each group."""

    headings: list[str]
    lines: list[tuple[DeputyGroup, list[tuple[str, object]]]]


def sizes_of(user: User, groups: Sequence[DeputyGroup]) -> Sizes:
    tiers = queries.tiers_of(groups, on=today())
    shown = [tier for tier in Tier if any(count[tier] for count in tiers.values())]
    added = {title: cells(user, groups) for title, cells in size_columns.items()}
    added = {title: cells for title, cells in added.items() if cells is not None}
    headings = ["成员", *(f"{tier.label}代表" for tier in shown), "联系村", *added]
    return Sizes(
        headings,
        [
            (
                group,
                _paired(headings, group, [tiers[group.pk][t] for t in shown], added),
            )
            for group in groups
        ],
    )


def _paired(
    headings: list[str],
    group: DeputyGroup,
    counts: list[int],
    added: dict[str, dict[int, str]],
) -> list[tuple[str, object]]:
    """Each value with its heading, which a phone's card shows beside it."""
    values = [
        len(group.current_memberships),
        *counts,
        len(group.current_links),
        *(cells.get(group.pk, "—") for cells in added.values()),
    ]
    return list(zip(headings, values, strict=True))
