"""What was held, who came, and the story of each."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import QuerySet

from groups.activities.enums import CAME, ActivityState, Presence
from groups.activities.models import Activity, ActivityPart, Attendance, Speech
from groups.models import DeputyGroup, GroupMembership
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.base.figures.registry import Asked
from tianmen_congress.base.rows.counting import count_of
from tianmen_congress.base.ui.history import (
    HistoryEvent,
    events,
    events_beneath,
    together,
)


def with_activity_count(rows: QuerySet[DeputyGroup]) -> QuerySet[DeputyGroup]:
    """`rows` with the number of activities held in the running campaign."""
    # unscoped: only how many there are of a group given
    held = Activity.objects.counted().filter(campaign__is_current=True)
    return rows.annotate(held=count_of(held, "group"))


def with_attendance(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """`rows` with how many were asked, how many came and how many were on leave."""
    # unscoped: only how many there are of an activity given
    asked = Attendance.objects.all()
    came = asked.filter(presence__in=CAME)
    return rows.annotate(
        asked=count_of(asked, "activity"),
        came=count_of(came, "activity"),
        on_leave=count_of(asked.filter(presence=Presence.LEAVE), "activity"),
    )


def activities_held(*, user: User, asked: Asked) -> QuerySet[Activity]:
    """Activities that count as held, of the campaign, period and place asked for."""
    rows = Activity.objects.visible_to(user).counted()
    return asked.fitting(rows, day="held_on")


def activities_not_counted(*, user: User, asked: Asked) -> QuerySet[Activity]:
    """Said to be held, of the same campaign, period and place, and not counted."""
    rows = Activity.objects.visible_to(user).not_counted()
    return asked.fitting(rows, day="held_on")


def attendances_at_held(*, user: User) -> QuerySet[Attendance]:
    """A row for each deputy asked to each activity in sight that took place."""
    rows = Attendance.objects.visible_to(user)
    rows = rows.filter(activity__state=ActivityState.HELD)
    places = ("activity__group", "activity__township", "person")
    return rows.select_related(*places).order_by("-activity__held_on", "-pk")


def latest_activities(group: DeputyGroup, *, user: User) -> QuerySet[Activity]:
    """The last ten; the list shows all."""
    rows = Activity.objects.visible_to(user).filter(group=group)
    return with_attendance(rows).order_by("-held_on", "-pk")[:10]


def parts_of(activity: Activity) -> list[tuple[ProgrammePart, ActivityPart | None]]:
    """Every part of the programme, with what was done in it."""
    stored = {row.part_id: row for row in activity.parts.all()}
    return [(p, stored.get(p.pk)) for p in activity.campaign.programme.all()]


def attendances_of(activity: Activity) -> list[Attendance]:
    """Whoever was asked, in the order of the group's list."""
    # unscoped: only in which order the group lists its own people
    places = GroupMembership.objects.filter(group=activity.group_id)
    orders = dict(places.values_list("person", "order"))
    rows = list(activity.attendances.select_related("person"))
    return sorted(rows, key=lambda row: (orders.get(row.person_id, 999), row.pk))


@dataclass(frozen=True, slots=True)
class Turnout:
    """应到, 实到, 请假, 缺席, counted from who was asked; nobody types them."""

    due: int
    came: int
    leave: int
    absent: int


def turnout_of(attendances: Collection[Attendance]) -> Turnout:
    many = Counter(row.presence for row in attendances)
    came = sum(many[presence] for presence in CAME)
    return Turnout(len(attendances), came, many[Presence.LEAVE], many[Presence.ABSENT])


def speeches_of(activity: Activity) -> QuerySet[Speech]:
    return activity.speeches.select_related("person")


def story_of_activity(activity: Activity, *, user: User) -> list[HistoryEvent]:
    """Everything recorded about the activity, its parts and who came."""
    return together(
        events(activity, user=user),
        events_beneath(
            activity.parts.all(), user=user, noun="", name="part", tells_new=False
        ),
        events_beneath(
            activity.attendances.all(),
            user=user,
            noun="",
            name="person",
            tells_new=False,
        ),
        events_beneath(
            activity.speeches.all(), user=user, noun="交流发言：", name="person"
        ),
    )


def groups_without(*, user: User, asked: Asked) -> QuerySet[DeputyGroup]:
    """Groups of the last day that held no activity that counts in the time asked for."""
    held = activities_held(user=user, asked=asked.narrowed(township=None))
    rows = DeputyGroup.objects.visible_to(user).existing(asked.last_day)
    return asked.placed_then(rows).exclude(pk__in=held.order_by().values("group"))
