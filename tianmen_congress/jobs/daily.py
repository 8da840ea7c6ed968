"""What has to be done once a day, with nobody signed in.

A room above registers its work when the program starts; the worker asks for whatever
was not done today, at its start and every few minutes. Days on which it stood still
are not made up for one by one: a work does all that is due by now.
"""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import DatabaseError, connection

from tianmen_congress.access import acting_as
from tianmen_congress.clocks.calendar import today

from .models import DailyRun
from .tasks import run_daily

logger = logging.getLogger(__name__)
# Between two looks at the calendar, in seconds.
PAUSE = 600

Work = Callable[[], dict[str, int]]
_works: dict[str, Work] = {}


@dataclass(frozen=True, slots=True)
class SlowWork:
    """Work that takes minutes: outside any transaction, and with its own account."""

    do: Callable[[], object]
    is_due: Callable[[str], bool]


_slow: dict[str, SlowWork] = {}


def register(name: str, work: Work) -> None:
    """Tell what is done each day; `work` answers how many of each thing it did.

    It runs in one transaction and must be safe to repeat.
    """
    _works[name] = work


def register_slow(
    name: str, work: Callable[[], object], *, is_due: Callable[[str], bool]
) -> None:
    """Tell what is done each day but must not hold a transaction open meanwhile.

    The room keeps account of it: `is_due(name)` is asked again right before the work,
    which itself sees to it that two workers don't do it at once.
    """
    _slow[name] = SlowWork(work, is_due)


def run_once(name: str) -> DailyRun | None:
    """Do the work unless it was done today; None when somebody else did it.

    A second worker waits at the unique row of the day until the first is through:
    if that one failed, the second does it.
    """
    if name in _slow:
        if _slow[name].is_due(name):
            _slow[name].do()
        return None
    with acting_as(None, how=f"daily {name}"):
        # unscoped: the worker's own book of days
        run, is_first = DailyRun.objects.get_or_create(name=name, day=today())
        if not is_first:
            return None
        run.counts = _works[name]()
        run.save(update_fields=["counts"])
    logger.info("daily %s: %s", name, run.counts)
    return run


def due() -> list[str]:
    """Works that were not done today."""
    # unscoped: the worker's own book of days
    done = DailyRun.objects.filter(day=today()).values_list("name", flat=True)
    slow = [name for name, work in _slow.items() if work.is_due(name)]
    return sorted(set(_works) - set(done)) + slow


def ask() -> list[str]:
    """Put before the worker what is due; what was asked for."""
    names = due()
    for name in names:
        run_daily.enqueue(name=name)
    return names


def watch(pause: float = PAUSE) -> None:
    """Go on asking as long as the worker lives, over failures of the database too."""
    while True:
        try:
            ask()
        except DatabaseError:
            logger.exception("could not ask for what is due today")
        connection.close()
        time.sleep(pause)
