"""Making a place, changing what it is, closing it."""

from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from groups.places import rules
from groups.places.models import Place
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.enums import PlaceKind
from tianmen_congress.base.clocks.calendar import today

OTHERS = (
    "阵地由市人大常委会机关和本乡镇主席团（联络处）建立，活动室也由本小组联络员维护。"
)


@transaction.atomic
def save_place(place: Place, *, by: User) -> Place:
    """Store a new or changed place. Raises ValidationError naming the field."""
    _demand_that_it_fits(place)
    may = rules.can_edit if place.pk else rules.can_close
    if not may(by, place):
        raise PermissionDenied(OTHERS)
    _demand_that_it_is_the_one(place)
    place.save()
    return place


def _demand_that_it_fits(place: Place) -> None:
    if place.kind == PlaceKind.ROOM and place.group.township_id != place.township_id:
        raise ValidationError({"group": f"{place.group}不是{place.township}的小组"})
    if place.kind != PlaceKind.STATION:
        return
    if place.village.parent_id != place.township_id:
        raise ValidationError({"village": f"{place.village}不属于{place.township}"})
    if place.village.is_placeholder:
        raise ValidationError({"village": f"{place.village}是统计虚设，不设接待站"})


def _demand_that_it_is_the_one(place: Place) -> None:
    """One after the other: two at one moment find each other here."""
    # Whoever makes one of the same owner waits.
    owner = type(place.owner).objects.select_for_update(of=["self"])
    owner.get(pk=place.owner.pk)
    others = Place.objects.exclude(pk=place.pk).filter(
        kind=place.kind,
        township=place.township,
        group=place.group,
        village=place.village,
        closed_on=None,
    )
    if (other := others.first()) is not None:
        raise ValidationError({place.owner_field: f"已有正在使用的{other.name}"})


@transaction.atomic
def close_place(place: Place, *, by: User, closed_on: date, reason: str) -> Place:
    """It is in use no more from `closed_on`; what was found there stays."""
    place = Place.objects.select_for_update(of=["self"]).get(pk=place.pk)
    if not rules.can_close(by, place):
        raise PermissionDenied(OTHERS)
    if fault := _why_not_closed(place, closed_on):
        raise ValidationError({"closed_on": fault})
    place.closed_on, place.close_reason = closed_on, reason.strip()
    place.version += 1
    place.save()
    return place


def _why_not_closed(place: Place, day: date) -> str:
    if day > today():
        return f"不能晚于今天（{today()}）"
    if place.opened_on and day < place.opened_on:
        return f"不能早于启用日期（{place.opened_on}）"
    last = place.findings.order_by("-seen_on").first()
    if last and day < last.seen_on:
        return f"{last.seen_on}还有认定记录，停用日期不能更早"
    return ""
