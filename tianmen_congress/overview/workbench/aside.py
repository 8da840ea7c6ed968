"""What stands beside the work: what one is told, what comes near, what is missing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import F
from django.urls import reverse

from groups.activities.enums import ActivityState
from groups.activities.models import Activity
from groups.activities.queries.held import groups_without
from referrals.models import JointConference
from supervision.enums import FindingState
from supervision.models import Finding
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.alerts.models import Alert
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import first_of_quarter
from tianmen_congress.base.figures.registry import Asked
from visits.queries.coverage import not_visited

TOLD, NEAR = 4, timedelta(days=7)
PLANNERS = (Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY, Role.DEPUTY, Role.SUPERVISOR)
COUNTERS = (Role.OFFICE, Role.PRESIDIUM)


def told(*, user: User) -> list[Alert]:
    """The last that he was told, unread before read."""
    rows = Alert.objects.visible_to(user).filter(settled_at=None)
    first = F("read_at").desc(nulls_first=True)
    return list(rows.order_by(first, "-told_at", "-pk")[:TOLD])


@dataclass(frozen=True, slots=True)
class Coming:
    """Something with a day within the week."""

    on: date
    what: str
    url: str


def coming(*, user: User) -> list[Coming]:
    """Planned activities, sessions and what was promised to the teams, day by day."""
    if not user.has_role(*PLANNERS):
        return []
    found = [*_activities(user), *_sessions(user), *_findings(user)]
    return sorted(found, key=lambda each: each.on)[: TOLD * 2]


def _within(day: str) -> dict[str, tuple[date, date]]:
    return {f"{day}__range": (today(), today() + NEAR)}


def _activities(user: User) -> Iterator[Coming]:
    rows = Activity.objects.visible_to(user).filter(state=ActivityState.PLANNED)
    rows = rows.filter(**_within("held_on")).select_related("group")
    for row in rows.order_by("held_on", "pk")[:TOLD]:
        yield Coming(
            row.held_on, f"{row.group_name} {row.title}", row.get_absolute_url()
        )


def _sessions(user: User) -> Iterator[Coming]:
    if not user.has_role(Role.OFFICE):
        return
    rows = JointConference.objects.visible_to(user).filter(**_within("held_on"))
    for row in rows.order_by("held_on", "pk")[:TOLD]:
        yield Coming(row.held_on, str(row), row.get_absolute_url())


def _findings(user: User) -> Iterator[Coming]:
    rows = Finding.objects.visible_to(user).standing().filter(state=FindingState.OPEN)
    rows = rows.filter(**_within("due_on"))
    for row in rows.order_by("due_on", "pk")[:TOLD]:
        yield Coming(row.due_on, f"整改期限：{row.text}", row.get_absolute_url())


@dataclass(frozen=True, slots=True)
class Missing:
    """What nobody has done yet in this quarter, and the table that names it."""

    label: str
    count: int
    unit: str
    url: str


def missing(*, user: User) -> list[Missing]:
    """Counted as the tables count that are opened."""
    if not user.has_role(*COUNTERS):
        return []
    asked = Asked(since=first_of_quarter(today()), until=today())
    idle = groups_without(user=user, asked=asked).count()
    places = not_visited(user=user, asked=asked).count()
    query = asked.query()
    several = (
        ("没有开展活动的小组", idle, "个", "groups-without-activity"),
        ("没有走访的村", places, "个", "villages-not-visited"),
    )
    return [
        Missing(label, many, unit, reverse("figures:report", args=[slug]) + query)
        for label, many, unit, slug in several
        if many
    ]
