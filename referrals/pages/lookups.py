"""Boxes in which one row out of many is chosen by its name."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from deputies.queries import people
from groups.models import DeputyGroup
from referrals.models import HandlingUnit, Opinion
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui import lookups
from tianmen_congress.base.ui.lookups import Lookup


def groups(user: User) -> QuerySet[DeputyGroup]:
    return DeputyGroup.objects.visible_to(user).existing(today())


def by_group_name(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(name__contains=text)


def villages(user: User) -> QuerySet[Division]:
    """Villages of the townships in which `user` may enter something."""
    rows = Division.objects.visitable().current().select_related("parent")
    grouped = groups(user).order_by().filter(township=OuterRef("parent"))
    return rows.filter(Exists(grouped) | Q(parent__in=user.townships))


def open_opinions(user: User) -> QuerySet[Opinion]:
    return Opinion.objects.visible_to(user).open()


def handlers(user: User) -> QuerySet[Organ]:
    """Units, governments and committees that answer for what `user` may see, and
    those whose cards he may read though nothing was handed to them yet."""
    rows = Opinion.objects.visible_to(user).order_by()
    own = OuterRef("pk")
    return Organ.objects.filter(
        Exists(rows.filter(lead_unit=own))
        | Exists(rows.filter(handler=own))
        | Exists(HandlingUnit.objects.visible_to(user).filter(organ=own))
    ).order_by("kind", "name", "pk")


def by_organ_name(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(Q(name__contains=text) | Q(short_name__contains=text))


def by_number_or_title(rows: QuerySet, text: str) -> QuerySet:
    return rows.filter(Q(number__contains=text) | Q(title__contains=text))


lookups.register("opinion-group", Lookup(groups, search=by_group_name))
lookups.register(
    "opinion-village",
    Lookup(villages, label=lambda village: f"{village.parent} {village}"),
)
lookups.register("opinion-deputy", Lookup(lambda user: people(user=user)))
lookups.register("opinion-handler", Lookup(handlers, search=by_organ_name))
lookups.register("open-opinion", Lookup(open_opinions, search=by_number_or_title))
