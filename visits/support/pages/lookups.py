"""Choosing the poor village that a group is linked to."""

from django.db.models import Q, QuerySet

from groups.models import GroupVillage
from poverty.models import PoorVillage
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.queries import holds_name
from tianmen_congress.base.ui import lookups


def in_sight(user: User) -> QuerySet[PoorVillage]:
    return PoorVillage.objects.visible_to(user).select_related("village", "township")


def of_group(
    rows: QuerySet[PoorVillage], given: dict[str, str]
) -> QuerySet[PoorVillage]:
    """Those that the group is linked to come first: another one is told as a fault."""
    group = row_key(given.get("group", ""))
    if group is None:
        return rows
    # unscoped: narrows the villages in sight
    links = GroupVillage.objects.on(today()).filter(group=group).values("village")
    return rows.filter(Q(village__in=links) | Q(village__now__in=links))


def by_name(rows: QuerySet[PoorVillage], text: str) -> QuerySet[PoorVillage]:
    return rows.filter(holds_name(text, of="village__")) if text else rows


def with_township(village: PoorVillage) -> str:
    return f"{village}（{village.township}）"


lookups.register(
    "poor-villages-of-group",
    lookups.Lookup(in_sight, label=with_township, search=by_name, narrow=of_group),
)
