"""Signing in by telephone: each for himself, on the day, while the activity lasts."""

from datetime import datetime

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.utils import timezone

from deputies.models import Person
from groups.activities import rules
from groups.activities.enums import CAME, Presence, SignedBy
from groups.activities.models import Activity, Attendance
from groups.activities.queries.due import due_person
from tianmen_congress.base.accounts.models import User

NOT_YOU = "只有当天应到的本小组代表本人可以签到。"


@transaction.atomic
def sign_in(activity: Activity, *, by: User, at: datetime) -> Attendance:
    """`by` is there; twice is once, and nobody signs for another."""
    # Whoever keeps the books at this moment waits, and reads who has signed.
    activity = Activity.objects.select_for_update(of=["self"]).get(pk=activity.pk)
    person = due_person(by, activity)
    if person is None:
        raise PermissionDenied(NOT_YOU)
    if fault := rules.why_not_sign(activity, timezone.localtime(at).time()):
        raise ValidationError(fault)
    return _signed(activity, person, at)


def _signed(activity: Activity, person: Person, at: datetime) -> Attendance:
    row = activity.attendances.filter(person=person).first()
    row = row or Attendance(activity=activity, person=person)
    if row.signed_at and row.presence in CAME:
        return row
    is_late = rules.is_late(activity, timezone.localtime(at).time())
    row.presence = Presence.LATE if is_late else Presence.PRESENT
    row.manner, row.signed_at = SignedBy.PHONE, at
    row.leave_reason = row.agreed_by = ""
    row.save()
    return row
