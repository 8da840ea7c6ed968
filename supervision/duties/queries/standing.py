"""How the deputies of a place stand with what they owe, in a fixed number of queries."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from deputies.enums import Tier
from deputies.models import Mandate, Person
from deputies.queries import people
from groups.models import DeputyGroup, GroupMembership
from supervision.duties.enums import DutyState
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.divisions.models import Division

from .owed import Owed, owed_by
from .sources import Proof, registered

RANKS = {tier: rank for rank, tier in enumerate(Tier.values)}


@dataclass
class DeputyStanding:
    """One deputy of a day: where he is at home, and what he owes."""

    person: Person
    group: DeputyGroup | None
    township: Division | None
    tiers: tuple[str, ...]
    owed: list[Owed]

    @cached_property
    def many(self) -> Counter:
        """How much of it is in each state."""
        return Counter(each.state for each in self.owed)

    def of(self, action: int) -> list[Owed]:
        return [each for each in self.owed if each.action.pk == action]


def standings(
    *,
    user: User,
    campaign: Campaign,
    day: date,
    township: Division | None = None,
    by_now: bool = False,
) -> list[DeputyStanding]:
    """Everybody in sight who is a deputy on `day`, by place, group and name."""
    rows = people(user=user).in_office(day).order_by("pinyin", "pk")
    keys = rows.order_by().values("pk")
    groups, seats = _groups(keys, day), _seats(keys, day)
    places = {} if by_now else places_then(groups.values(), day)
    owed = owed_by(keys, campaign=campaign, day=day)
    found = [
        _standing(person, groups.get(person.pk), seats[person.pk], places, owed)
        for person in rows
    ]
    wanted = [each for each in found if _is_in(each, township, by_now)]
    return sorted(wanted, key=_in_order)


def standing_of(person: Person, *, campaign: Campaign, day: date) -> list[Owed]:
    """Of one deputy, whom the reader sees."""
    return owed_by([person.pk], campaign=campaign, day=day).get(person.pk, [])


def _standing(
    person: Person,
    group: DeputyGroup | None,
    seats: list[Mandate],
    places: Mapping[int, Division],
    owed: Mapping[int, list[Owed]],
) -> DeputyStanding:
    homes = [seat.township for seat in seats if seat.township]
    place = homes[0] if homes else None
    if group:
        place = places.get(group.pk, group.township)
    tiers = tuple(sorted({seat.tier for seat in seats}, key=RANKS.__getitem__))
    return DeputyStanding(person, group, place, tiers, owed.get(person.pk, []))


def _groups(keys: QuerySet, day: date) -> dict[int, DeputyGroup]:
    # unscoped: the groups of people in sight
    rows = GroupMembership.objects.on(day).filter(person__in=keys)
    rows = rows.select_related("group__township__now").order_by("-pk")
    return {row.person_id: row.group for row in rows}


def places_then(groups: Iterable[DeputyGroup], day: date) -> dict[int, Division]:
    """By group the township that it was of on the day: it may have gone over since."""
    keys = {group.pk for group in groups}
    # unscoped: the groups of people in sight
    rows = DeputyGroup.objects.filter(pk__in=keys).with_township_on(day).order_by()
    then = dict(rows.values_list("pk", "township_then"))
    named = Division.objects.select_related("now").in_bulk(set(then.values()))
    return {group: named[place] for group, place in then.items()}


def _seats(keys: QuerySet, day: date) -> dict[int, list[Mandate]]:
    # unscoped: the mandates of people in sight
    rows = Mandate.objects.in_office(day).filter(person__in=keys)
    found: dict[int, list[Mandate]] = {}
    for seat in rows.select_related("township__now").order_by("pk"):
        found.setdefault(seat.person_id, []).append(seat)
    return found


def _is_in(each: DeputyStanding, township: Division | None, by_now: bool) -> bool:
    if township is None:
        return True
    place = each.township
    if place is None:
        return False
    return (place.now_id if by_now else place.pk) == township.pk


def _in_order(each: DeputyStanding) -> tuple:
    place, group = each.township, each.group
    return (
        place.code if place else "~",
        group.pk if group else 0,
        each.person.pinyin,
        each.person.pk,
    )


def stands_so(each: DeputyStanding, state: str) -> bool:
    """Whether somebody is in the list of a state: all done, or something in it."""
    if state == DutyState.DONE:
        return bool(each.owed) and set(each.many) == {DutyState.DONE}
    return bool(each.many[DutyState(state)])


def pages_in_sight(user: User, proofs: Iterable[tuple[str, Proof]]) -> dict:
    """By source and key of a page its address, where the reader may open it."""
    wanted: dict[str, set[int]] = {}
    for key, proof in proofs:
        wanted.setdefault(key, set()).add(proof.page)
    found = {}
    for key, pages in wanted.items():
        rows = registered[key].model.objects.visible_to(user).filter(pk__in=pages)
        found |= {(key, row.pk): row.get_absolute_url() for row in rows}
    return found
