"""Who uses the database of a home: the last one out switches it off.

Every user holds a shared lock on a file. The kernel gives it back whatever way the
user ends, so a killed one leaves nothing behind that would have to be tidied up.
"""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self


class Users:
    """Our place among the users; children that inherit `fileno()` keep it too."""

    def __init__(self, folder: Path) -> None:
        self._turn = folder / "database.turn"
        self._file = (folder / "database.users").open("w")

    @contextmanager
    def turn(self) -> Iterator[Self]:
        """Only one at a time looks whether the server runs, starts it or stops it."""
        with self._turn.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield self

    def enter(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def is_last(self) -> bool:
        """Whether nobody else is in; asked on leaving, as it may give up our place."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def leave(self) -> None:
        self._file.close()

    def fileno(self) -> int:
        return self._file.fileno()
