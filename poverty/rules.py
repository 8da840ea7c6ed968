"""Who may do what with poor villages and households that he sees."""

from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division

from .enums import PovertyState
from .models import Household, PoorVillage


def keeps_books_of(user: User, township: Division) -> bool:
    """The city office everywhere, a presidium in its own township."""
    return user.has_role(Role.OFFICE) or township in user.townships


def can_declare_village(user: User) -> bool:
    """A village becomes a poor one by a decision of the city."""
    return user.has_role(Role.OFFICE)


def can_edit_village(user: User, village: PoorVillage) -> bool:
    return keeps_books_of(user, village.township)


def can_register_households(user: User) -> bool:
    """市直 has no households; its liaison office keeps the books of its groups alone."""
    is_of_a_place = any(place.is_territory for place in user.townships)
    return user.has_role(Role.OFFICE) or is_of_a_place


def can_edit_household(user: User, household: Household) -> bool:
    return household.voided_at is None and keeps_books_of(user, household.township)


def can_lift(user: User, household: Household) -> bool:
    is_poor = household.state in (PovertyState.POOR, PovertyState.RETURNED)
    return is_poor and can_edit_household(user, household)


def can_mark_returned(user: User, household: Household) -> bool:
    is_lifted = household.state == PovertyState.LIFTED
    return is_lifted and can_edit_household(user, household)


def can_see_full_numbers(user: User) -> bool:
    """The row itself must be in sight; this is about its fields."""
    return may_see_personal(user)
