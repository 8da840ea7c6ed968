"""The rows of the ledger of activities (小组活动台账)."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from groups.activities.enums import Presence
from groups.activities.models import Activity, ActivityPart, Attendance
from groups.activities.queries.leaves import leave_of
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures.registry import Asked


@dataclass(frozen=True, slots=True)
class ActivityLine:
    """One activity, with what stands in cells that list something."""

    activity: Activity
    parts: str
    people: dict[str, str]


def activities_asked(*, user: User, asked: Asked) -> QuerySet[Activity]:
    """All that were held, those too that figures don't count."""
    rows = Activity.objects.visible_to(user).held()
    return asked.fitting(rows, day="held_on")


def ledger_lines(
    *, user: User, asked: Asked, most: int | None = None
) -> Iterator[ActivityLine]:
    """By day and group, or the first `most`; a fixed number of queries."""
    # unscoped: what was done and who came at the activities in sight
    parts = ActivityPart.objects.filter(is_done=True).select_related("part")
    # unscoped: the same
    people = Attendance.objects.select_related("person").order_by("person__pinyin")
    rows = activities_asked(user=user, asked=asked).select_related("group", "chair")
    rows = rows.prefetch_related(
        Prefetch("parts", queryset=parts.order_by("part__order")),
        Prefetch("attendances", queryset=people),
    )
    order = ("held_on", "township__code", "group__number", "pk")
    for activity in rows.order_by(*order)[:most]:
        titles = "、".join(each.part.title for each in activity.parts.all())
        yield ActivityLine(activity, titles, _people(activity))


def _people(activity: Activity) -> dict[str, str]:
    """Names by how they were there."""
    found = defaultdict(list)
    for row in activity.attendances.all():
        is_leave = row.presence == Presence.LEAVE
        name = str(leave_of(row)) if is_leave else row.person.name
        found[row.presence].append(name)
    return {presence: "、".join(names) for presence, names in found.items()}
