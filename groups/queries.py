"""Reads about groups that several pages share."""

from datetime import date

from django.db.models import Prefetch, Q, QuerySet

from deputies.models import Mandate, Person
from deputies.queries import people
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures.registry import Asked
from tianmen_congress.base.rows.counting import count_of
from tianmen_congress.base.ui.history import (
    HistoryEvent,
    events,
    events_beneath,
    together,
)

from .enums import ActivityState, Presence
from .models import (
    Activity,
    ActivityPart,
    Attendance,
    DeputyGroup,
    GroupMembership,
    GroupVillage,
)


def groups(*, user: User) -> QuerySet[DeputyGroup]:
    """Groups that `user` may see, with what a line about a group needs."""
    rows = DeputyGroup.objects.visible_to(user).existing(today())
    return rows.select_related("township", "organ")


def with_officers(rows: QuerySet[DeputyGroup]) -> QuerySet[DeputyGroup]:
    """`rows` with current members and villages at hand, in constant queries."""
    # unscoped: the members and villages of the groups given
    members = GroupMembership.objects.on(today()).select_related("person")
    links = GroupVillage.objects.on(today()).select_related("village")
    return rows.prefetch_related(
        Prefetch("memberships", queryset=members, to_attr="current_memberships"),
        Prefetch("village_links", queryset=links, to_attr="current_links"),
    )


def groups_to_keep(*, user: User) -> QuerySet[DeputyGroup]:
    """Groups whose teams and activities `user` may write."""
    rows = groups(user=user)
    if user.has_role(Role.OFFICE):
        return rows
    organs = [p.organ_id for p in user.live_posts if p.role == Role.SECRETARY]
    return rows.filter(Q(township__in=user.townships) | Q(organ__in=organs))


def townships_to_keep(*, user: User) -> QuerySet[Division]:
    """Townships whose groups `user` may found and edit."""
    rows = Division.objects.townships().current()
    if user.has_role(Role.OFFICE):
        return rows
    return rows.filter(pk__in=[place.pk for place in user.townships])


def memberships_on(group: DeputyGroup, *, on: date) -> list[GroupMembership]:
    """Who belongs to `group` on a day, officers as they are listed, mandates at hand."""
    # unscoped: the mandates of the group's own members
    mandates = Mandate.objects.select_related("congress", "township")
    rows = group.memberships.on(on).select_related("person")
    rows = rows.prefetch_related(Prefetch("person__mandates", queryset=mandates))
    return list(rows.order_by("order", "pk"))


def in_no_group(*, user: User, on: date) -> QuerySet[Person]:
    """Deputies in office who are in no group of the townships whose groups `user` keeps."""
    places = townships_to_keep(user=user).values("pk")
    # unscoped: only tells who is free, in townships that the user keeps
    taken = GroupMembership.objects.on(on).filter(group__township__in=places)
    standing = people(user=user).in_office(on)
    return standing.exclude(pk__in=taken.values("person"))


def may_link(group: DeputyGroup, *, on: date) -> QuerySet[Division]:
    """Villages of the group's township where people live, not yet linked to it."""
    villages = Division.objects.visitable().current().filter(parent=group.township_id)
    linked = group.village_links.on(on)
    return villages.exclude(pk__in=linked.values("village"))


def with_activity_count(rows: QuerySet[DeputyGroup]) -> QuerySet[DeputyGroup]:
    """`rows` with the number of activities held in the running campaign."""
    # unscoped: only how many there are of a group given
    held = Activity.objects.filter(state=ActivityState.HELD, campaign__is_current=True)
    return rows.annotate(held=count_of(held, "group"))


def with_attendance(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """`rows` with how many were asked and how many came."""
    # unscoped: only how many there are of an activity given
    asked = Attendance.objects.all()
    came = asked.filter(presence=Presence.PRESENT)
    return rows.annotate(
        asked=count_of(asked, "activity"), came=count_of(came, "activity")
    )


def activities_held(*, user: User, asked: Asked) -> QuerySet[Activity]:
    """Activities that took place, of the campaign, period and place asked for."""
    rows = Activity.objects.visible_to(user).held()
    return asked.fitting(rows, day="held_on")


def attendances_at_held(*, user: User) -> QuerySet[Attendance]:
    """A row for each deputy asked to each activity in sight that took place."""
    rows = Attendance.objects.visible_to(user)
    rows = rows.filter(activity__state=ActivityState.HELD)
    places = ("activity__group", "activity__township", "person")
    return rows.select_related(*places).order_by("-activity__held_on", "-pk")


def former_members(group: DeputyGroup, *, on: date) -> QuerySet[GroupMembership]:
    rows = group.memberships.filter(until__lt=on).select_related("person")
    return rows.order_by("-until", "order")


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


def story_of_group(group: DeputyGroup, *, user: User) -> list[HistoryEvent]:
    """Everything recorded about the group, its members and its villages."""
    return together(
        events(group, user=user),
        events_beneath(group.memberships.all(), user=user, noun="成员", name="person"),
        events_beneath(
            group.village_links.all(), user=user, noun="联系村", name="village"
        ),
    )


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
    )
