"""How many deputies took part, and how many groups have begun a round."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import Count

from groups.activities.enums import CAME, Presence
from groups.activities.models import Attendance
from groups.models import DeputyGroup, GroupMembership
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures.queries import homes_of
from tianmen_congress.base.figures.registry import Asked

from .due import in_duty
from .held import activities_held

ROUNDS = (1, 2)


@dataclass(frozen=True, slots=True)
class TakingPart:
    """Of one township, or 市直: its groups and their deputies of the last day."""

    place: Division
    groups: int
    # By round how many of its groups held an activity that counts.
    begun: dict[int, int]
    deputies: int
    # Deputies who came at least once, and how often all came or were on leave.
    people: int
    times: int
    leaves: int


def taking_part(*, user: User, asked: Asked) -> list[TakingPart]:
    """A line for each township in sight and 市直.

    Who is a deputy of a group on the last day and came in the time asked for counts
    once, where that group is at home.
    """
    homes = _homes(user, asked)
    held = activities_held(user=user, asked=asked).order_by()
    # unscoped: who came to the activities in sight
    came = Attendance.objects.filter(activity__in=held.values("pk")).order_by()
    at = f"activity__{asked.at('township')}"
    times = _counted(came.filter(presence__in=CAME), at)
    leaves = _counted(came.filter(presence=Presence.LEAVE), at)
    due, people = _people(homes, came, asked.last_day)
    begun = {n: _begun(held, homes, n) for n in ROUNDS}
    many = Counter(homes.values())
    keys = {*many, *times, *leaves}
    return [
        TakingPart(
            place,
            many[place.pk],
            {n: begun[n][place.pk] for n in ROUNDS},
            due[place.pk],
            people[place.pk],
            times[place.pk],
            leaves[place.pk],
        )
        for place in homes_of(keys, user=user, asked=asked)
    ]


def _homes(user: User, asked: Asked) -> dict[int, int]:
    """By group of the last day the place in which it counts."""
    groups = DeputyGroup.objects.visible_to(user).existing(asked.last_day).order_by()
    if not asked.is_by_now:
        groups = groups.with_township_on(asked.last_day)
    home = "township__now" if asked.is_by_now else "township_then"
    return dict(asked.placed(groups, home).values_list("pk", home))


def _counted(rows, by: str) -> Counter:
    return Counter(dict(rows.values_list(by).annotate(n=Count("pk"))))


def _people(homes: dict[int, int], came, day) -> tuple[Counter, Counter]:
    """By place how many deputies there are, and how many of them came."""
    # unscoped: the members of groups in sight
    rows = GroupMembership.objects.on(day).filter(group__in=homes)
    pairs = set(in_duty(rows, day).order_by().values_list("group", "person"))
    due = {(homes[group], person) for group, person in pairs}
    present = set(came.filter(presence__in=CAME).values_list("person", flat=True))
    return (
        Counter(place for place, _ in due),
        Counter(place for place, person in due if person in present),
    )


def _begun(held, homes: dict[int, int], number: int) -> Counter:
    found = held.filter(round=number).values_list("group", flat=True).distinct()
    return Counter(homes[group] for group in found if group in homes)
