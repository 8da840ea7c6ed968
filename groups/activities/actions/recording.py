"""Recording what a group did by the campaign's programme, and who took part."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from deputies.models import Person
from groups.activities import checks, rules
from groups.activities.enums import CAME, ActivityState, LeaveReason, Presence, SignedBy
from groups.activities.models import Activity, ActivityPart, Attendance, Speech
from groups.rules import is_secretary_of
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.base.clocks.calendar import today

from .noticing import tell_of_cancelling, tell_of_notice


@dataclass(frozen=True, slots=True)
class PartDone:
    """One part of the programme: whether it took place, and what was done."""

    part: ProgrammePart
    is_done: bool
    record: str = ""


@dataclass(frozen=True, slots=True)
class Attended:
    """One deputy at one activity."""

    person: Person
    presence: Presence
    note: str = ""
    # How he signed in, of who came; why and by whose leave, of who did not.
    manner: SignedBy | str = ""
    leave_reason: LeaveReason | str = ""
    agreed_by: str = ""


@transaction.atomic
def save_activity(
    activity: Activity,
    *,
    by: User,
    is_held: bool,
    parts: Iterable[PartDone],
    attendance: Iterable[Attended],
    speeches: Collection[Speech] | None = None,
) -> Activity:
    """Store a new or changed activity with its parts and its attendance, all or nothing.

    What was planned becomes held by saying so; an activity of the future can't be.
    Of what is planned nobody's attendance is stored: who signed in by telephone stays.
    """
    _demand_that_he_keeps(activity, by)
    attendance = list(attendance)
    if is_held and activity.held_on > today():
        raise ValidationError("活动日期晚于今天，只能登记为计划中。")
    _demand_that_it_stays_held(activity, is_held=is_held)
    if activity.pk and (fault := checks.why_not_moved(activity, activity.held_on)):
        raise ValidationError({"held_on": fault})
    came = [each.person for each in attendance if each.presence in CAME]
    if fault := checks.why_not_present(activity, came):
        raise ValidationError(fault)
    activity.state = ActivityState.HELD if is_held else ActivityState.PLANNED
    activity.township = activity.group.township
    if activity.pk is None:
        activity.recorded_by = by
        activity.is_on_behalf = not is_secretary_of(by, activity.group)
    activity.save()
    _set_parts(activity, parts)
    if is_held:
        _set_attendance(activity, {each.person.pk: each for each in attendance})
    if speeches is not None:
        _set_speeches(activity, speeches)
    tell_of_notice(activity, by=by)
    return activity


@transaction.atomic
def cancel_activity(activity: Activity, *, by: User, reason: str) -> Activity:
    """The activity did not take place; it stays on file with the reason."""
    activity = Activity.objects.select_for_update(of=["self"]).get(pk=activity.pk)
    _demand_that_he_keeps(activity, by)
    if not reason.strip():
        raise ValidationError("请填写取消原因。")
    activity.state = ActivityState.CANCELLED
    activity.cancel_reason = reason.strip()
    activity.version += 1
    activity.save()
    tell_of_cancelling(activity, by=by)
    return activity


def _demand_that_he_keeps(activity: Activity, by: User) -> None:
    if not rules.can_edit_activity(by, activity):
        raise PermissionDenied("您只能登记和修改本小组（本乡镇）未取消的活动。")


def _demand_that_it_stays_held(activity: Activity, *, is_held: bool) -> None:
    """Who came is on record once it was held: planned again, all of it would be lost."""
    was_held = activity.pk is not None and activity.state == ActivityState.HELD
    if was_held and not is_held and activity.attendances.exists():
        raise ValidationError(
            "活动已登记为开展，改回计划中会丢失出席情况；没有开展的，请按“取消活动”。"
        )


def _set_parts(activity: Activity, parts: Iterable[PartDone]) -> None:
    for each in parts:
        ActivityPart.objects.update_or_create(
            {"is_done": each.is_done, "record": each.record},
            activity=activity,
            part=each.part,
        )


def _set_attendance(activity: Activity, wanted: dict[int, Attended]) -> None:
    there = {row.person_id: row for row in activity.attendances.all()}
    gone = [row.pk for pk, row in there.items() if pk not in wanted]
    activity.attendances.filter(pk__in=gone).delete()
    rows = [
        there.get(pk) or Attendance(activity=activity, person=each.person)
        for pk, each in wanted.items()
    ]
    for row in rows:
        _put(row, wanted[row.person_id])
    Attendance.objects.bulk_create([row for row in rows if row.pk is None])
    known = [row for row in rows if row.person_id in there]
    Attendance.objects.bulk_update(known, TYPED)


TYPED = ("presence", "note", "manner", "signed_at", "leave_reason", "agreed_by")


def _put(row: Attendance, typed: Attended) -> None:
    """Who signed in, however, did so as he did, unless he is said not to have come."""
    was_there = row.pk is not None and row.presence in CAME
    is_leave = typed.presence == Presence.LEAVE
    if typed.presence not in CAME:
        row.manner, row.signed_at = "", None
    elif not was_there:
        row.manner = typed.manner
    row.leave_reason = typed.leave_reason if is_leave else ""
    row.agreed_by = typed.agreed_by.strip() if is_leave else ""
    row.presence, row.note = typed.presence, typed.note


def _set_speeches(activity: Activity, wanted: Collection[Speech]) -> None:
    """Those that are no longer named are taken out; the others keep their order."""
    kept = [row.pk for row in wanted if row.pk]
    # One by one: each is told in the history of the activity.
    for row in activity.speeches.exclude(pk__in=kept):
        row.delete()
    for order, row in enumerate(wanted):
        row.activity, row.order = activity, order
        row.save()
