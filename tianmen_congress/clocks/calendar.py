"""What day it is, and how many working days lie between two days."""

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from .models import Holiday


def today() -> date:
    """The business day in 天门. The only place that asks the clock for a day."""
    return settings.TODAY or timezone.localdate()


def exceptions(start: date, end: date) -> dict[date, bool]:
    """Days from `start` to `end` that differ from their week: worked or not."""
    rows = Holiday.objects.filter(day__range=(start, end))
    return dict(rows.values_list("day", "is_worked"))


def add_working_days(start: date, days: int) -> date:
    """The day on which the last of `days` working days after `start` falls."""
    special = exceptions(start, start + timedelta(days=days * 3 + 30))
    day, left = start, days
    while left:
        day += timedelta(days=1)
        left -= special.get(day, day.weekday() < 5)
    return day


def working_days_between(start: date, end: date) -> int:
    """Working days after `start` up to and with `end`; negative when `end` is earlier."""
    if end < start:
        return -working_days_between(end, start)
    special = exceptions(start, end)
    days = (start + timedelta(days=n) for n in range(1, (end - start).days + 1))
    return sum(special.get(day, day.weekday() < 5) for day in days)
