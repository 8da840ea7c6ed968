"""Calls of one outing that were entered as two visits become calls of one."""

from collections.abc import Callable

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.registry import Registry
from visits import rules
from visits.models import Visit
from visits.queries.similar import earlier_visit_of

from .visits import locked, void_visit

MoveRows = Callable[[Visit, Visit], None]
movers: Registry[MoveRows, MoveRows] = Registry()
NOT_THE_SAME = "没有同村、同组、同日、同样代表的更早的走访可以并入，请刷新后核对"
BOTH_TOLD = "两次走访都写了村情记录，请先在其中一次中改好、在另一次中清空，再并入"
SAME_HOME = "%s在两次走访中都有，请先从其中一次移除，再并入"


def on_join(mover: MoveRows) -> MoveRows:
    """Register `mover(visit, into)`, called inside the transaction of every joining."""
    movers.add(mover)
    return mover


@transaction.atomic
def join_visits(visit: Visit, into: Visit, *, by: User) -> Visit:
    """Make the calls of `visit` calls of `into`, and strike off what is left of it."""
    into, visit = [locked(row) for row in sorted((visit, into), key=lambda row: row.pk)]
    if not (rules.can_edit(by, visit) and rules.can_edit(by, into)):
        raise PermissionDenied
    if earlier_visit_of(visit, user=by) != into:
        raise ValidationError(NOT_THE_SAME)
    _demand_no_clash(visit, into)
    _move_calls(visit, into)
    for move in movers:
        move(visit, into)
    _fill_in(visit, into)
    void_visit(visit, by=by, reason=f"已并入同日的走访，编号{into.pk}")
    return into


def _demand_no_clash(visit: Visit, into: Visit) -> None:
    """Neither of two answers about the village, nor of two calls, is dropped unseen."""
    if visit.answers and into.answers and visit.answers != into.answers:
        raise ValidationError(BOTH_TOLD)
    there = into.calls.values_list("household", flat=True)
    for call in visit.calls.filter(household__in=there).select_related("household"):
        raise ValidationError(SAME_HOME % call.household)


def _move_calls(visit: Visit, into: Visit) -> None:
    """In the order in which they were made, after those already there."""
    count = into.calls.count()
    for order, call in enumerate(visit.calls.all(), start=count):
        call.visit, call.order = into, order
        call.save()
    visit.photos.update(visit=into)


def _fill_in(visit: Visit, into: Visit) -> None:
    """What only the later paper says of the outing."""
    into.answers = into.answers or visit.answers
    into.recorder = into.recorder or visit.recorder
    into.activity_id = into.activity_id or visit.activity_id
    into.team_id = into.team_id or visit.team_id
    notes = dict.fromkeys(note for note in (into.note, visit.note) if note)
    into.note = "\n".join(notes)
    into.version += 1
    into.save()
