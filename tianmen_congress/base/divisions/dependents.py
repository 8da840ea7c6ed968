"""What hangs on a place: what is called after it, and what lives in it.

A room registers what it hangs there, in its module `dependents`:

    register_hanging(Hanging("households", "贫困户", "户", count=..., move=...))
    register_namesake(rename_groups)
"""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from tianmen_congress.base.registry import Registry

from .models import Division

# Called with a place that got another name, its old name and the day; how many rows
# are called after it.
Namesake = Callable[[Division, str, date], int]


@dataclass(frozen=True, slots=True)
class Hanging:
    """Rows that live on in another place when theirs is closed.

    `count` tells by key of a place how many live there now; `move` takes those of the
    first place to the second as of the day, and tells how many. What happened in a
    place is none of them: it stays where it happened.
    """

    key: str
    label: str
    unit: str
    count: Callable[[Collection[Division]], dict[int, int]]
    move: Callable[[Division, Division, date], int]
    order: int = 100


hangings: Registry[str, Hanging] = Registry()
namesakes: Registry[str, Namesake] = Registry()


def register_hanging(hanging: Hanging) -> None:
    hangings[hanging.key] = hanging


def register_namesake(rename: Namesake) -> Namesake:
    namesakes[f"{rename.__module__}.{rename.__name__}"] = rename
    return rename


def all_hangings() -> list[Hanging]:
    return sorted(hangings.values(), key=lambda hanging: hanging.order)
