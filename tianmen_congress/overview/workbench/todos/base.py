"""One thing that waits, and all of one kind."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

SHOWN = 12
# Lines of the first page: the most urgent of all kinds.
LINES = 15


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that waits: what, where, until when, and how urgent."""

    title: str
    url: str
    kind: str
    step: str
    due_on: date | None = None
    light: str = ""
    # Short words of what is unusual about it.
    tags: Sequence[str] = ()
    # How many times somebody above asked to hurry, to no effect yet.
    urges: int = 0
    # A button beside it, where one step settles it.
    act: str = ""
    act_url: str = ""
    # By which people call it, where it has a number: 〔2017〕渔薪048号.
    number: str = ""

    @property
    def short_number(self) -> str:
        """The year and the sign of a document are told by the page: 渔薪048."""
        return re.sub(r"〔\d+〕|号$", "", self.number)

    @property
    def subject(self) -> str:
        return self.title.removeprefix(self.number).strip()


@dataclass(frozen=True, slots=True)
class Pile:
    """The most urgent of one kind, how many there are, and the list of all."""

    kind: str
    count: int
    todos: list[Todo]
    url: str


def make_pile(
    kind: str, rows: QuerySet, as_todo: Callable[..., Todo], url: str
) -> Pile | None:
    first = list(rows[:SHOWN])
    count = len(first) if len(first) < SHOWN else rows.count()
    return Pile(kind, count, [as_todo(row) for row in first], url)


def by_deadline(piles: Iterable[Pile]) -> list[Todo]:
    """The most urgent of all of them, in one order; what has no day comes last."""
    todos = [todo for pile in piles for todo in pile.todos]
    return sorted(todos, key=lambda todo: todo.due_on or date.max)[:LINES]
