"""What day it is, and the official calendar as the office keeps it."""

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from .models import CalendarYear, Holiday
from .working_days import WorkingDays


def today() -> date:
    """The business day in 天门. The only place that asks the clock for a day."""
    return settings.TODAY or timezone.localdate()


def stamped_today() -> date:
    """The day by the clock, for moments that the system stamps: they are real time,
    whatever day a demo says it is."""
    return timezone.localdate()


def official(since: date) -> WorkingDays:
    """Which days are worked from `since` on, as far as the office has entered them."""
    rows = Holiday.objects.filter(day__gte=since).order_by()
    return WorkingDays(dict(rows.values_list("day", "is_worked")))


def unsettled(day: date) -> str:
    """What to say of a day of a year whose holidays are not all entered, else nothing."""
    if CalendarYear.objects.filter(year=day.year).exists():
        return ""
    return f"{day.year}年放假安排未录入，暂按周末计算"


def missing_year() -> int | None:
    """The year whose holidays the office is asked for: this one's, from November the next's.

    The State Council announces them in October or November of the year before.
    """
    day = today()
    asked = [day.year, *([day.year + 1] if day.month >= 11 else [])]
    known = set(
        CalendarYear.objects.filter(year__in=asked).values_list("year", flat=True)
    )
    return next((year for year in asked if year not in known), None)


def days_off(start: date, due: date) -> list[Holiday]:
    """Holidays and swap days after `start` up to `due`, in order."""
    first = start + timedelta(days=1)
    return list(Holiday.objects.filter(day__range=(first, due)).order_by("day"))
