"""Who may write what about people and mandates; who may see them stands in the models' scope."""

from tianmen_congress.base.access.scope import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division

from .enums import Tier
from .models import Mandate, Person

OWN_MANDATE = "这是您本人的代表职务，请由另一位有权限的人办理。"


def is_office(user: User) -> bool:
    return user.has_role(Role.OFFICE)


def keeps_roster_of(user: User, township: Division | None) -> bool:
    """Whether `user` writes the township-tier roster of `township`."""
    if is_office(user):
        return True
    return township is not None and township in user.townships


def is_own(user: User, mandate: Mandate) -> bool:
    return mandate.person.user_id == user.pk


def can_edit_mandate(user: User, mandate: Mandate) -> bool:
    """Nobody gives, ends or resumes his own: whoever else keeps the roster does."""
    return keeps_mandate(user, mandate) and not is_own(user, mandate)


def keeps_mandate(user: User, mandate: Mandate) -> bool:
    """Higher tiers belong to the office; a presidium only sees them."""
    if is_office(user):
        return True
    is_own_tier = mandate.tier == Tier.TOWNSHIP
    return is_own_tier and keeps_roster_of(user, mandate.township)


def can_edit_person(user: User, person: Person) -> bool:
    """A presidium edits people whose every mandate is its own to edit."""
    if is_office(user):
        return True
    mandates = list(person.mandates.select_related("township"))
    return bool(mandates) and all(keeps_mandate(user, m) for m in mandates)


def can_add_person(user: User) -> bool:
    """Streets and farms have no congress: their liaison office keeps no roster."""
    return is_office(user) or any(place.has_congress for place in user.townships)


def can_propose_accounts(user: User) -> bool:
    """The office sees the deputy; who keeps accounts alone sees no deputies."""
    return is_office(user)
