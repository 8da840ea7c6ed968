"""What is paired and what is not, from both sides."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from deputies.models import Person
from deputies.queries import people
from groups.models import GroupMembership
from poverty.models import Household, PoorVillage
from poverty.queries import search_households
from tianmen_congress.base.access.scope import townships_in_sight
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.queries import current_campaign
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import holding
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures.registry import Asked
from visits.models import HouseholdCall, Visit
from visits.pairings.models import HouseholdPairing
from visits.queries.coverage import with_closed
from visits.support.models import VillagePairing

USUAL_DAYS = 90


def days_between_visits() -> int:
    """After how many days without a visit a pair is told of."""
    campaign = current_campaign()
    return campaign.pairs_visited_within if campaign else USUAL_DAYS


def paired(rows: QuerySet[Household], on: date) -> QuerySet[Household]:
    return rows.filter(_has_pair(on))


def unpaired(rows: QuerySet[Household], on: date) -> QuerySet[Household]:
    return rows.filter(~_has_pair(on))


def _has_pair(on: date) -> Exists:
    # unscoped: only whether there is one
    return Exists(HouseholdPairing.objects.on(on).filter(household=OuterRef("pk")))


def paired_villages(rows: QuerySet[PoorVillage], on: date) -> QuerySet[PoorVillage]:
    return rows.filter(_has_group(on))


def unpaired_villages(rows: QuerySet[PoorVillage], on: date) -> QuerySet[PoorVillage]:
    return rows.filter(~_has_group(on))


def _has_group(on: date) -> Exists:
    # unscoped: only whether there is one
    return Exists(VillagePairing.objects.on(on).filter(village=OuterRef("pk")))


def paired_twice(*, user: User) -> QuerySet[Household]:
    """Households with more than one deputy today, as `pairs` how many."""
    running = Count("pairings", filter=holding(today(), link="pairings"), distinct=True)
    return search_households(user=user).annotate(pairs=running).filter(pairs__gt=1)


def without_household(*, user: User, on: date) -> QuerySet[Person]:
    """Deputies in office who are in a group and paired with no household."""
    # unscoped: only whether there is one
    pairs = HouseholdPairing.objects.on(on).filter(person=OuterRef("pk"))
    member = GroupMembership.objects.on(on).filter(person=OuterRef("pk"))
    rows = people(user=user).in_office(on).filter(merged_into=None)
    return rows.filter(Exists(member), ~Exists(pairs))


def not_visited(rows: QuerySet[HouseholdPairing]) -> QuerySet[HouseholdPairing]:
    """Running pairs of old where the deputy did not call for the days of the campaign."""
    day = today() - timedelta(days=days_between_visits())
    # unscoped: only whether there is one
    calls = HouseholdCall.objects.filter(
        household=OuterRef("household"),
        visit__voided_at=None,
        visit__deputies=OuterRef("person"),
        visit__visited_on__gte=day,
    )
    old = Q(since=None) | Q(since__lt=day)
    return rows.filter(old, ~Exists(calls), until=None)


def villages_not_visited(rows: QuerySet[VillagePairing]) -> QuerySet[VillagePairing]:
    """The same of groups and their villages."""
    day = today() - timedelta(days=days_between_visits())
    # unscoped: only whether there is one
    visits = Visit.objects.standing().filter(
        group=OuterRef("group"),
        village__now=OuterRef("village__village__now"),
        visited_on__gte=day,
    )
    return rows.filter(~Exists(visits), since__lt=day, until=None)


@dataclass(frozen=True, slots=True)
class PairedOf:
    """Of one township: households and poor villages, and how many have a pair."""

    township: Division
    households: int
    households_paired: int
    villages: int
    villages_paired: int


def households_asked(*, user: User, asked: Asked) -> QuerySet[Household]:
    return asked.placed_then(search_households(user=user))


def villages_asked(*, user: User, asked: Asked) -> QuerySet[PoorVillage]:
    path = "village__now__parent__now" if asked.is_by_now else "township"
    return asked.placed(PoorVillage.objects.visible_to(user), path)


def coverage(*, user: User, asked: Asked) -> list[PairedOf]:
    """Township by township, those of the day asked for."""
    day = asked.last_day
    places = townships_in_sight(user, on=None if asked.is_by_now else day)
    places = asked.placed(places.order_by("code"), "pk")
    whole = asked.narrowed(township=None)
    homes = search_households(user=user).order_by()
    at = "township__now" if asked.is_by_now else "township_then"
    homes = homes if asked.is_by_now else homes.with_township_on(day)
    villages = villages_asked(user=user, asked=whole).order_by()
    village_at = "village__now__parent__now" if asked.is_by_now else "township"
    counts = [
        _counted(homes, at),
        _counted(paired(homes, day), at),
        _counted(villages, village_at),
        _counted(paired_villages(villages, day), village_at),
    ]
    keys = {key for counted in counts for key in counted}
    places = places if asked.township else with_closed(places, keys)
    return [PairedOf(each, *(n[each.pk] for n in counts)) for each in places]


def _counted(rows: QuerySet, at: str) -> Counter:
    return Counter(dict(rows.values_list(at).annotate(Count("pk", distinct=True))))
