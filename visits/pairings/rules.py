"""Who pairs a deputy with a household, says what was done for it, and ends it."""

from groups.models import DeputyGroup
from groups.rules import keeps_books_of
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from visits.pairings.models import HouseholdPairing


def can_pair(user: User, group: DeputyGroup) -> bool:
    return keeps_books_of(user, group)


def can_end_pairing(user: User, pairing: HouseholdPairing) -> bool:
    return pairing.until is None and can_pair(user, pairing.group)


def can_record(user: User, pairing: HouseholdPairing) -> bool:
    """Measures, effects, deeds: the deputy himself, or whoever keeps his group's books.

    Of an ended pairing too: what was done while it held is often written down later.
    """
    if keeps_books_of(user, pairing.group):
        return True
    return is_own(user, pairing) and pairing.group.dissolved_on is None


def is_own(user: User, pairing: HouseholdPairing) -> bool:
    """The deputy of the pairing, who signs in himself."""
    return user.has_role(Role.DEPUTY) and pairing.person.user_id == user.pk
