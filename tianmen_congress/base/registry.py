"""What rooms above announce to a room below when the program starts."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Registry(dict[K, V]):
    """What was announced, by its name, in the order in which it came.

    The room below keeps one and fills it from a function `register` of its own.
    """

    def add(self, thing: K) -> None:
        """Announce what needs no other name than itself; twice is once."""
        self.setdefault(thing, thing)

    @contextmanager
    def left_clean(self) -> Iterator[Self]:
        """Whatever is announced meanwhile is forgotten afterwards."""
        kept = dict(self)
        try:
            yield self
        finally:
            self.clear()
            self.update(kept)

    @contextmanager
    def emptied(self) -> Iterator[Self]:
        """The same, and meanwhile nothing is known that was announced before."""
        with self.left_clean():
            self.clear()
            yield self
