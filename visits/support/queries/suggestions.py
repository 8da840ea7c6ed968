"""Whom to pair with a household: of its own village first, then whoever has fewest."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from deputies.models import Person
from groups.models import DeputyGroup, GroupMembership, GroupVillage
from groups.places.queries.naming import name_by_rule
from poverty.models import Household
from tianmen_congress.base.campaigns.enums import PlaceKind
from visits.pairings.models import HouseholdPairing

MOST = 10


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A deputy of the group that takes care of the village, and what speaks for him."""

    person: Person
    group: DeputyGroup
    is_of_village: bool
    households: int

    def __str__(self) -> str:
        near = "本村代表，" if self.is_of_village else ""
        return f"{self.person}（{near}{self.group}，已联系{self.households}户）"


def suggestions(household: Household, *, on: date) -> list[Suggestion]:
    members = _members(household, on)
    people = [member.person_id for member in members]
    # unscoped: how many households each of the members has
    running = HouseholdPairing.objects.on(on).filter(person__in=people)
    counts = Counter(running.values_list("person", flat=True))
    taken = set(running.filter(household=household).values_list("person", flat=True))
    found = [
        Suggestion(
            member.person,
            member.group,
            _is_of_village(member.person, household),
            counts[member.person_id],
        )
        for member in members
        if member.person_id not in taken
    ]
    return sorted(found, key=lambda each: (not each.is_of_village, each.households))


def _members(household: Household, on: date) -> list[GroupMembership]:
    # unscoped: the group that the household's village is linked to
    links = GroupVillage.objects.on(on).filter(
        village__in=(household.village_id, household.village.now_id)
    )
    # unscoped: its members
    rows = GroupMembership.objects.on(on).filter(group__in=links.values("group"))
    rows = rows.select_related("person", "group__township")
    return list(rows.prefetch_related("person__mandates").order_by("order", "pk"))


def _is_of_village(person: Person, household: Household) -> bool:
    """Whether his work or his constituency names the village."""
    ending = "选民接待站"
    name = name_by_rule(PlaceKind.STATION, household.village.name)
    name = name.removesuffix(ending)
    told = [person.work, *(m.electoral_unit for m in person.mandates.all())]
    return any(name in words for words in told)
