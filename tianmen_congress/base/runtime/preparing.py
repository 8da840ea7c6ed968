"""Who makes a home ready: one at a time, and whoever comes meanwhile waits for the end.

A first start, a command on a new home or a restore would else meet tables half made,
and a command would take a home for an empty one that is just being filled with the demo.
"""

import fcntl
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO

from .faults import Fault
from .home import Home

PATIENCE = 900
# Before anything is said: most starts are over by then.
UNSAID = 2


@contextmanager
def sole_preparer(home: Home) -> Iterator[IO[str]]:
    """Ours alone, whatever way others end; a process that inherits the file keeps it."""
    home.processes.mkdir(mode=0o700, parents=True, exist_ok=True)
    with (home.processes / "preparing").open("w") as turn:
        _wait_for(turn, home)
        yield turn


def wait_until_prepared(home: Home) -> None:
    """Return once nobody is at it."""
    with sole_preparer(home):
        pass


def _wait_for(turn: IO[str], home: Home) -> None:
    began, is_said = time.monotonic(), False
    while not took(turn):
        waited = time.monotonic() - began
        if waited > PATIENCE:
            raise Fault(
                f"{home.path} 中的系统很久还没有准备好，请稍后再试。",
                f"The system in {home.path} is still being prepared; try again later.",
            )
        if waited > UNSAID and not is_said:
            is_said = True
            print(
                "系统正在启动或恢复，等它完成…… / being prepared, waiting ...",
                file=sys.stderr,
                flush=True,
            )
        time.sleep(0.1)


def took(lock: IO[str]) -> bool:
    """Whether nobody else has it; the kernel gives it back when its holder ends."""
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True
