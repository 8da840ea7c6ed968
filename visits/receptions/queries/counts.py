"""What figures and tables count of receptions."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Count, Model, QuerySet, Sum

from groups.models import DeputyGroup
from groups.places.models import Place
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures.queries import homes_of
from tianmen_congress.base.figures.registry import Asked
from visits.receptions.models import Reception, ReceptionDeputy

from .standing import (
    ACCEPTED,
    CLOSED,
    HELD,
    PASSED,
    PUT,
    SPOT,
    TOLD,
    measured,
    receptions,
)

COLUMNS = (HELD, ACCEPTED, SPOT, PASSED, PUT, CLOSED, TOLD)
# By what the monthly count has its lines.
TOWNSHIP, GROUP, PLACE = "township", "group", "place"


def receptions_asked(*, user: User, asked: Asked) -> QuerySet[Reception]:
    """Standing ones of the campaign, period and place asked for."""
    rows = Reception.objects.visible_to(user).standing().order_by()
    return asked.fitting(rows, day="held_on")


def count(*, user: User, asked: Asked, key: str) -> int:
    return measured(receptions_asked(user=user, asked=asked), key).count()


def ledger(*, user: User, asked: Asked) -> QuerySet[Reception]:
    """The lines of the book, in the order in which people came."""
    rows = receptions(user=user).standing().filter(party__gte=1)
    return asked.fitting(rows, day="held_on").order_by("held_on", "number")


@dataclass(frozen=True, slots=True)
class Received:
    """What was received in one township, by one group or in one place."""

    of: Model | None
    deputies: int
    people: int
    numbers: dict[str, int]


def received_by(by: str, *, user: User, asked: Asked) -> Iterator[Received]:
    rows = receptions_asked(user=user, asked=asked)
    path = asked.at(by) if by == TOWNSHIP else by
    held = measured(rows, HELD)
    # unscoped: who heard the voters of the receptions in sight
    hearings = ReceptionDeputy.objects.filter(reception__in=held.values("pk"))
    deputies = _by(hearings.order_by(), f"reception__{path}")
    people = Counter(dict(held.values_list(path).annotate(n=Sum("party"))))
    columns = {key: _by(measured(rows, key), path) for key in COLUMNS}
    keys = {key for column in columns.values() for key in column}
    for each in _named(by, keys, user=user, asked=asked):
        at = each.pk if each else None
        numbers = {key: column[at] for key, column in columns.items()}
        yield Received(each, deputies[at], people[at], numbers)


def _by(rows: QuerySet, path: str) -> Counter:
    pairs = rows.values_list(path).annotate(n=Count("pk", distinct=True))
    return Counter(dict(pairs))


def _named(by: str, keys: set, *, user: User, asked: Asked) -> list[Model | None]:
    """In the order of the paper; townships with those in sight that received nobody."""
    if by == TOWNSHIP:
        return _townships(keys, user=user, asked=asked)
    # unscoped: the groups and places of receptions in sight
    kind = DeputyGroup if by == GROUP else Place
    rows = kind.objects.filter(pk__in=keys - {None})
    # What a presidium received in its home is of no group.
    return [*rows, *([None] if None in keys else [])]


def _townships(keys: set, *, user: User, asked: Asked) -> list[Division]:
    return list(homes_of(keys, user=user, asked=asked))
