"""What a body that is no more had in hand goes on with another one."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from referrals.models import Assignment, HandlingUnit, Opinion, Party
from referrals.workflow import MoveRefused
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.divisions.models import Division

from .effects.succession import HELD
from .gate import move


def held_by(organs: Iterable[int]) -> dict[int, set[int]]:
    """By body the open matters of which it keeps the books, which it handles, or which
    are about it."""
    own, organs = Opinion.objects.open().order_by(), list(organs)
    beside = Assignment.objects.filter(
        unit__in=organs, ended_on=None, opinion__in=own.values("pk")
    )
    rows = beside.order_by().values_list("unit", "opinion")
    held = (
        own.filter(**{f"{name}__in": organs}).values_list(name, "pk") for name in HELD
    )
    found: dict[int, set[int]] = defaultdict(set)
    for organ, opinion in rows.union(*held):
        found[organ].add(opinion)
    return found


@transaction.atomic
def inherit(gone: Organ, heir: Organ, *, on: date, by: User | None) -> set[int]:
    """All of it from `gone`, which is no more from `on`, to `heir`; the keys.

    Raises ValidationError of a matter that `heir` must not have, as it is about it.
    """
    note = f"{gone}自{on}起并入{heir}"
    keys = held_by([gone.pk])[gone.pk]
    for opinion in Opinion.objects.filter(pk__in=keys).order_by("pk"):
        try:
            move(opinion, "inherit", by=by, gone=gone, heir=heir, note=note)
        except MoveRefused as refusal:
            raise ValidationError(f"意见建议{opinion.number}：{refusal}") from refusal
    _pass_desk(gone, heir, on)
    return keys


def _pass_desk(gone: Organ, heir: Organ, on: date) -> None:
    """Whom to call, and the seat in the conference, unless it has its own."""
    desk = HandlingUnit.objects.filter(organ=gone, closed_on=None).first()
    if desk is None:
        return
    own, is_new = HandlingUnit.objects.get_or_create(
        organ=heir,
        defaults={
            "contact": desk.contact,
            "phone": desk.phone,
            "is_member": desk.is_member,
        },
    )
    if desk.is_member and not (is_new or own.is_member):
        own.is_member = True
        own.version += 1
        own.save()
    desk.closed_on = on
    desk.version += 1
    desk.save()


def see_from(organ: Organ, township: Division) -> set[int]:
    """A body went along with its place: the presidium of `township` sees what it has
    in hand; the keys."""
    keys = held_by([organ.pk])[organ.pk]
    parties = Party.objects.filter(organ=organ, opinion__in=keys)
    parties.update(local_township=township)
    return keys
