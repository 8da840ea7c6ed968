"""What the pages of people show of their groups."""

from collections.abc import Mapping

from django.db.models import QuerySet

from deputies.models import Person
from deputies.pages.parts import person_parts
from deputies.pages.tables import PeopleTable
from groups.models import GroupMembership
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.parts import DetailPart
from tianmen_congress.base.ui.tables import TextColumn


class GroupsColumn(TextColumn):
    """The groups that somebody belongs to today."""

    def render(self, record: Person) -> str:
        day = today()
        rows = record.memberships.all()
        return "、".join(m.group.name for m in rows if not m.until or m.until >= day)


def with_groups(rows: QuerySet[Person], user: User) -> QuerySet[Person]:
    return rows.prefetch_related("memberships__group")


def memberships_of(user: User, person: Person) -> Mapping[str, object]:
    """Those of now and of before, the latest first."""
    # unscoped: the memberships of a person in sight
    rows = GroupMembership.objects.filter(person=person)
    return {"memberships": rows.select_related("group").order_by("-pk")}


PeopleTable.add_column(
    "groups",
    GroupsColumn("代表小组", accessor="memberships", orderable=False),
    after="township",
    prepare=with_groups,
)
person_parts.register(DetailPart("groups/_memberships_of_person.html", memberships_of))
