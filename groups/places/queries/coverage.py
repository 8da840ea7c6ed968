"""Which places are there of those that the campaign asks for, township by township."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

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

Counts = dict[str, int]


@dataclass(frozen=True, slots=True)
class PlacesOf:
    """Of one township, by kind: how many places are due, how many are there."""

    township: Division
    due: Counts = field(default_factory=dict)
    there: Counts = field(default_factory=dict)


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


def _home_paths(asked: Asked) -> dict[str, str]:
    now = asked.is_by_now
    return {
        PlaceKind.HOME: "pk",
        PlaceKind.ROOM: "township__now" if now else "township_then",
        PlaceKind.STATION: "parent__now" if now else "parent",
    }


def coverage(*, user: User, asked: Asked) -> Iterator[PlacesOf]:
    townships = list(townships_asked(user=user, asked=asked).order_by("code"))
    due, there = _due(user, asked), _there(user, asked)
    for place in townships:
        yield PlacesOf(place, due[place.pk], there[place.pk])


def _due(user: User, asked: Asked) -> dict[int, Counts]:
    found: dict[int, Counts] = defaultdict(dict)
    paths = _home_paths(asked)
    for kind, rows in owners(user=user, asked=asked).items():
        counted = rows.order_by().values_list(paths[kind]).annotate(Count("pk"))
        for township, many in counted:
            found[township][kind] = many
    return found


def _there(user: User, asked: Asked) -> dict[int, Counts]:
    path = "township__now" if asked.is_by_now else "township_then"
    rows = places_asked(user=user, asked=asked).order_by()
    found: dict[int, Counts] = defaultdict(dict)
    for township, kind, many in rows.values_list(path, "kind").annotate(Count("pk")):
        found[township][kind] = many
    return found


def met_by_township(*, user: User, asked: Asked) -> Counter:
    """How many places of each township are all that is asked of them."""
    path = "township__now" if asked.is_by_now else "township_then"
    rows = places_asked(user=user, asked=asked).with_standard(asked.last_day)
    met = rows.filter(standard=Standard.MET).order_by()
    return Counter(met.values_list(path, flat=True))


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
    paths, without = _home_paths(asked), {}
    for kind, rows in owners(user=user, asked=asked).items():
        without[kind] = _by_township(_without(rows, there, kind), paths[kind])
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


def _by_township(rows: QuerySet, path: str) -> dict[int, list]:
    found = defaultdict(list)
    order = "number" if rows.model is DeputyGroup else "code"
    if path.endswith("__now"):
        rows = rows.select_related(path.removesuffix("__now"))
    for row in rows.order_by(order):
        found[_at(row, path)].append(row)
    return found


def _at(row: Division | DeputyGroup, path: str) -> int:
    """The key at the end of a path of one or two steps."""
    if path.endswith("__now"):
        return getattr(row, path.removesuffix("__now")).now_id
    return getattr(row, {"parent": "parent_id"}.get(path, path))
