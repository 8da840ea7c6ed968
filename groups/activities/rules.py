"""Who may write about an activity, and when somebody signs in there."""

from datetime import date, datetime, time, timedelta

from groups.activities.enums import ActivityState
from groups.activities.models import Activity
from groups.rules import keeps_books_of
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today

# So long before it begins one may sign in; who signs so long after that was late.
BEFORE, GRACE = timedelta(hours=1), timedelta(minutes=10)


def can_edit_activity(user: User, activity: Activity) -> bool:
    is_standing = activity.state != ActivityState.CANCELLED
    return is_standing and keeps_books_of(user, activity.group)


def is_open_to_sign(activity: Activity) -> bool:
    """On its day, unless it is off."""
    is_standing = activity.state != ActivityState.CANCELLED
    return is_standing and activity.held_on == today()


def why_not_sign(activity: Activity, at: time) -> str:
    """Why nobody signs in at this time of the day; "" where one may."""
    if not is_open_to_sign(activity):
        return "只能在活动当天签到，已取消的活动不能签到。"
    opens = _moved(activity.starts_at, -BEFORE)
    if opens and at < opens:
        return f"还没有到签到时间，{opens:%H:%M}起可以签到。"
    if activity.ends_at and at > activity.ends_at:
        return "活动已经结束，不能再签到；确实到会的，请联系小组联络员补录。"
    return ""


def is_late(activity: Activity, at: time) -> bool:
    latest = _moved(activity.starts_at, GRACE)
    return latest is not None and at > latest


def _moved(at: time | None, by: timedelta) -> time | None:
    """So much earlier or later on the same day; None where it is another day."""
    if at is None:
        return None
    moved = datetime.combine(date.min + timedelta(days=1), at) + by
    return moved.time() if moved.day == 2 else None
