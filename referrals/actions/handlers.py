"""The units that opinions are handed to."""

from django.db import transaction

from referrals.models import HandlingUnit, Opinion
from referrals.queries.handlers import led_by
from referrals.workflow import MoveRefused
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User


def register_units() -> list[HandlingUnit]:
    """All city units as members of the joint conference; new ones are added."""
    missing = Organ.objects.filter(kind=OrganKind.UNIT, handling_unit=None, until=None)
    HandlingUnit.objects.bulk_create(HandlingUnit(organ=organ) for organ in missing)
    return list(HandlingUnit.objects.members().select_related("organ"))


@transaction.atomic
def open_unit(
    unit: HandlingUnit, *, by: User, name: str = "", organ: Organ | None = None
) -> HandlingUnit:
    """Keep whom to call at `organ`, or at a new city unit called `name`."""
    if organ is None:
        organ = _new_organ(name)
    unit.organ = organ
    # Township governments and village committees are not asked to the city's sessions.
    unit.is_member = unit.is_member and organ.kind == OrganKind.UNIT
    return _kept(unit)


def _new_organ(name: str) -> Organ:
    units = Organ.objects.select_for_update().filter(kind=OrganKind.UNIT)
    if units.filter(name=name).exists():
        raise MoveRefused(f"“{name}”已经有了，请从“已有机构”中选择或者到列表中修改")
    last = units.order_by("order").last()
    order = last.order + 1 if last else 1
    return Organ.objects.create(kind=OrganKind.UNIT, name=name, order=order)


@transaction.atomic
def change_unit(unit: HandlingUnit, *, by: User) -> HandlingUnit:
    """Whom to call, whether it is asked to sessions, or the day on which it ended."""
    if unit.closed_on:
        _demand_empty_hands(unit.organ)
    return _kept(unit)


def _kept(unit: HandlingUnit) -> HandlingUnit:
    """Boxes to choose a unit from ask the organ: it ends with the unit."""
    unit.organ.until = unit.closed_on
    unit.organ.save(update_fields=["until"])
    unit.save()
    return unit


def _demand_empty_hands(organ: Organ) -> None:
    helps = Opinion.objects.open().filter(
        assignments__unit=organ, assignments__ended_on=None
    )
    in_hand = led_by(Opinion.objects.open(), organ).order_by().values("pk")
    count = in_hand.union(helps.order_by().values("pk")).count()
    if count:
        raise MoveRefused(
            f"该单位还有{count}件没有办结，请先改交其他单位；"
            "并入其他单位的，请办理“并入其他单位”"
        )
