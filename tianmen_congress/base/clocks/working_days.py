"""Counting by working days; which days are worked is told from outside."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

DAY = timedelta(days=1)
# Off by the State Council's rules on festivals, whatever is arranged around them, as
# month and day, with the first year in which it held.
ALWAYS_OFF = {
    (1, 1): 1949,
    (5, 1): 1949,
    (5, 2): 2025,
    (10, 1): 1949,
    (10, 2): 1949,
    (10, 3): 1999,
}


def is_always_off(day: date) -> bool:
    """Whether no arrangement of a year can make it a working day."""
    return day.year >= ALWAYS_OFF.get((day.month, day.day), date.max.year + 1)


@dataclass(frozen=True, slots=True)
class WorkingDays:
    """Monday to Friday, but for the days told to be worked or off."""

    special: Mapping[date, bool] = field(default_factory=dict)

    def __contains__(self, day: date) -> bool:
        return not is_always_off(day) and self.special.get(day, day.weekday() < 5)

    def later(self, day: date, many: int) -> date:
        """The day on which the last of `many` working days after `day` falls."""
        while many:
            day += DAY
            many -= day in self
        return day

    def between(self, start: date, end: date) -> int:
        """Working days after `start` up to and with `end`; none when `end` is earlier."""
        days = (start + n * DAY for n in range(1, (end - start).days + 1))
        return sum(day in self for day in days)

    def rolled(self, day: date) -> date:
        """`day` itself when it is worked, else the first worked day after it."""
        while day not in self:
            day += DAY
        return day
