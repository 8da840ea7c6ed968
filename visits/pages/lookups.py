"""What the boxes of the visit pages offer while somebody types."""

from datetime import date

from django.db.models import Model, QuerySet

from groups.models import DeputyGroup
from groups.pages.lookups import search_groups
from groups.queries import villages_of
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import CellTrouble
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.queries import find_villages_anywhere
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


class VisitedVillages(lookups.Lookup):
    """The group's own villages; another township's where none of them fits, or where
    it is written with its township: 多宝镇青山村."""

    def find(self, user: User, text: str, given: dict[str, str]) -> list[Model]:
        text, group = text.strip(), row_key(given.get("group", ""))
        near = entry.villages_near(user=user, group=group, on=_day(given))
        if own := self.search(near, text)[: lookups.LIMIT + 1]:
            return lookups.with_hints(own, text)
        rows = villages_of(self.rows(user), group=None, on=_day(given))
        said = [village.pk for village in find_villages_anywhere(text)] if text else []
        found = rows.filter(pk__in=said) or self.search(rows, text)
        return lookups.with_hints(found[: lookups.LIMIT + 1], text)


def villages_seen(user: User) -> QuerySet[Division]:
    """Where visits in sight took place."""
    visits = Visit.objects.visible_to(user).order_by()
    rows = Division.objects.filter(pk__in=visits.values("village"))
    return rows.select_related("parent")


def label_with_township(village: Division) -> str:
    return f"{village}（{village.parent}）"


lookups.register("visit-groups", lookups.Lookup(groups_of, search=search_groups))
lookups.register(
    "visit-villages",
    VisitedVillages(
        villages_to_choose, label=label_with_township, search=lookups.by_any_name
    ),
)
lookups.register(
    "visit-villages-seen",
    lookups.Lookup(
        villages_seen, label=label_with_township, search=lookups.by_any_name
    ),
)
