"""Pairings hang on their household, and stand in the books of a township."""

from collections.abc import Collection
from datetime import date, timedelta

from django.db.models import F

from deputies.actions import of_people
from deputies.models import Person
from groups.actions import of_groups, told
from groups.models import DeputyGroup, GroupVillage
from poverty.actions import on_void
from poverty.models import Household
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.dependents import register_hanging
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.hanging import Hanging, by_key

from .actions import pass_pairings
from .enums import PairEndReason
from .models import HouseholdPairing


def count(places: Collection[Division]) -> dict[int, int]:
    # unscoped: how many there are, for whoever says where the place went
    rows = HouseholdPairing.objects.on(today()).filter(household__voided_at=None)
    of_villages = by_key(
        rows.filter(household__village__in=places), "household__village"
    )
    return of_villages | by_key(rows.filter(township__in=places), "township")


def move(old: Division, new: Division, on: date, by: User | None) -> int:
    """Those of a village went with their households; whose books they stand in changes
    with the township alone."""
    # unscoped: all of a place that is no more
    rows = HouseholdPairing.objects.filter(until=None)
    kept = rows.filter(township=old).update(township=new, version=F("version") + 1)
    # unscoped: how many went along
    went = HouseholdPairing.objects.on(today()).filter(
        household__former_homes__village=old
    )
    return kept + went.count()


# After the households.
register_hanging(Hanging("pairings", "代表联户", "对", count, move, order=15))


def count_of_groups(groups: Collection[DeputyGroup]) -> dict[int, int]:
    # unscoped: how many there are, for whoever closes the group
    rows = HouseholdPairing.objects.on(today()).filter(group__in=groups)
    return by_key(rows, "group")


def move_of_groups(
    group: DeputyGroup, into: DeputyGroup | None, on: date, by: User | None
) -> int:
    return pass_pairings(group.pairings, into, on=on)


of_groups.register(
    Hanging("pairings", "代表联户", "对", count_of_groups, move_of_groups, order=30)
)


def count_of_links(links: Collection[GroupVillage]) -> dict[int, int]:
    # unscoped: how many there are, for whoever gives the village to another group
    rows = HouseholdPairing.objects.on(today()).filter(household__voided_at=None)
    return {
        link.pk: rows.filter(group=link.group, household__village=link.village).count()
        for link in links
    }


told("pairings", "代表联户", "对", count_of_links, order=10)


def count_of_people(people: Collection[Person]) -> dict[int, int]:
    # unscoped: how many there are, for whoever ends the last mandate
    return by_key(
        HouseholdPairing.objects.on(today()).filter(person__in=people), "person"
    )


def end_of_people(person: Person, nobody: None, on: date, by: User | None) -> int:
    return pass_pairings(person.pairings, None, on=on, end_reason=PairEndReason.LEFT)


of_people.register(
    Hanging("pairings", "代表联户", "对", count_of_people, end_of_people, order=30)
)


@on_void
def end_with_household(household: Household, on: date) -> None:
    """Struck off as entered by mistake: nobody is paired with it after today."""
    after = on + timedelta(days=1)
    pass_pairings(household.pairings, None, on=after, end_reason=PairEndReason.CLOSED)
