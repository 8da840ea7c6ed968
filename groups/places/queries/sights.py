"""What the system itself sees of what is claimed: records, members, pictures.

A room that keeps records of places registers what it counts, when the program starts:

    sights.register(Sight("records", "走访", "次", count_visits))
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, QuerySet

from groups.activities.models import Activity, ActivityPhoto
from groups.models import GroupMembership, VisitTeam
from groups.places.models import Place, PlaceFinding
from tianmen_congress.base.campaigns.enums import PlaceKind
from tianmen_congress.base.registry import Registry
from tianmen_congress.base.rows.hanging import by_key

RECORDS, DIVISION, FILES = "records", "division", "files"
# Records of so many days are told: a quarter of a year.
DAYS = 90

# Called with places, the first and the last day: how many there are of each place.
Looked = Callable[[Collection[Place], date, date], Mapping[int, int]]


@dataclass(frozen=True, slots=True)
class Sight:
    """One kind of record; requirements name its `key`, which several kinds may share."""

    key: str
    label: str
    unit: str
    count: Looked


@dataclass(frozen=True, slots=True)
class Seen:
    """What is there of one requirement, in words; whether there is anything at all."""

    words: str
    is_there: bool


registered: Registry[tuple[str, str], Sight] = Registry()


def register(sight: Sight) -> None:
    registered[sight.key, sight.label] = sight


def labels() -> list[tuple[str, str]]:
    """Keys that a requirement may name, each with what is counted by it."""
    found: dict[str, list[str]] = {}
    for sight in registered.values():
        found.setdefault(sight.key, []).append(sight.label)
    return [(key, "、".join(words)) for key, words in found.items()]


def seen(places: Collection[Place], *, on: date) -> dict[int, dict[str, Seen]]:
    """By key of a place and of a sight what there is, up to the day `on`."""
    since = on - timedelta(days=DAYS)
    counted: dict[str, list[tuple[Sight, Mapping[int, int]]]] = {}
    for sight in registered.values():
        told = (sight, sight.count(places, since, on))
        counted.setdefault(sight.key, []).append(told)
    return {
        place.pk: {key: _seen(place, told) for key, told in counted.items()}
        for place in places
    }


def _seen(place: Place, told: list[tuple[Sight, Mapping[int, int]]]) -> Seen:
    numbers = [(sight, counts.get(place.pk, 0)) for sight, counts in told]
    words = "，".join(f"{s.label}{many}{s.unit}" for s, many in numbers)
    return Seen(words, any(many for _, many in numbers))


def of_places(
    places: Collection[Place],
    *,
    by_group: QuerySet | None = None,
    by_township: QuerySet | None = None,
    by_village: QuerySet | None = None,
) -> dict[int, int]:
    """How many rows each place has: a room those of its group, a home those of its
    township, a station those of its village. Each comes with the column to count by."""
    asked = {
        PlaceKind.ROOM: (by_group, "group_id"),
        PlaceKind.HOME: (by_township, "township_id"),
        PlaceKind.STATION: (by_village, "village_id"),
    }
    found: dict[int, int] = {}
    for kind, (rows, column) in asked.items():
        own = {p.pk: getattr(p, column) for p in places if p.kind == kind}
        if rows is None or not own:
            continue
        path = column.removesuffix("_id")
        many = by_key(rows.filter(**{f"{path}__in": set(own.values())}), path)
        found |= {pk: many.get(key, 0) for pk, key in own.items()}
    return found


def count_activities(
    places: Collection[Place], since: date, until: date
) -> dict[int, int]:
    # unscoped: how many there are, of places in sight
    rows = Activity.objects.counted().filter(held_on__range=(since, until))
    return of_places(places, by_group=rows, by_township=rows)


def count_members(
    places: Collection[Place], since: date, until: date
) -> dict[int, int]:
    # unscoped: how many there are, of places in sight
    rows = GroupMembership.objects.on(until)
    return of_places(places, by_group=rows, by_township=rows)


def count_teams(places: Collection[Place], since: date, until: date) -> dict[int, int]:
    # unscoped: how many there are, of places in sight
    rows = VisitTeam.objects.filter(is_active=True)
    return of_places(places, by_group=rows, by_township=rows)


def count_photos(places: Collection[Place], since: date, until: date) -> dict[int, int]:
    """Pictures of activities of any time up to the day."""
    # unscoped: how many there are, of places in sight
    rows = ActivityPhoto.objects.filter(activity__held_on__lte=until)
    return of_places(places, by_group=rows, by_township=rows)


def count_own_photos(
    places: Collection[Place], since: date, until: date
) -> dict[int, int]:
    # unscoped: how many there are, of places in sight
    rows = PlaceFinding.objects.filter(place__in=places, seen_on__lte=until)
    rows = rows.exclude(photo=None).order_by()
    return dict(rows.values_list("place").annotate(Count("pk")))


register(Sight(RECORDS, "活动", "次", count_activities))
register(Sight(DIVISION, "成员", "人", count_members))
register(Sight(DIVISION, "分队", "支", count_teams))
register(Sight(FILES, "活动照片", "张", count_photos))
register(Sight(FILES, "阵地照片", "张", count_own_photos))
