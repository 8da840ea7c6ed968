"""A month of activities, week by week."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from groups.activities.models import Activity


@dataclass(frozen=True, slots=True)
class Day:
    on: date
    # Days of the weeks at the edges belong to other months.
    is_of_month: bool
    activities: list[Activity]


def weeks_of(month: date, rows: Iterable[Activity]) -> list[list[Day]]:
    """Weeks from Monday to Sunday, each day with what is held or planned on it."""
    found: dict[date, list[Activity]] = defaultdict(list)
    for row in rows:
        found[row.held_on].append(row)
    weeks = Calendar().monthdatescalendar(month.year, month.month)
    return [
        [Day(day, day.month == month.month, found.get(day, [])) for day in week]
        for week in weeks
    ]
