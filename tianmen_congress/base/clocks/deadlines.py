"""When an amount of time is over, and which days in between did not count.

Working days follow the official calendar. Days and months follow the law: the day of
the start does not count, and an end on a day off moves to the next working day. That
is the last thing done: a day off in between costs nobody time, nor gives any.
"""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import NamedTuple

from .enums import DayUnit
from .working_days import WorkingDays


class Pause(NamedTuple):
    """Time that does not count: the days after `since` up to and with `until`."""

    since: date
    until: date


@dataclass(frozen=True, slots=True)
class Deadline:
    """So much time from a day on, less what was paused, by a calendar of working days."""

    start: date
    amount: int
    unit: str
    pauses: tuple[Pause, ...] = ()
    # A day that somebody set in place of the rule's own, and when he did: it stands as
    # it was said, and what had been lost until then is in it.
    set_to: date | None = None
    set_on: date | None = None
    # A worked day beyond which nothing carries it: no pause and nobody's word.
    latest: date | None = None
    calendar: WorkingDays = field(kw_only=True, repr=False)

    @property
    def due(self) -> date:
        """The last day."""
        return min(self._carried, self.latest or date.max)

    @property
    def _carried(self) -> date:
        """The same, as far as pauses and somebody's word carry it."""
        lost = self._all(_union(self.pauses, after=self.set_on or self.start))
        if self.set_to and not lost:
            return self.set_to
        end = self.set_to or self._end_of_amount()
        return self.calendar.rolled(self._later(end, lost))

    def warns(self, percent: int) -> date:
        """The day on which `percent` of the time is used.

        What was paused is no time used: it moves the day when it lies before it.
        """
        pauses = _union(self.pauses, after=self.start)
        whole = max(self._days(self.start, self.due) - self._all(pauses), 0)
        day = self._later(self.start, -(-whole * percent // 100))
        for pause in pauses:
            if pause.since < day:
                day = self._later(day, self._days(*pause))
        return day

    def after(self, pause: tuple[date, date]) -> "Deadline":
        """The same with one more pause."""
        return replace(self, pauses=(*self.pauses, Pause(*pause)))

    def moved_to(self, day: date, *, on: date) -> "Deadline":
        """The same after somebody said on a day that it is due on another one."""
        return replace(self, set_to=day, set_on=on)

    def _end_of_amount(self) -> date:
        if self.unit == DayUnit.MONTH:
            return add_months(self.start, self.amount)
        return self._later(self.start, self.amount)

    def _all(self, pauses: Iterable[Pause]) -> int:
        return sum(self._days(*pause) for pause in pauses)

    def _days(self, since: date, until: date) -> int:
        if self.unit == DayUnit.WORKING:
            return self.calendar.between(since, until)
        return (until - since).days

    def _later(self, day: date, many: int) -> date:
        if self.unit == DayUnit.WORKING:
            return self.calendar.later(day, many)
        return day + timedelta(days=many)


def _union(pauses: Iterable[tuple[date, date]], *, after: date) -> list[Pause]:
    """What of `pauses` lies after a day, in order, each day once."""
    spans: list[Pause] = []
    for since, until in sorted(pauses):
        since = max(since, after)
        if until <= since:
            continue
        if spans and since <= spans[-1].until:
            since, until = spans[-1].since, max(spans[-1].until, until)
            spans.pop()
        spans.append(Pause(since, until))
    return spans


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or its last one where there is none such."""
    number = day.year * 12 + day.month - 1 + months
    year, month = divmod(number, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
