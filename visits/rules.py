"""Who may enter and change what of visits."""

from groups.models import DeputyGroup
from groups.rules import KEEPERS, is_secretary_of, keeps_books_of
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from visits.pairings.models import HouseholdPairing

from .enums import VisitKind
from .models import Visit

# A supervisor, a leader and a unit read; they enter nothing about visits.
ENTERING = (*KEEPERS, Role.DEPUTY)


def can_enter_anything(user: User) -> bool:
    return user.has_role(*ENTERING)


def is_own_deputy(user: User, group: DeputyGroup) -> bool:
    """A deputy of `group` who signs in himself."""
    if not user.has_role(Role.DEPUTY):
        return False
    return group.memberships.on(today()).filter(person__user=user).exists()


def can_enter(user: User, group: DeputyGroup, kind: VisitKind) -> bool:
    """A deputy enters calls on his paired household; joint visits are the group's."""
    if keeps_books_of(user, group):
        return True
    return kind == VisitKind.PAIRED and is_own_deputy(user, group)


def can_enter_call(user: User, pairing: HouseholdPairing) -> bool:
    """A visit of this deputy to this household, while they are paired."""
    if pairing.until is not None:
        return False
    return keeps_books_of(user, pairing.group) or pairing.person.user_id == user.pk


def acts_on_behalf(user: User, group: DeputyGroup) -> bool:
    """代录: the presidium or the office writes what the group or its deputy did."""
    return not is_secretary_of(user, group) and not is_own_deputy(user, group)


def can_edit(user: User, visit: Visit) -> bool:
    """The row itself must be in sight."""
    if not visit.is_standing:
        return False
    if keeps_books_of(user, visit.group):
        return True
    is_own_call = visit.kind == VisitKind.PAIRED and visit.recorded_by_id == user.pk
    return is_own_call and user.has_role(Role.DEPUTY)


def gives_phrases_to_all(user: User) -> bool:
    """Words of the office stand beside everybody's question."""
    return user.has_role(Role.OFFICE)


def can_void(user: User, visit: Visit) -> bool:
    return can_edit(user, visit)
