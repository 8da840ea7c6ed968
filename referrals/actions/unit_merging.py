"""A unit of the city is merged into another one, which goes on with what it had."""

from collections.abc import Collection
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from referrals.enums import ConferenceState
from referrals.models import AgendaItem, Attendance
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.accounts.succession import end_organ, of_organs
from tianmen_congress.base.rows.hanging import by_key

from .conference import ItemDecision, decide


@transaction.atomic
def merge_unit(gone: Organ, *, by: User, into: Organ, on: date) -> dict[str, int]:
    """From `on` there is no such unit: all that hangs on it is of `into`. By kind how
    much. Raises ValidationError of what may not be."""
    both = Organ.objects.select_for_update().filter(pk__in=[gone.pk, into.pk])
    stored = {organ.pk: organ for organ in both.order_by("pk")}
    gone, into = stored[gone.pk], stored[into.pk]
    if gone.until:
        raise ValidationError(f"{gone}已于{gone.until}撤销，不能再并入")
    if into.until or into.kind != gone.kind or into == gone:
        raise ValidationError(f"请选择另一个现有的{gone.get_kind_display()}")
    moved = of_organs.move(gone, into, on, by)
    end_organ(gone, on=on)
    return moved


def undecided(organs: Collection[Organ]) -> QuerySet[AgendaItem]:
    """Items of sessions whose decision names one of `organs` and is not handed over."""
    rows = AgendaItem.objects.filter(
        handed_over_on=None,
        dropped_on=None,
        conference__state=ConferenceState.PLANNED,
    )
    return rows.filter(Q(lead_unit__in=organs) | Q(co_units__in=organs)).distinct()


def count_decisions(organs: Collection[Organ]) -> dict[int, int]:
    rows = undecided(organs).order_by()
    leads = by_key(rows.filter(lead_unit__in=organs), "lead_unit")
    beside = by_key(rows.filter(co_units__in=organs), "co_units")
    return {
        organ.pk: leads.get(organ.pk, 0) + beside.get(organ.pk, 0) for organ in organs
    }


def pass_sessions(gone: Organ, heir: Organ, *, by: User) -> int:
    """What sessions to come decided for `gone`, and its seat at them."""
    items = list(undecided([gone]).select_related("conference", "lead_unit"))
    for item in items:
        decide(item.conference, [_for_heir(item, gone, heir)], by=by)
    seats = Attendance.objects.filter(unit=gone)
    seats = seats.filter(conference__state=ConferenceState.PLANNED)
    held = Attendance.objects.filter(unit=heir).values("conference")
    seats.filter(conference__in=held).delete()
    seats.update(unit=heir)
    return len(items)


def _for_heir(item: AgendaItem, gone: Organ, heir: Organ) -> ItemDecision:
    """The lead unit handles nothing beside itself."""
    lead = heir if item.lead_unit == gone else item.lead_unit
    beside = {heir if unit == gone else unit for unit in item.co_units.all()}
    return ItemDecision(
        item=item,
        order=item.order,
        lead_unit=lead,
        co_units=sorted(beside - {lead}, key=lambda unit: unit.order),
        due_on=item.due_on,
        remarks=item.remarks,
    )
