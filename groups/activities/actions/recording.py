"""Recording what a group did by the campaign's programme, and who took part."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from deputies.models import Person
from groups.activities import rules
from groups.activities.enums import ActivityState, Presence
from groups.activities.models import Activity, ActivityPart, Attendance
from groups.rules import is_secretary_of
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.base.clocks.calendar import today


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


@transaction.atomic
def save_activity(
    activity: Activity,
    *,
    by: User,
    is_held: bool,
    parts: Iterable[PartDone],
    attendance: Iterable[Attended],
) -> Activity:
    """Store a new or changed activity with its parts and its attendance, all or nothing.

    What was planned becomes held by saying so; an activity of the future can't be.
    """
    _demand_that_he_keeps(activity, by)
    if is_held and activity.held_on > today():
        raise ValidationError("活动日期晚于今天，只能登记为计划中。")
    _demand_that_it_stays_held(activity, is_held=is_held)
    activity.state = ActivityState.HELD if is_held else ActivityState.PLANNED
    activity.township = activity.group.township
    if activity.pk is None:
        activity.recorded_by = by
        activity.is_on_behalf = not is_secretary_of(by, activity.group)
    activity.save()
    _set_parts(activity, parts)
    _set_attendance(activity, {each.person.pk: each for each in attendance})
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
        row.presence, row.note = (
            wanted[row.person_id].presence,
            wanted[row.person_id].note,
        )
    Attendance.objects.bulk_create([row for row in rows if row.pk is None])
    known = [row for row in rows if row.person_id in there]
    Attendance.objects.bulk_update(known, ["presence", "note"])
