"""What was done week by week, or month by month."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Min, QuerySet
from django.db.models.functions import TruncMonth, TruncWeek

from groups.activities.queries.held import activities_held
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.figures.registry import Asked
from visits.queries.counts import calls_of, visits_asked, visits_to

SPANS = {"week": TruncWeek, "month": TruncMonth}


@dataclass(frozen=True, slots=True)
class Span:
    """A week from its Monday or a month from its first day; villages and households
    count in the span in which they were first reached."""

    since: date
    activities: int
    visits: int
    villages: int
    households: int
    calls: int


def progress(kind: str, *, user: User, asked: Asked) -> list[Span]:
    """Every span from the first in which something was done to the last."""
    held = activities_held(user=user, asked=asked).order_by()
    reached = visits_to(user=user, asked=asked)
    calls = calls_of(reached)
    columns = (
        _counted(held, "held_on", kind),
        _counted(visits_asked(user=user, asked=asked), "visited_on", kind),
        _first(reached, asked.at("village"), "visited_on", kind),
        _first(calls, "household", "visit__visited_on", kind),
        _counted(calls, "visit__visited_on", kind),
    )
    days = {day for column in columns for day in column}
    return [Span(day, *(each[day] for each in columns)) for day in _all(days, kind)]


def _counted(rows: QuerySet, day: str, kind: str) -> Counter:
    rows = rows.annotate(span=SPANS[kind](day)).values_list("span")
    return Counter(dict(rows.annotate(n=Count("pk", distinct=True))))


def _first(rows: QuerySet, what: str, day: str, kind: str) -> Counter:
    """Counted here: the database would have to group what it has just grouped."""
    days = rows.values(what).annotate(first=Min(day)).exclude(**{what: None})
    return Counter(_start(day, kind) for day in days.values_list("first", flat=True))


def _start(day: date, kind: str) -> date:
    if kind == "month":
        return day.replace(day=1)
    return day - timedelta(days=day.weekday())


def _all(days: set[date], kind: str) -> Iterator[date]:
    if not days:
        return
    day, last = min(days), max(days)
    step = timedelta(days=32 if kind == "month" else 7)
    while day <= last:
        yield day
        day = _start(day + step, kind)
