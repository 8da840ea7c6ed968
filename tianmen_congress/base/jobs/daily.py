"""What has to be done once a day, with nobody signed in.

A room above registers its work when the program starts; the worker asks for whatever
was not done today, at its start and every few minutes. Days on which it stood still
are not made up for one by one: a work does all that is due by now.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.registry import Registry

from .models import DailyRun

logger = logging.getLogger(__name__)

Work = Callable[[], dict[str, int]]
works: Registry[str, Work] = Registry()


@dataclass(frozen=True, slots=True)
class SlowWork:
    """Work that takes minutes: outside any transaction, and with its own account."""

    do: Callable[[], object]
    is_due: Callable[[str], bool]


slow_works: Registry[str, SlowWork] = Registry()


def register(name: str, work: Work) -> None:
    """Tell what is done each day; `work` answers how many of each thing it did.

    It runs in one transaction and must be safe to repeat.
    """
    works[name] = work


def register_slow(
    name: str, work: Callable[[], object], *, is_due: Callable[[str], bool]
) -> None:
    """Tell what is done each day but must not hold a transaction open meanwhile.

    The room keeps account of it: `is_due(name)` is asked again right before the work,
    which itself sees to it that two workers don't do it at once.
    """
    slow_works[name] = SlowWork(work, is_due)


def run_once(name: str) -> DailyRun | None:
    """Do the work unless it was done today; None when somebody else did it.

    A second worker waits at the unique row of the day until the first is through:
    if that one failed, the second does it.
    """
    if name in slow_works:
        if slow_works[name].is_due(name):
            slow_works[name].do()
        return None
    with acting_as(None, how=f"daily {name}"):
        # unscoped: the worker's own book of days
        run, is_first = DailyRun.objects.get_or_create(name=name, day=today())
        if not is_first:
            return None
        run.counts = works[name]()
        run.save(update_fields=["counts"])
    logger.info("daily %s: %s", name, run.counts)
    return run


def due() -> list[str]:
    """Works that were not done today."""
    # unscoped: the worker's own book of days
    done = DailyRun.objects.filter(day=today()).values_list("name", flat=True)
    slow = [name for name, work in slow_works.items() if work.is_due(name)]
    return sorted(set(works) - set(done)) + slow
