"""The order of names by the strokes of their characters (按姓氏笔画排序).

fixtures/strokes.txt holds a line for each number of strokes, in each the characters by
the kinds of their strokes from the first on: 一丨丿丶乛 (docs/decisions/0020).
"""

from functools import cache

from django.conf import settings

from tianmen_congress.base.cells import bare
from tianmen_congress.base.cells.names import DOTS

from .names import surname

LONGEST = 300


def strokes(name: str) -> str:
    """What names are sorted by: the surname, then shorter names first, then the rest.

    王毅 stands before 王小洪, as in the lists of congresses: a given name of a single
    character comes first, whatever its strokes.
    """
    name = DOTS.sub("", bare(name))
    first = surname(name)
    given = name.removeprefix(first)
    return f"{_places(first)} {len(given):02}{_places(given)}"[:LONGEST]


def _places(characters: str) -> str:
    return "".join(map(_place, characters))


@cache
def _place(character: str) -> str:
    """The number of its strokes, and its place among those of as many."""
    for number, line in enumerate(_lines(), 1):
        if (place := line.find(character)) >= 0:
            return f"{number:02}{place:04}"
    # What is no character known stands behind them all.
    return f"99{ord(character):07}"


@cache
def _lines() -> list[str]:
    path = settings.BASE_DIR / "fixtures" / "strokes.txt"
    return path.read_text(encoding="utf-8").splitlines()
