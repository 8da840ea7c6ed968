"""A figure of this month beside that of the same days of the month before."""

from dataclasses import dataclass
from datetime import timedelta

from tianmen_congress.base.accounts.models import User

from .queries import Counted, counted_for
from .registry import Asked, Figure, figures


@dataclass(frozen=True, slots=True)
class Compared:
    """The number of the whole time, and how this month does."""

    counted: Counted
    now: int
    before: int

    @property
    def direction(self) -> str:
        if self.now == self.before:
            return "same"
        return "more" if self.now > self.before else "less"


def compared(key: str, *, user: User, asked: Asked) -> Compared:
    """The figure called `key` of what was asked for, of its last month, and of the one
    before up to the same day."""
    figure, last = figures[key], asked.last_day
    since = last.replace(day=1)
    before = since - timedelta(days=1)
    until = before.replace(day=min(last.day, before.day))
    return Compared(
        counted_for(figure, user, asked),
        _many(figure, user, asked.narrowed(since=since, until=last)),
        _many(figure, user, asked.narrowed(since=until.replace(day=1), until=until)),
    )


def _many(figure: Figure, user: User, asked: Asked) -> int:
    return counted_for(figure, user, asked).value
