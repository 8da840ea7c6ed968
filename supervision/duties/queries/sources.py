"""Which records prove what a deputy did: required actions and points count these alone.

A room that keeps such records registers them, when the program starts:

    sources.register(ProofSource("diary", "履职日志", "篇", diaries, DiaryEntry))

What is told here is unscoped: who asks gives the people whom he may see.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import Model, QuerySet

from tianmen_congress.base.registry import Registry


class Proof(NamedTuple):
    """One record that tells of one person on one day; `page` is the key of the row on
    whose page it stands."""

    person: int
    day: date
    record: int
    page: int


@dataclass(frozen=True, slots=True)
class Sought:
    """Of which days, both counted, and of whom; of everybody where `people` is none.

    `people` is a query set of persons or keys of persons: it goes into SQL as it is.
    """

    since: date
    until: date
    people: QuerySet | Collection[int] | None = None

    def of(self, rows: QuerySet, *, person: str, day: str) -> QuerySet:
        """Those of `rows`; `person` and `day` are the columns that say whose and when."""
        rows = rows.filter(**{f"{day}__range": (self.since, self.until)})
        return self.of_people(rows, person)

    def of_people(self, rows: QuerySet, person: str) -> QuerySet:
        if self.people is None:
            return rows
        return rows.filter(**{f"{person}__in": self.people})


@dataclass(frozen=True, slots=True)
class ProofSource:
    """Records of one kind; `model` is of the rows on whose pages they stand, which have
    a scope of their own. `proofs` asks one query, whatever it is asked.

    A record that is void, struck off or not yet confirmed proves nothing. One record may
    prove something of several people, and is told once of each.
    """

    key: str
    label: str
    unit: str
    proofs: Callable[[Sought], Iterable[Proof]]
    model: type[Model]


registered: Registry[str, ProofSource] = Registry()


def register(source: ProofSource) -> None:
    registered[source.key] = source


def labels() -> list[tuple[str, str]]:
    return [(source.key, source.label) for source in registered.values()]
