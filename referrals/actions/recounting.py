"""When the official calendar changes, what runs is counted anew; what stopped is not."""

from datetime import date

from django.db import transaction
from django.db.models import Q

from referrals.enums import DueCause
from referrals.models import Clock, Opinion
from tianmen_congress.base.clocks.calendar import official, today
from tianmen_congress.base.clocks.working_days import WorkingDays

from . import timing
from .gate import locked
from .law import latest


@transaction.atomic
def count_running(since: date) -> int:
    """Move the days of all clocks that a change of the calendar from `since` on reaches.

    The day that moved is said beside the clock with its cause. How many moved.
    """
    running = Clock.objects.filter(stopped_on=None).filter(
        Q(due_on__gte=since) | Q(latest_on__gte=since)
    )
    rows = running.select_related("opinion__campaign").prefetch_related(
        "pauses", "extensions"
    )
    first = rows.order_by("started_on").first()
    if first is None:
        return 0
    calendar = official(first.started_on)
    moved = [clock for clock in rows if _is_moved(clock, calendar)]
    opinions = sorted({clock.opinion_id: clock.opinion for clock in moved}.items())
    return sum(_count(opinion) for _, opinion in opinions)


def _is_moved(clock: Clock, calendar: WorkingDays) -> bool:
    before = clock.due_on, clock.yellow_on, clock.latest_on
    clock.latest_on = clock.latest_on and latest(clock)
    deadline = clock.deadline(calendar)
    yellow = deadline.warns(clock.opinion.campaign.yellow_after)
    return (deadline.due, yellow, clock.latest_on) != before


def _count(opinion: Opinion) -> int:
    row = locked(opinion)
    before = [clock.due_on for clock in row.running_clocks]
    for clock in row.running_clocks:
        if clock.latest_on:
            clock.latest_on = latest(clock)
            clock.save(update_fields=["latest_on"])
        timing.count_anew(row, clock, today(), DueCause.CALENDAR)
    timing.settle(row)
    row.save(update_fields=["due_on", "yellow_on", "law_due_on", "is_paused"])
    after = [clock.due_on for clock in row.running_clocks]
    return sum(one != other for one, other in zip(before, after, strict=True))
