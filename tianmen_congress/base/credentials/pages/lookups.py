"""Bodies that a proposed post may be held for."""

from django.db.models import QuerySet

from tianmen_congress.base.accounts.enums import ROLE_ORGANS, Role
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.cells import holds
from tianmen_congress.base.ui import lookups
from tianmen_congress.base.ui.lookups import Lookup, named

KINDS = {kind for kinds in ROLE_ORGANS.values() for kind in kinds}


def organs(user: User) -> QuerySet[Organ]:
    if not user.has_role(Role.OFFICE):
        return Organ.objects.none()
    return Organ.objects.filter(kind__in=KINDS, until=None).order_by("kind", "order")


def by_organ_name(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(
        named(text) | holds("short_name", text) | holds("division__name", text)
    )


lookups.register("post-organ", Lookup(organs, search=by_organ_name))
