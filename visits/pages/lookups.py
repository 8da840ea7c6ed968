"""What the boxes of the visit pages offer while somebody types."""

from datetime import date

from django.db.models import QuerySet

from groups.models import DeputyGroup
from groups.pages.lookups import search_groups
from groups.queries import villages_of
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import CellTrouble
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui import lookups
from tianmen_congress.base.ui.fields import typed_day
from visits.models import Visit
from visits.queries import entry


def _day(given: dict[str, str]) -> date:
    try:
        return typed_day(given.get("visited_on", ""))
    except CellTrouble:
        return today()


def groups_of(user: User) -> QuerySet[DeputyGroup]:
    return entry.groups_to_enter_for(user=user)


def villages_to_choose(user: User) -> QuerySet[Division]:
    return entry.villages_to_enter_for(user=user)


def narrow_villages(
    rows: QuerySet[Division], given: dict[str, str]
) -> QuerySet[Division]:
    group = row_key(given.get("group", ""))
    return villages_of(rows, group=group, on=_day(given))


def villages_seen(user: User) -> QuerySet[Division]:
    """Where visits in sight took place."""
    visits = Visit.objects.visible_to(user).order_by()
    rows = Division.objects.filter(pk__in=visits.values("village"))
    return rows.select_related("parent")


def label_with_township(village: Division) -> str:
    return f"{village}（{village.parent}）"


lookups.register("visit-groups", lookups.Lookup(groups_of, search=search_groups))
lookups.register(
    "visit-villages", lookups.Lookup(villages_to_choose, narrow=narrow_villages)
)
lookups.register(
    "visit-villages-seen", lookups.Lookup(villages_seen, label=label_with_township)
)
