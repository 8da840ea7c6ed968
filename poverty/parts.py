"""What rooms above show on the pages of a household and of a village.

A room registers a part when the program starts:

    register_household_part(DetailPart("visits/_pairings.html", pairings_of_household))
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from tianmen_congress.accounts.models import User

from .models import Household, PoorVillage

Shown = Household | PoorVillage


@dataclass(frozen=True, slots=True)
class DetailPart:
    """A template, and what it is given as `part`; `build` answers None for nothing."""

    template: str
    build: Callable[[User, Shown], Mapping[str, object] | None]


_household_parts: list[DetailPart] = []
_village_parts: list[DetailPart] = []


def register_household_part(part: DetailPart) -> None:
    if part not in _household_parts:
        _household_parts.append(part)


def register_village_part(part: DetailPart) -> None:
    if part not in _village_parts:
        _village_parts.append(part)


def parts_of_household(user: User, household: Household) -> Iterator[dict[str, object]]:
    """Template and context of each part with something to show to `user`."""
    return _with_something(_household_parts, user, household)


def parts_of_village(user: User, village: PoorVillage) -> Iterator[dict[str, object]]:
    return _with_something(_village_parts, user, village)


def _with_something(
    parts: Iterable[DetailPart], user: User, row: Shown
) -> Iterator[dict[str, object]]:
    for part in parts:
        context = part.build(user, row)
        if context is not None:
            yield {"template": part.template, "context": context}
