"""What the figures and the summary of activities count, each in one place."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from groups.activities.enums import Presence
from groups.activities.models import Attendance
from groups.activities.queries import activities_held
from groups.models import DeputyGroup
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures.registry import Asked
from visits.models import HouseholdCall, Visit


def visits_asked(*, user: User, asked: Asked) -> QuerySet[Visit]:
    """Standing visits of the campaign, period and place asked for."""
    rows = Visit.objects.visible_to(user).standing().order_by()
    return asked.fitting(rows, day="visited_on")


def calls_asked(*, user: User, asked: Asked) -> QuerySet[HouseholdCall]:
    visits = visits_asked(user=user, asked=asked)
    # unscoped: the calls of the visits in sight
    return HouseholdCall.objects.filter(visit__in=visits.values("pk")).order_by()


def villages_visited(*, user: User, asked: Asked) -> int:
    visits = visits_asked(user=user, asked=asked)
    return visits.aggregate(n=Count("village", distinct=True))["n"]


def households_visited(*, user: User, asked: Asked) -> int:
    calls = calls_asked(user=user, asked=asked)
    return calls.aggregate(n=Count("household", distinct=True))["n"]


@dataclass(frozen=True, slots=True)
class Worked:
    """What one township, or one group, has done."""

    place: Division | DeputyGroup
    groups: int
    activities: int
    attendances: int
    villages: int
    households: int
    calls: int


def work_done(*, user: User, asked: Asked) -> list[Worked]:
    """A line for each township in sight; of one township, for each of its groups."""
    by = "group" if asked.township else "township"
    groups = DeputyGroup.objects.visible_to(user).existing(today()).order_by()
    if asked.township:
        groups = groups.filter(township=asked.township)
    held = activities_held(user=user, asked=asked).order_by()
    visits = visits_asked(user=user, asked=asked)
    calls = calls_asked(user=user, asked=asked)
    # unscoped: who came to the activities in sight
    present = Attendance.objects.filter(
        activity__in=held.values("pk"), presence=Presence.PRESENT
    ).order_by()
    columns = (
        _counted(groups, "pk" if asked.township else "township", "pk"),
        _counted(held, by, "pk"),
        _counted(present, f"activity__{by}", "pk"),
        _counted(visits, by, "village"),
        _counted(calls, f"visit__{by}", "household"),
        _counted(calls, f"visit__{by}", "pk"),
    )
    model = DeputyGroup if asked.township else Division
    return [
        Worked(place, *(column[place.pk] for column in columns))
        for place in _places(model, columns)
    ]


def _counted(rows: QuerySet, by: str, what: str) -> Counter:
    pairs = rows.values_list(by).annotate(n=Count(what, distinct=True))
    return Counter(dict(pairs))


def _places(
    model: type[Division | DeputyGroup], columns: Iterable[Counter]
) -> list[Division | DeputyGroup]:
    keys = {key for column in columns for key in column}
    order = ("code",) if model is Division else ("number",)
    # unscoped: the places of rows in sight
    return list(model.objects.filter(pk__in=keys).order_by(*order))
