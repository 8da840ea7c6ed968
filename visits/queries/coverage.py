"""How much of what is there was reached: villages, poor villages, poor households."""

from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Count, Exists, OuterRef, QuerySet

from groups.models import DeputyGroup, GroupVillage
from poverty.models import PoorVillage
from poverty.queries import search_households
from tianmen_congress.base.access.scope import townships_in_sight
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures.registry import Asked
from visits.queries.counts import calls_of, visits_to

# What is reached, and the path to its township: of the day, and of today.
KINDS = {
    "villages": ("parent", "parent__now"),
    "poor": ("township", "village__now__parent__now"),
    "households": ("township_then", "township__now"),
}


@dataclass(frozen=True, slots=True)
class Ratio:
    """So many of so many."""

    all: int = 0
    reached: int = 0

    @property
    def left(self) -> int:
        return self.all - self.reached

    @property
    def rate(self) -> float | None:
        return self.reached / self.all if self.all else None

    def __add__(self, other: "Ratio") -> "Ratio":
        return Ratio(self.all + other.all, self.reached + other.reached)


@dataclass(frozen=True, slots=True)
class Covered:
    """One township, or all of them together."""

    place: Division | None = None
    parts: dict[str, Ratio] = field(default_factory=dict)


def places_asked(*, user: User, asked: Asked) -> QuerySet[Division]:
    rows = townships_in_sight(user, on=_day(asked)).order_by("code")
    return rows.filter(pk=asked.township.pk) if asked.township else rows


def _day(asked: Asked) -> date:
    """The day whose places are counted."""
    return today() if asked.is_by_now else asked.last_day


def villages_to_visit(*, user: User, asked: Asked) -> QuerySet[Division]:
    """Where people live on the last day, in the townships in sight."""
    places = places_asked(user=user, asked=asked).order_by()
    rows = Division.objects.visitable().on(_day(asked))
    at = asked.at("parent")
    return rows.filter(**{f"{at}__in": places.values("pk")}).order_by()


def covered(*, user: User, asked: Asked) -> list[Covered]:
    """A line for each township in sight; what is no more there is in no number."""
    places = places_asked(user=user, asked=asked)
    seen = visits_to(user=user, asked=asked)
    went, called = seen.values(asked.at("village")), calls_of(seen).values("household")
    villages = villages_to_visit(user=user, asked=asked)
    poor = PoorVillage.objects.visible_to(user).order_by()
    homes = search_households(user=user).with_township_on(_day(asked)).order_by()
    found = {
        "villages": (villages, villages.filter(pk__in=went)),
        "poor": (poor, poor.filter(**{f"{asked.at('village')}__in": went})),
        "households": (homes, homes.filter(pk__in=called)),
    }
    counts = {
        kind: [_by_place(rows, KINDS[kind][asked.is_by_now]) for rows in both]
        for kind, both in found.items()
    }
    keys = {key for both in counts.values() for key in both[0]}
    places = places if asked.township else with_closed(places, keys)
    return [
        Covered(place, {kind: _ratio(place, *both) for kind, both in counts.items()})
        for place in places
    ]


def with_closed(places: QuerySet[Division], keys: set[int]) -> QuerySet[Division]:
    """`places`, and those closed before the day where something still counts."""
    return places | Division.objects.filter(pk__in=keys, closed_on__isnull=False)


def _by_place(rows: QuerySet, column: str) -> Counter:
    return Counter(dict(rows.values_list(column).annotate(n=Count("pk"))))


def _ratio(place: Division, there: Counter, reached: Counter) -> Ratio:
    return Ratio(there[place.pk], reached[place.pk])


def whole(lines: list[Covered]) -> Covered:
    parts = {kind: sum((line.parts[kind] for line in lines), Ratio()) for kind in KINDS}
    return Covered(None, parts)


def not_visited(*, user: User, asked: Asked) -> QuerySet[Division]:
    """Villages where nobody has been yet, with whether they are poor."""
    seen = visits_to(user=user, asked=asked).values(asked.at("village"))
    # unscoped: only whether a village in sight is on the list of poor ones
    poor = PoorVillage.objects.filter(village=OuterRef("pk"))
    rows = villages_to_visit(user=user, asked=asked).exclude(pk__in=seen)
    return (
        rows.select_related("parent__now")
        .annotate(is_poor=Exists(poor))
        .order_by("code")
    )


def links_reached(
    groups: Collection[DeputyGroup], *, user: User, asked: Asked
) -> dict[int, Ratio]:
    """By group how many of its linked villages anybody in sight has been to."""
    # unscoped: the villages of the groups given
    links = GroupVillage.objects.on(asked.last_day).filter(group__in=groups)
    went = visits_to(user=user, asked=asked).values("village__now")
    links = links.annotate(
        is_reached=Exists(went.filter(village__now=OuterRef("village__now")))
    )
    found: dict[int, Ratio] = defaultdict(Ratio)
    for group, is_reached in links.values_list("group", "is_reached"):
        found[group] += Ratio(1, int(is_reached))
    return found


def groups_of(rows: QuerySet[Division], *, user: User, asked: Asked) -> dict[int, list]:
    """By village the names of the groups that are linked to it, as far as in sight."""
    links = GroupVillage.objects.visible_to(user).on(asked.last_day)
    links = links.filter(village__in=rows.order_by().values("pk"))
    names: dict[int, list] = {}
    for link in links.select_related("group").order_by("group__number", "pk"):
        names.setdefault(link.village_id, []).append(asked.called(link.group))
    return names
