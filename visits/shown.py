"""What the pages of rooms below show of visits and pairings."""

from collections.abc import Mapping

from poverty.models import Household, PoorVillage
from tianmen_congress.accounts.models import User

from .models import HouseholdCall, HouseholdPairing, Visit

RECENT = 10


def pairings_of_household(
    user: User, household: Household
) -> Mapping[str, object] | None:
    """Deputies paired with the household, those of now first."""
    rows = HouseholdPairing.objects.visible_to(user).filter(household=household)
    rows = rows.select_related("person", "group").order_by("-until", "-since")
    return {"pairings": list(rows)} if rows else None


def calls_of_household(user: User, household: Household) -> Mapping[str, object] | None:
    """The latest calls on the household."""
    calls = HouseholdCall.objects.visible_to(user).standing()
    calls = calls.filter(household=household).select_related("visit__group")
    calls = calls.prefetch_related("visit__deputies").order_by("-visit__visited_on")
    shown = list(calls[: RECENT + 1])
    return {"calls": shown[:RECENT], "has_more": len(shown) > RECENT} if shown else None


def visits_of_village(user: User, poor: PoorVillage) -> Mapping[str, object] | None:
    """The latest visits to the village."""
    visits = Visit.objects.visible_to(user).standing().filter(village=poor.village)
    shown = list(visits.select_related("group").prefetch_related("deputies")[:RECENT])
    return {"visits": shown, "village": poor.village} if shown else None
