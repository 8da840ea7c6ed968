"""What is wrong with a place, named from the data, before an inspector names it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from datetime import date, timedelta

from django.db.models import Max

from deputies.models import Person
from groups.models import GroupMembership, GroupVillage
from groups.places.enums import WallItem
from groups.places.models import Place, PlaceFinding
from tianmen_congress.base.campaigns.enums import PlaceKind
from tianmen_congress.base.campaigns.models import PlaceRequirement
from tianmen_congress.base.clocks.periods import holds

YEAR = timedelta(days=365)
# Names of more people are counted, not told.
MOST_NAMES = 5
# What hangs on the wall and names people.
NAMES_PEOPLE = {WallItem.PEOPLE, WallItem.TEAMS}

Look = Callable[[Collection[Place], date], Iterator[tuple[Place, str]]]


def of_closed_villages(
    places: Collection[Place], on: date
) -> Iterator[tuple[Place, str]]:
    for place in places:
        if place.village and not place.village.stood_on(on):
            village = place.village
            yield place, f"所在的{village}已于{village.closed_on}撤销"


def without_keeper(places: Collection[Place], on: date) -> Iterator[tuple[Place, str]]:
    for place in places:
        if place.kind == PlaceKind.STATION and not place.keeper_name:
            yield place, "没有联络员"


def not_looked_at(places: Collection[Place], on: date) -> Iterator[tuple[Place, str]]:
    """Nobody has said for a year what is there, of what is asked of its kind."""
    kinds = set(PlaceRequirement.objects.running().values_list("kind", flat=True))
    # unscoped: of places in sight
    rows = PlaceFinding.objects.filter(place__in=places, seen_on__lte=on)
    last = dict(rows.order_by().values_list("place").annotate(Max("seen_on")))
    for place in places:
        day = last.get(place.pk)
        begun = day or place.opened_on
        if place.kind in kinds and (begun is None or on - begun > YEAR):
            yield place, f"自{day}起一年没有认定" if day else "还没有认定过"


def with_former_people(
    places: Collection[Place], on: date
) -> Iterator[tuple[Place, str]]:
    """On the wall since a day, and no longer of the group or in office."""
    hung = [p for p in places if p.wall_on and NAMES_PEOPLE & set(p.wall_items)]
    groups = _groups_of(hung, on)
    # unscoped: members of the groups whose list hangs in places in sight
    rows = GroupMembership.objects.filter(group__in=set().union(*groups.values()))
    members = defaultdict(list)
    for row in rows.select_related("person").order_by("order", "pk"):
        members[row.group_id].append(row)
    # unscoped: who of them is in office
    seated = set(
        Person.objects.in_office(on)
        .filter(memberships__in=rows)
        .values_list("pk", flat=True)
    )
    for place in hung:
        held = [row for group in groups[place.pk] for row in members[group]]
        gone = _gone(held, seated, since=place.wall_on, on=on)
        if gone:
            yield place, f"上墙名单中{_names(gone)}已不在小组或者不再任职"


def _groups_of(places: Collection[Place], on: date) -> dict[int, set[int]]:
    """Groups whose lists hang in each place."""
    # unscoped: of places in sight
    links = GroupVillage.objects.on(on).filter(
        village__in=[p.village_id for p in places]
    )
    by_village, by_township = defaultdict(set), defaultdict(set)
    for village, group in links.values_list("village", "group"):
        by_village[village].add(group)
    homes = [p.township_id for p in places if p.kind == PlaceKind.HOME]
    # unscoped: the same
    held = GroupMembership.objects.filter(group__township__in=homes)
    for township, group in held.values_list("group__township", "group").distinct():
        by_township[township].add(group)
    return {p.pk: _own(p, by_village, by_township) for p in places}


def _own(place: Place, by_village: dict, by_township: dict) -> set[int]:
    if place.kind == PlaceKind.ROOM:
        return {place.group_id}
    if place.kind == PlaceKind.STATION:
        return by_village[place.village_id]
    return by_township[place.township_id]


def _gone(
    members: list[GroupMembership], seated: set[int], *, since: date, on: date
) -> list[str]:
    """Who was there on the day `since` and is not there on `on`."""
    then = {m.person_id: m.person.name for m in members if holds(m, since)}
    now = {m.person_id for m in members if holds(m, on)} & seated
    return [name for pk, name in then.items() if pk not in now]


def with_former_keeper(
    places: Collection[Place], on: date
) -> Iterator[tuple[Place, str]]:
    """Kept by somebody of the name of a deputy there whose mandates are all over."""
    names = {p.keeper_name for p in places} | {p.head_name for p in places}
    # unscoped: deputies of the townships and names given
    people = Person.objects.filter(
        name__in=names - {""}, mandates__township__in={p.township_id for p in places}
    )
    seated = people.in_office(on).values_list("name", "mandates__township")
    known = set(people.values_list("name", "mandates__township"))
    over = known - set(seated)
    for place in places:
        for label, name in (("负责人", place.head_name), ("联络员", place.keeper_name)):
            if (name, place.township_id) in over:
                yield place, f"{label}{name}的代表职务已终止，请核对"


def _names(names: list[str]) -> str:
    shown = "、".join(names[:MOST_NAMES])
    return shown if len(names) <= MOST_NAMES else f"{shown}等{len(names)}人"


LOOKS: tuple[Look, ...] = (
    of_closed_villages,
    without_keeper,
    with_former_people,
    with_former_keeper,
    not_looked_at,
)


def faults_of(places: Collection[Place], *, on: date) -> dict[int, list[str]]:
    """By key of a place what is wrong with it on the day `on`, in words."""
    found: dict[int, list[str]] = defaultdict(list)
    for look in LOOKS:
        for place, words in look(places, on):
            found[place.pk].append(words)
    return found
