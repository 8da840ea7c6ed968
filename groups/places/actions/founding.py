"""Making all places of a township that are not there yet, named by rule."""

from collections.abc import Iterator
from datetime import date

from django.core.exceptions import PermissionDenied
from django.db import transaction

from groups.models import DeputyGroup
from groups.places import rules
from groups.places.models import Place
from groups.places.queries.naming import name_by_rule
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.enums import PlaceKind
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division

from .keeping import OTHERS


@transaction.atomic
def make_missing(
    township: Division,
    *,
    by: User,
    kinds: list[str],
    opened_on: date | None = None,
) -> list[Place]:
    """Home, rooms and stations of `kinds` that the township has not got today.

    A room gets the address that its group tells. Twice is once.
    """
    # Two presses wait for each other, and the second finds what the first has made.
    township = Division.objects.select_for_update().get(pk=township.pk)
    if not rules.keeps_places_of(by, township):
        raise PermissionDenied(OTHERS)
    made = [place for place in missing_places(township) if place.kind in kinds]
    for place in made:
        place.opened_on = _begun(place, opened_on)
        place.save()
    return made


def _begun(place: Place, day: date | None) -> date | None:
    """No room is older than its group."""
    founded = place.group.founded_on if place.group else None
    return max(day, founded) if day and founded else day


def missing_places(township: Division) -> Iterator[Place]:
    """What the township lacks today, not stored yet."""
    there = Place.objects.filter(closed_on=None, township=township)
    if township.is_territory and not there.filter(kind=PlaceKind.HOME).exists():
        yield _new(PlaceKind.HOME, township)
    groups = DeputyGroup.objects.existing(today()).filter(township=township)
    rooms = there.filter(kind=PlaceKind.ROOM).values("group")
    for group in groups.exclude(pk__in=rooms).order_by("number"):
        yield _new(PlaceKind.ROOM, township, group=group, address=group.room_place)
    villages = Division.objects.visitable().current().filter(parent=township)
    stations = there.filter(kind=PlaceKind.STATION).values("village")
    for village in villages.exclude(pk__in=stations).order_by("code"):
        yield _new(PlaceKind.STATION, township, village=village)


def _new(kind: PlaceKind, township: Division, **own) -> Place:
    place = Place(kind=kind, township=township, **own)
    place.name = name_by_rule(kind, place.owner.name)
    return place
