"""What the figures and the summary of activities count, each in one place."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, QuerySet

from groups.activities.enums import CAME
from groups.activities.models import Attendance
from groups.activities.queries.held import activities_held
from groups.models import DeputyGroup
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures.queries import homes_of
from tianmen_congress.base.figures.registry import Asked
from visits.models import HouseholdCall, Visit


def visits_asked(*, user: User, asked: Asked) -> QuerySet[Visit]:
    """Standing visits of the campaign, period and place asked for."""
    rows = Visit.objects.visible_to(user).standing().order_by()
    return asked.fitting(rows, day="visited_on")


def visits_to(*, user: User, asked: Asked) -> QuerySet[Visit]:
    """The same, of the place by its villages: whichever group went there."""
    rows = visits_asked(user=user, asked=asked.narrowed(township=None))
    return asked.placed(rows, home_at(asked))


def home_at(asked: Asked) -> str:
    """The path from a visit to the township in which its village lies, or lay."""
    return asked.at(f"{asked.at('village')}__parent")


def calls_of(visits: QuerySet[Visit]) -> QuerySet[HouseholdCall]:
    # unscoped: the calls of the visits in sight
    return HouseholdCall.objects.filter(visit__in=visits.values("pk")).order_by()


def villages_visited(*, user: User, asked: Asked) -> int:
    visits = visits_to(user=user, asked=asked)
    return visits.aggregate(n=Count(asked.at("village"), distinct=True))["n"]


def households_visited(*, user: User, asked: Asked) -> int:
    calls = calls_of(visits_to(user=user, asked=asked))
    return calls.aggregate(n=Count("household", distinct=True))["n"]


@dataclass(frozen=True, slots=True)
class Worked:
    """What the groups of one township, or one group, have done, and which villages and
    households of that township, or by that group there, were reached."""

    place: Division | DeputyGroup
    groups: int
    activities: int
    attendances: int
    visits: int
    away: int
    villages: int
    households: int
    calls: int


def work_done(*, user: User, asked: Asked) -> list[Worked]:
    """A line for each township in sight and 市直; of one township, for each of its
    groups, and for each that came to its villages.

    Who took part counts where the group is at home, what was reached where it lies.
    """
    by = "group" if asked.township else asked.at("township")
    where = "group" if asked.township else home_at(asked)
    groups = DeputyGroup.objects.visible_to(user).existing(asked.last_day).order_by()
    if not asked.is_by_now:
        groups = groups.with_township_on(asked.last_day)
    home = "township__now" if asked.is_by_now else "township_then"
    groups = asked.placed(groups, home)
    held = activities_held(user=user, asked=asked).order_by()
    visits = visits_asked(user=user, asked=asked)
    reached = visits_to(user=user, asked=asked)
    calls = calls_of(reached)
    # unscoped: who came to the activities in sight
    present = Attendance.objects.filter(
        activity__in=held.values("pk"), presence__in=CAME
    ).order_by()
    columns = (
        _counted(groups, "pk" if asked.township else home, "pk"),
        _counted(held, by, "pk"),
        _counted(present, f"activity__{by}", "pk"),
        _counted(visits, by, "pk"),
        _counted(visits.with_away().filter(is_away=True), by, "pk"),
        _counted(reached, where, asked.at("village")),
        _counted(calls, f"visit__{where}", "household"),
        _counted(calls, f"visit__{where}", "pk"),
    )
    keys = {key for column in columns for key in column}
    places = (
        _groups(keys, asked)
        if asked.township
        else homes_of(keys, user=user, asked=asked)
    )
    return [
        Worked(place, *(column[place.pk] for column in columns)) for place in places
    ]


def _counted(rows: QuerySet, by: str, what: str) -> Counter:
    pairs = rows.values_list(by).annotate(n=Count(what, distinct=True))
    return Counter(dict(pairs))


def _groups(keys: Iterable[int], asked: Asked) -> list[DeputyGroup]:
    """The township's own first, then those that came to its villages."""
    # unscoped: the groups of rows in sight
    rows = DeputyGroup.objects.filter(pk__in=keys).order_by("township__code", "number")
    return sorted(rows, key=lambda group: group.township_id != asked.township.pk)
