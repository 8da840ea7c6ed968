"""When an amount of time is over, and which days in between did not count.

Working days follow the official calendar. Days and months follow the law: the day of
the start does not count, and an end on a day off moves to the next working day.
"""

from calendar import monthrange
from collections.abc import Iterable
from datetime import date, timedelta

from .calendar import add_working_days, exceptions, working_days_between
from .models import Holiday

WORKING, CALENDAR, MONTH = "working", "calendar", "month"


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last one where there is none such."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def next_working_day(day: date) -> date:
    """`day` itself when it is worked, else the first worked day after it."""
    special = exceptions(day, day + timedelta(days=30))
    while not special.get(day, day.weekday() < 5):
        day += timedelta(days=1)
    return day


def due_day(start: date, amount: int, unit: str) -> date:
    """The last day of `amount` after `start`."""
    if unit == WORKING:
        return add_working_days(start, amount)
    end = add_months(start, amount) if unit == MONTH else start + timedelta(amount)
    return next_working_day(end)


def warning_day(
    start: date,
    due: date,
    unit: str,
    percent: int,
    pauses: Iterable[tuple[date, date]] = (),
) -> date:
    """The day on which `percent` of the time from `start` to `due` is used.

    What was paused is no time used: it moves the day when it lies before it.
    """
    pauses = sorted(pauses)
    whole = _days(start, due, unit) - sum(_days(*pause, unit) for pause in pauses)
    day = _later(start, -(-max(whole, 0) * percent // 100), unit)
    for since, until in pauses:
        if since < day:
            day = _later(day, _days(since, until, unit), unit)
    return day


def _days(start: date, end: date, unit: str) -> int:
    if unit == WORKING:
        return max(working_days_between(start, end), 0)
    return (end - start).days


def _later(day: date, days: int, unit: str) -> date:
    return add_working_days(day, days) if unit == WORKING else day + timedelta(days)


def after_pause(due: date, unit: str, paused: date, resumed: date) -> date:
    """`due` moved by the time that did not count, from `paused` to `resumed`."""
    if unit == WORKING:
        return add_working_days(due, working_days_between(paused, resumed))
    return next_working_day(due + (resumed - paused))


def days_off(start: date, due: date) -> list[Holiday]:
    """Holidays and swap days after `start` up to `due`, in order."""
    first = start + timedelta(days=1)
    return list(Holiday.objects.filter(day__range=(first, due)).order_by("day"))
