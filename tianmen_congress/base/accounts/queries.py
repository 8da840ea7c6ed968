"""Finding accounts."""

from django.db.models import Q

from .enums import ROLE_ORGANS, SYSTEM, Role
from .models import Organ, Post, User


def system_user() -> User:
    """The account that commands act as: it has the office's rights and nobody signs in."""
    # unscoped: the one account of the system itself
    user, is_new = User.objects.get_or_create(
        username=SYSTEM,
        defaults={"name": "系统", "is_active": False, "password": "!"},
    )
    if is_new:
        Post.objects.create(user=user, role=Role.OFFICE)
    return user


def find_organs(text: str, *, role: Role) -> list[Organ]:
    """Organs that somebody of `role` may act for and `text` may mean; one when clear.

    A township's name means its presidium for a presidium, its government for a unit.
    """
    organs = Organ.objects.filter(kind__in=ROLE_ORGANS.get(role, ()), until=None)
    ways = (
        Q(name=text) | Q(short_name=text),
        Q(division__name=text),
        Q(name__contains=text),
    )
    for way in ways:
        if found := list(organs.filter(way).select_related("division")):
            return found
    return []
