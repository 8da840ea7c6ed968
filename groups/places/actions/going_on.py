"""A village, a township or a group is no more: its places go on, or end with it."""

from datetime import date

from django.db import transaction
from django.db.models import QuerySet

from groups.models import DeputyGroup
from groups.places.models import FormerSite, Place
from groups.places.queries.naming import name_by_rule
from tianmen_congress.base.campaigns.enums import PlaceKind
from tianmen_congress.base.divisions.models import Division


@transaction.atomic
def move_places(old: Division, new: Division, *, on: date) -> int:
    """What is of `old`, which is no more, is of `new` from `on`, or ends that day where
    that has its own. Rooms follow their groups, as the database sees to."""
    rows = list(_of(old).select_for_update(of=["self"]).order_by("pk"))
    for place in rows:
        if place.kind != PlaceKind.ROOM and _of(new).filter(kind=place.kind).exists():
            _close(place, on, f"并入{new}，那里已有{place.get_kind_display()}")
        else:
            _bring(place, old, new, on)
    return len(rows)


def _of(division: Division) -> QuerySet[Place]:
    standing = Place.objects.filter(closed_on=None)
    if division.is_village:
        return standing.filter(village=division)
    return standing.filter(township=division).exclude(kind=PlaceKind.STATION)


def _bring(place: Place, old: Division, new: Division, on: date) -> None:
    FormerSite.objects.create(
        place=place, township=place.township, village=place.village, until=on
    )
    if place.kind == PlaceKind.ROOM:
        return
    if place.name == name_by_rule(place.kind, old.name):
        place.rename(name_by_rule(place.kind, new.name), on=on)
    if place.kind == PlaceKind.STATION:
        place.village, place.township = new, new.parent
    else:
        place.township = new
    place.version += 1
    place.save()


def _close(place: Place, on: date, reason: str) -> None:
    place.closed_on = max(on, place.opened_on or on)
    place.close_reason = reason
    place.version += 1
    place.save()


@transaction.atomic
def close_rooms(group: DeputyGroup, *, on: date) -> int:
    """A group that is no more has no room."""
    rooms = Place.objects.select_for_update(of=["self"])
    rooms = list(rooms.filter(group=group, closed_on=None))
    for room in rooms:
        _close(room, on, f"{group}撤销")
    return len(rooms)
