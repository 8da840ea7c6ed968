"""Which places are there of those that the campaign asks for, township by township."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef, QuerySet

from groups.models import DeputyGroup
from groups.places.enums import Standard
from groups.places.models import Place
from tianmen_congress.base.access.scope import homes_in_sight
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.enums import PlaceKind
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures.registry import Asked

from .standing import places_asked


@dataclass(frozen=True, slots=True)
class PlacesOf:
    """Of one township, by kind: how many places are due, how many are there."""

    township: Division
    due: Counter
    there: Counter


def townships_asked(*, user: User, asked: Asked) -> QuerySet[Division]:
    """Those in sight that stood on the last day, and 市直, whose groups have rooms."""
    day = None if asked.is_by_now else asked.last_day
    return asked.placed(homes_in_sight(user, on=day), "pk")


def owners(*, user: User, asked: Asked) -> dict[str, QuerySet]:
    """What has to have a place, by its kind: townships, groups, villages of the day."""
    day, places = asked.last_day, townships_asked(user=user, asked=asked)
    groups = DeputyGroup.objects.visible_to(user).existing(day)
    return {
        PlaceKind.HOME: places.filter(pk__in=Division.objects.townships()),
        PlaceKind.ROOM: groups.with_township_on(day),
        PlaceKind.STATION: Division.objects.visitable().on(day),
    }


# Where each of them says of which township it was.
HOME_OF = {
    PlaceKind.HOME: "pk",
    PlaceKind.ROOM: "township_then",
    PlaceKind.STATION: "parent_id",
}


def _goes_on(asked: Asked) -> dict[int, int]:
    """By key of a township that does not count itself where it counts: all by the places
    of today; else those that were closed by then, as a village may stand for a while
    whose township is no more."""
    homes = Division.objects.homes()
    if not asked.is_by_now:
        homes = homes.filter(closed_on__lte=asked.last_day)
    return dict(homes.values_list("pk", "now"))


def coverage(*, user: User, asked: Asked) -> Iterator[PlacesOf]:
    townships = list(townships_asked(user=user, asked=asked).order_by("code"))
    due, there = _due(user, asked), _there(user, asked)
    for place in townships:
        yield PlacesOf(place, due[place.pk], there[place.pk])


def _due(user: User, asked: Asked) -> dict[int, Counter]:
    found: dict[int, Counter] = defaultdict(Counter)
    moved = _goes_on(asked)
    for kind, rows in owners(user=user, asked=asked).items():
        counted = rows.order_by().values_list(HOME_OF[kind]).annotate(Count("pk"))
        for township, many in counted:
            found[moved.get(township, township)][kind] += many
    return found


def _there(user: User, asked: Asked) -> dict[int, Counter]:
    rows = places_asked(user=user, asked=asked.narrowed(township=None)).order_by()
    counted = rows.values_list("township_then", "kind").annotate(Count("pk"))
    found: dict[int, Counter] = defaultdict(Counter)
    moved = _goes_on(asked)
    for township, kind, many in counted:
        found[moved.get(township, township)][kind] += many
    return found


def met_by_township(*, user: User, asked: Asked) -> Counter:
    """How many places of each township are all that is asked of them."""
    rows = places_asked(user=user, asked=asked.narrowed(township=None))
    rows = rows.with_standard(asked.last_day).filter(standard=Standard.MET)
    keys, moved = rows.values_list("township_then", flat=True), _goes_on(asked)
    return Counter(moved.get(key, key) for key in keys)


@dataclass(frozen=True, slots=True)
class Unbuilt:
    """Something that has no place of its kind yet."""

    kind: PlaceKind
    owner: Division | DeputyGroup
    township: Division


def missing(*, user: User, asked: Asked) -> Iterator[Unbuilt]:
    """Township by township: its home, then its groups' rooms, its villages' stations."""
    townships = townships_asked(user=user, asked=asked).order_by("code")
    there = places_asked(user=user, asked=asked.narrowed(township=None))
    without, moved = {}, _goes_on(asked)
    for kind, rows in owners(user=user, asked=asked).items():
        rows = _without(rows, there, kind)
        without[kind] = _by_township(rows, HOME_OF[kind], moved)
    for place in townships:
        for kind, found in without.items():
            yield from (Unbuilt(kind, owner, place) for owner in found[place.pk])


def _without(rows: QuerySet, there: QuerySet[Place], kind: PlaceKind) -> QuerySet:
    column = {
        PlaceKind.HOME: "township_then",
        PlaceKind.ROOM: "group",
        PlaceKind.STATION: "village_then",
    }[kind]
    own = there.order_by().filter(kind=kind, **{column: OuterRef("pk")})
    return rows.filter(~Exists(own))


def _by_township(
    rows: QuerySet, home_of: str, moved: dict[int, int]
) -> dict[int, list]:
    found = defaultdict(list)
    order = "number" if rows.model is DeputyGroup else "code"
    for row in rows.order_by(order):
        key = getattr(row, home_of)
        found[moved.get(key, key)].append(row)
    return found
