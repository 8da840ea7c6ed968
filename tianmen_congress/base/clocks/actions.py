"""Filling the official calendar, and what has to be counted anew when it changes."""

from collections.abc import Callable
from datetime import date, timedelta

import chinese_calendar

from tianmen_congress.base.registry import Registry

from .models import CalendarYear, Holiday

# What rooms above count by working days: each is told the first day that changed.
counted: Registry[Callable[[date], int], Callable[[date], int]] = Registry()


def count_anew(since: date) -> int:
    """Have everything that runs counted by the calendar as it is now; how many moved."""
    return sum(count(since) for count in counted)


def seed_holidays(first_year: int, last_year: int) -> int:
    """Add the official holidays and swap days of these years, all; edited days stay.

    Returns how many days were added. The package knows the years 2004 to 2026; later
    ones the office enters itself, as the State Council announces them.
    """
    day, end = date(first_year, 1, 1), date(last_year, 12, 31)
    known = set(Holiday.objects.values_list("day", flat=True))
    rows = []
    while day <= end:
        is_worked = chinese_calendar.is_workday(day)
        if is_worked != (day.weekday() < 5) and day not in known:
            rows.append(Holiday(day=day, name=_name(day), is_worked=is_worked))
        day += timedelta(days=1)
    CalendarYear.objects.bulk_create(
        (CalendarYear(year=year) for year in range(first_year, last_year + 1)),
        ignore_conflicts=True,
    )
    return len(Holiday.objects.bulk_create(rows))


def _name(day: date) -> str:
    holiday = chinese_calendar.get_holiday_detail(day)[1]
    names = {
        "New Year's Day": "元旦",
        "Spring Festival": "春节",
        "Tomb-sweeping Day": "清明节",
        "Labour Day": "劳动节",
        "Dragon Boat Festival": "端午节",
        "National Day": "国庆节",
        "Mid-autumn Festival": "中秋节",
    }
    return names.get(holiday, "节假日")
