"""A figure of this month beside that of the same days of the month before."""

from dataclasses import dataclass
from datetime import timedelta

from tianmen_congress.base.accounts.models import User

from .queries import Counted, counted_for
from .registry import Asked, figures


@dataclass(frozen=True, slots=True)
class Month:
    """This month up to its last day, and the one before up to the same day."""

    now: int
    before: int
    # The list of this month's.
    url: str

    @property
    def direction(self) -> str:
        if self.now == self.before:
            return "same"
        return "more" if self.now > self.before else "less"

    @property
    def difference(self) -> int:
        return abs(self.now - self.before)


@dataclass(frozen=True, slots=True)
class Compared:
    """The number of the whole time, and how this month does."""

    counted: Counted
    month: Month


def compared(key: str, *, user: User, asked: Asked) -> Compared:
    """The figure called `key` of what was asked for, and of its last month."""
    whole = counted_for(figures[key], user, asked)
    return Compared(whole, month_of(key, user=user, asked=asked))


def month_of(key: str, *, user: User, asked: Asked) -> Month:
    last = asked.last_day
    since = last.replace(day=1)
    before = since - timedelta(days=1)
    until = before.replace(day=min(last.day, before.day))
    now = counted_for(figures[key], user, asked.narrowed(since=since, until=last))
    then = asked.narrowed(since=until.replace(day=1), until=until)
    return Month(now.value, counted_for(figures[key], user, then).value, now.url)
