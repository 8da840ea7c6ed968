"""Places are called after what they are of, and go on with it."""

from collections.abc import Collection
from datetime import date

from groups.actions import of_groups
from groups.models import DeputyGroup
from groups.places.queries.naming import name_by_rule
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.dependents import (
    register_hanging,
    register_namesake,
)
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.hanging import Hanging, by_key

from .actions import close_rooms, move_places
from .models import Place


@register_namesake
def rename_places(division: Division, old: str, on: date | None) -> int:
    """青山村选民接待站 goes with 青山村; a name that somebody chose stays."""
    column = "village" if division.is_village else "township"
    # unscoped: all places of the division, for whoever may rename it
    rows = Place.objects.standing(on or today()).filter(
        **{column: division}, group=None
    )
    renamed = [p for p in rows if p.name == name_by_rule(p.kind, old)]
    for place in renamed:
        place.rename(name_by_rule(place.kind, division.name), on=on)
        place.version += 1
        place.save(update_fields=["name", "former_names", "version"])
    return len(renamed)


def count_places(divisions: Collection[Division]) -> dict[int, int]:
    """Stations of villages, homes and rooms of townships."""
    # unscoped: how many there are, for whoever says where the division went
    standing = Place.objects.filter(closed_on=None)
    stations = by_key(standing.filter(village__in=divisions), "village")
    others = standing.filter(township__in=divisions, village=None)
    return stations | by_key(others, "township")


def move(old: Division, new: Division, on: date, by: User | None) -> int:
    return move_places(old, new, on=on)


# Before groups, which take their rooms along: where those were is written down here.
register_hanging(Hanging("places", "阵地", "处", count_places, move, order=25))


def count_rooms(groups: Collection[DeputyGroup]) -> dict[int, int]:
    # unscoped: how many there are, for whoever closes the group
    rows = Place.objects.filter(closed_on=None, group__in=groups)
    return by_key(rows, "group")


def end_rooms(
    group: DeputyGroup, into: DeputyGroup | None, on: date, by: User | None
) -> int:
    return close_rooms(group, on=on)


of_groups.register(Hanging("rooms", "活动室", "处", count_rooms, end_rooms, order=30))
