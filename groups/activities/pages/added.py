"""What the pages of groups show of their activities."""

from collections.abc import Mapping

from django.db.models import QuerySet

from groups.activities.queries import held as queries
from groups.models import DeputyGroup
from groups.pages.parts import card_lines, group_acts, group_parts
from groups.pages.tables import GroupTable
from groups.rules import keeps_books_of
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.ui.parts import DetailPart
from tianmen_congress.base.ui.tables import NumberColumn

Part = Mapping[str, object] | None


def with_count(rows: QuerySet[DeputyGroup], user: User) -> QuerySet[DeputyGroup]:
    return queries.with_activity_count(rows)


def latest(user: User, group: DeputyGroup) -> Part:
    rows = queries.latest_activities(group, user=user)
    return {"activities": rows, "group": group}


def entry(user: User, group: DeputyGroup) -> Part:
    return {"group": group} if keeps_books_of(user, group) else None


def count(user: User, group: DeputyGroup) -> Part:
    return {"group": group}


GroupTable.add_column(
    "activities",
    NumberColumn("已开展活动", accessor="held"),
    after="villages",
    prepare=with_count,
)
group_parts.register(DetailPart("activities/_latest.html", latest))
group_acts.register(DetailPart("activities/_entry.html", entry))
card_lines.register(DetailPart("activities/_count.html", count))
