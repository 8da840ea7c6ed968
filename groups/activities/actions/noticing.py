"""A group's activity is told to its deputies who have an account (通知)."""

from groups.activities.enums import ActivityState
from groups.activities.models import Activity
from groups.activities.queries.due import due_at
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.alerts.actions import Telling, tell
from tianmen_congress.base.alerts.enums import AlertKind
from tianmen_congress.base.alerts.people import without
from tianmen_congress.base.alerts.subjects import Subject, register

ACTIVITY = "activity"


def announce() -> None:
    """Told to the room of alerts when the program starts."""
    register(
        ACTIVITY,
        Subject(
            "小组活动",
            lambda user: Activity.objects.visible_to(user),
            number=lambda row: "",
            step=lambda row: row.get_state_display(),
        ),
    )


def tell_of_notice(activity: Activity, *, by: User) -> None:
    """Once its notice is out, and again when day or hour were changed."""
    is_planned = activity.state == ActivityState.PLANNED
    if not is_planned or activity.noticed_on is None:
        return
    due = due_at(activity.group, on=activity.held_on)
    when = f"{activity.held_on:%Y-%m-%d} {activity.hours}".strip()
    said = Telling(
        AlertKind.NEWS,
        ACTIVITY,
        activity.pk,
        f"小组活动通知：{when}",
        f"activity:{activity.pk}:{when}",
    )
    tell(without((p.user_id for p in due if p.user_id), by), said)


def tell_of_cancelling(activity: Activity, *, by: User) -> None:
    """Whoever had the notice reads that it is off."""
    if activity.noticed_on is None:
        return
    due = due_at(activity.group, on=activity.held_on)
    said = Telling(
        AlertKind.NEWS,
        ACTIVITY,
        activity.pk,
        f"小组活动取消：{activity.held_on:%Y-%m-%d}",
        f"activity:{activity.pk}:off",
    )
    tell(without((p.user_id for p in due if p.user_id), by), said)
