"""Who may write about an activity."""

from groups.activities.enums import ActivityState
from groups.activities.models import Activity
from groups.rules import keeps_books_of
from tianmen_congress.base.accounts.models import User


def can_edit_activity(user: User, activity: Activity) -> bool:
    is_standing = activity.state != ActivityState.CANCELLED
    return is_standing and keeps_books_of(user, activity.group)
