"""Which records prove what a deputy did: required actions and points count these alone.

A room that keeps such records registers them, when the program starts:

    sources.register(ProofSource("diary", "履职日志", "篇", diaries, address))

What is told here is unscoped: who asks gives the people whom he may see.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from django.db.models import QuerySet

from tianmen_congress.base.registry import Registry


class Proof(NamedTuple):
    """One record that tells of one person on one day."""

    person: int
    day: date
    record: int


@dataclass(frozen=True, slots=True)
class Sought:
    """Of which days, both counted, and of whom; of everybody where `people` is none.

    `people` is a query set of persons or keys of persons: it goes into SQL as it is.
    """

    since: date
    until: date
    people: QuerySet | tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class ProofSource:
    """Records of one kind. `proofs` asks one query, whatever it is asked.

    A record that is void, struck off or not yet confirmed proves nothing. One record may
    prove something of several people, and is told once of each.
    """

    key: str
    label: str
    unit: str
    proofs: Callable[[Sought], Iterable[Proof]]
    address: Callable[[int], str]


registered: Registry[str, ProofSource] = Registry()


def register(source: ProofSource) -> None:
    registered[source.key] = source
