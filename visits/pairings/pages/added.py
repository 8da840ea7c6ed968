"""What the pages of people and of households show of pairings."""

from collections.abc import Mapping

from deputies.models import Person
from deputies.pages.parts import person_parts
from poverty.models import Household
from poverty.pages.parts import household_parts
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.ui.parts import DetailPart
from visits.pairings.models import HouseholdPairing

Part = Mapping[str, object] | None
TEMPLATE = "pairings/_pairings.html"


def pairings_of_household(user: User, household: Household) -> Part:
    return _pairings(user, household=household)


def pairings_of_person(user: User, person: Person) -> Part:
    return _pairings(user, person=person)


def _pairings(user: User, **whose) -> Part:
    """Those of now first."""
    rows = HouseholdPairing.objects.visible_to(user).filter(**whose)
    rows = rows.select_related("person", "group", "household__village")
    shown = list(rows.order_by("-until", "-since"))
    return {"pairings": shown, "of_person": "person" in whose} if shown else None


person_parts.register(DetailPart(TEMPLATE, pairings_of_person))
household_parts.register(DetailPart(TEMPLATE, pairings_of_household))
