"""What cannot be said of an activity: who may have come, and when."""

from collections.abc import Collection
from datetime import date

from deputies.models import Person
from groups.activities.models import Activity
from groups.activities.queries.due import due_at
from tianmen_congress.base.clocks.calendar import today


def why_not_present(activity: Activity, came: Collection[Person]) -> str:
    """Nobody came who was not due: more present than due is refused by names."""
    due = {person.pk for person in due_at(activity.group, on=activity.held_on)}
    strangers = "、".join(str(each) for each in came if each.pk not in due)
    if not strangers:
        return ""
    return (
        f"{strangers}当天不是本小组应到的代表（不在小组，或代表资格已暂停、终止），"
        "不能登记为到会；到场的请写在“列席”。"
    )


def why_not_moved(activity: Activity, day: date) -> str:
    """Who signed in by telephone was there on that day, and on no other."""
    if not activity.attendances.exclude(signed_at=None).exists():
        return ""
    # unscoped: the row that is being changed, as it is stored
    stored = Activity.objects.values_list("held_on", flat=True).get(pk=activity.pk)
    return "" if stored == day else f"{stored}已有代表用手机签到，活动日期不能再改。"


def why_not_noticed(sent: date, held: date) -> str:
    if sent > today():
        return f"不能晚于今天（{today()}）"
    if sent > held:
        return f"不能晚于活动日期（{held}）"
    return ""
