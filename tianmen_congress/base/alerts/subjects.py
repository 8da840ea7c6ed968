"""The kinds of rows that people are told of; each is announced by the room that owns it.

An alert names its row by kind and key and holds no word of it: whoever may see the row
today reads its title there, whoever may not is told of nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.registry import Registry


@dataclass(frozen=True, slots=True)
class Subject:
    """What alerts of a kind are about.

    `rows` is the scope of its owner. `number` and `step` may leave the system: they say
    which row it is and where it stands, and nobody's words.
    """

    noun: str
    rows: Callable[[User], QuerySet]
    number: Callable[[Model], str]
    step: Callable[[Model], str]
    # For the eyes of whoever sees the row, inside the system.
    title: Callable[[Model], str] = str


subjects: Registry[str, Subject] = Registry()


def register(name: str, subject: Subject) -> None:
    """Announce a kind of row; called from a room's `apps.ready`."""
    subjects[name] = subject


def in_sight(user: User) -> Q:
    """Rows that hang on what `user` may see today, by their `about` and `row`."""
    seen = Q(pk__in=[])
    for name, subject in subjects.items():
        own = subject.rows(user).order_by().filter(pk=OuterRef("row"))
        seen |= Q(Exists(own), about=name)
    return seen
