"""What day it is, and the official calendar as the office keeps it."""

from datetime import date, timedelta

from django.conf import settings
from django.utils import timezone

from .models import Holiday
from .working_days import WorkingDays


def today() -> date:
    """The business day in 天门. The only place that asks the clock for a day."""
    return settings.TODAY or timezone.localdate()


def official(since: date) -> WorkingDays:
    """Which days are worked from `since` on, as far as the office has entered them."""
    rows = Holiday.objects.filter(day__gte=since).order_by()
    return WorkingDays(dict(rows.values_list("day", "is_worked")))


def days_off(start: date, due: date) -> list[Holiday]:
    """Holidays and swap days after `start` up to `due`, in order."""
    first = start + timedelta(days=1)
    return list(Holiday.objects.filter(day__range=(first, due)).order_by("day"))
