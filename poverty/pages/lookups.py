"""Villages that the forms of this room offer."""

from django.db.models import QuerySet

from poverty.models import Household
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui import lookups


def villages_kept_by(user: User) -> QuerySet[Division]:
    """Villages whose files the user keeps: all for the office, else of the township."""
    rows = Division.objects.visitable().current().select_related("parent")
    if user.has_role(Role.OFFICE):
        return rows
    return rows.filter(parent__in=[township.pk for township in user.townships])


def villages_in_sight(user: User) -> QuerySet[Division]:
    """Villages with poor households that the user sees."""
    seen = Household.objects.visible_to(user).order_by().values("village")
    return Division.objects.villages().filter(pk__in=seen).select_related("parent")


def undeclared_villages(user: User) -> QuerySet[Division]:
    return villages_kept_by(user).filter(poor_village=None)


def with_township(village: Division) -> str:
    return f"{village.name}（{village.parent.name}）"


lookups.register(
    "poverty-villages", lookups.Lookup(villages_kept_by, label=with_township)
)
lookups.register(
    "villages-in-sight", lookups.Lookup(villages_in_sight, label=with_township)
)
lookups.register(
    "undeclared-villages", lookups.Lookup(undeclared_villages, label=with_township)
)
