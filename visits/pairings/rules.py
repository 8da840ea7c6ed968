"""Who pairs a deputy with a household, and ends it."""

from groups.models import DeputyGroup
from groups.rules import keeps_books_of
from tianmen_congress.base.accounts.models import User
from visits.pairings.models import HouseholdPairing


def can_pair(user: User, group: DeputyGroup) -> bool:
    return keeps_books_of(user, group)


def can_end_pairing(user: User, pairing: HouseholdPairing) -> bool:
    return pairing.until is None and can_pair(user, pairing.group)
