"""Which row of a roster is which mandate that is already there.

Rosters carry no number of their own: name, sex, birth month, telephone and the row's
number must tell people apart. What agrees is paired, strictest first and only where
neither side has a choice; what contradicts is left for somebody to decide.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from deputies.models import Mandate


@dataclass(frozen=True, slots=True)
class Marks:
    """What tells one person from another of the same name."""

    sex: str = ""
    # Months that the birth month may be; none: it is not known.
    births: frozenset[date] = frozenset()
    phone: str = ""
    number: int | None = None

    @classmethod
    def of(cls, mandate: Mandate) -> "Marks":
        person = mandate.person
        births = frozenset([person.birth_month] if person.birth_month else [])
        return cls(person.sex, births, person.phone, mandate.roster_number)


@dataclass(slots=True)
class Paired:
    """What became of the rows of one name: row's place in the list -> mandate."""

    known: dict[int, Mandate] = field(default_factory=dict)
    # Rows that may be one of these mandates, or somebody new.
    doubtful: dict[int, list[Mandate]] = field(default_factory=dict)


def _birth(row: Marks, known: Marks) -> bool | None:
    """Whether the birth months agree; None where one of them is not known."""
    if not row.births or not known.births:
        return None
    return bool(row.births & known.births)


def _phone(row: Marks, known: Marks) -> bool | None:
    return row.phone == known.phone if row.phone and known.phone else None


def _sex(row: Marks, known: Marks) -> bool:
    return not (row.sex and known.sex) or row.sex == known.sex


def _number(row: Marks, known: Marks) -> bool:
    return row.number is not None and row.number == known.number


def _both(row: Marks, known: Marks) -> bool:
    return bool(_birth(row, known) and _phone(row, known))


def _one(row: Marks, known: Marks) -> bool:
    return _sex(row, known) and bool(_birth(row, known) or _phone(row, known))


def _nothing_against(row: Marks, known: Marks) -> bool:
    against = False in (_birth(row, known), _phone(row, known))
    return _sex(row, known) and not against


def _numbered(test: Callable[[Marks, Marks], bool]) -> Callable[[Marks, Marks], bool]:
    return lambda row, known: _number(row, known) and test(row, known)


# Strictest first; each is tried alone, so that a weaker likeness never takes away
# the partner of a stronger one.
LEVELS = (
    _numbered(_both),
    _both,
    _numbered(_one),
    _one,
    _numbered(_nothing_against),
    _nothing_against,
)


def pair(rows: list[Marks], mandates: list[Mandate]) -> Paired:
    """Pair the rows of one name with the mandates of that name in the same congress."""
    paired, marks = Paired(), {m.pk: Marks.of(m) for m in mandates}
    free = dict(enumerate(rows))
    left = {m.pk: m for m in mandates}
    for level in LEVELS:
        for place, pk in _only_choices(free, marks, left, level):
            paired.known[place] = left.pop(pk)
            del free[place]
    for place, row in free.items():
        if doubts := [m for m in left.values() if _sex(row, marks[m.pk])]:
            paired.doubtful[place] = doubts
    return paired


def _only_choices(free, marks, left, level) -> list[tuple[int, int]]:
    """Pairs of this level in which neither side has another choice."""
    alike = {
        place: [pk for pk in left if level(row, marks[pk])]
        for place, row in free.items()
    }
    wanted = [pk for choices in alike.values() for pk in choices]
    return [
        (place, choices[0])
        for place, choices in alike.items()
        if len(choices) == 1 and wanted.count(choices[0]) == 1
    ]
