"""Storing what a row of the ledger tells."""

from groups.activities import actions
from tianmen_congress.base.accounts.models import User

from .planned import PlannedActivity


def write_activity(planned: PlannedActivity, *, by: User) -> dict[str, int]:
    """By the same act as the form; what it says of nobody stays."""
    activity = planned.activity
    attendance = planned.attendance
    for name, value in planned.fields.items():
        setattr(activity, name, value)
    if activity.pk:
        activity.version += 1
    saved = actions.save_activity(
        activity, by=by, is_held=True, parts=planned.parts, attendance=attendance
    )
    return {"activity": saved.pk}
