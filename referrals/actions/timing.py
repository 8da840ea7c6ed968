"""Starting, stopping, pausing and extending the clocks of one opinion."""

from collections.abc import Iterable
from datetime import date

from django.db.models import DateField, F, Value
from django.db.models.functions import Least

from referrals.enums import SIDE_CLOCKS, ClockStep, DueCause
from referrals.models import Clock, ClockPause, DueDay, Opinion, PauseRequest
from referrals.workflow import MoveRefused
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.campaigns.models import StepTime
from tianmen_congress.base.campaigns.queries import step_time
from tianmen_congress.base.clocks.calendar import official
from tianmen_congress.base.clocks.deadlines import Deadline
from tianmen_congress.base.clocks.enums import DayUnit

from .reasons import why

# The campaign's time of a second round, a due promise and a returned answer.
AGAIN = "again"


def start(
    opinion: Opinion,
    step: ClockStep,
    on: date,
    *,
    organ: Organ | None = None,
    fixed_on: date | None = None,
    is_again: bool = False,
) -> Clock | None:
    """Let the time of `step` run from `on`; none where the campaign allows any time."""
    time = time_of(opinion, step, is_again=is_again)
    if time is None and fixed_on is None:
        return None
    if fixed_on is not None and fixed_on < on:
        raise MoveRefused("办理期限不能早于办理日期")
    calendar = official(on)
    if time is None:
        deadline = Deadline(on, 0, DayUnit.CALENDAR, calendar=calendar)
    else:
        deadline = time.begun(on, calendar)
    if fixed_on is not None:
        deadline = deadline.moved_to(fixed_on, on=on)
    clock = Clock.objects.create(
        opinion=opinion,
        round=opinion.round,
        step=step,
        organ=organ,
        started_on=on,
        allowed=time.days if time else None,
        unit=deadline.unit,
        fixed_on=fixed_on,
        due_on=deadline.due,
        yellow_on=deadline.warns(opinion.campaign.yellow_after),
    )
    opinion.running_clocks.append(clock)
    say(clock, on, DueCause.BEGUN)
    return clock


def time_of(opinion: Opinion, step: str, *, is_again: bool) -> StepTime | None:
    """What the campaign allows; who answers a second time has a time of his own."""
    again = step_time(opinion.campaign, AGAIN) if is_again else None
    return again or step_time(opinion.campaign, step)


def start_parts(opinion: Opinion, on: date) -> None:
    """In a new round each co-handling unit owes its part again, in its own time."""
    owing = opinion.assignments.filter(ended_on=None, is_lead=False, waived_on=None)
    for assignment in owing.select_related("unit"):
        start(opinion, ClockStep.CO_ANSWER, on, organ=assignment.unit)


def stop(
    opinion: Opinion,
    steps: Iterable[ClockStep],
    on: date,
    *,
    organ: Organ | None = None,
) -> None:
    """Stop the running clocks of `steps`, of `organ` alone when it is given."""
    chosen = [
        clock
        for clock in opinion.running_clocks
        if clock.step in steps and (organ is None or clock.organ_id == organ.pk)
    ]
    if not chosen:
        return
    if opinion.is_paused:
        _end_pauses(opinion, chosen, on)
    Clock.objects.filter(pk__in=[c.pk for c in chosen]).update(stopped_on=on)
    opinion.running_clocks = [c for c in opinion.running_clocks if c not in chosen]
    # What starts after this runs: the pause ends with the clocks that it was for, and
    # the law's time, which alone goes on, counts again.
    if opinion.is_paused and not _steps(opinion):
        resume(opinion, on)


def _steps(opinion: Opinion) -> list[Clock]:
    return [c for c in opinion.running_clocks if c.step != ClockStep.LAW]


def pause(
    opinion: Opinion,
    on: date,
    ends_on: date,
    *,
    reason: str,
    asked_as: str,
    request: PauseRequest | None = None,
) -> None:
    """After `on`, up to `ends_on`, the time of all running clocks does not count.

    It is known when it will end: the deadlines move at once.
    """
    ClockPause.objects.bulk_create(
        ClockPause(
            clock=clock,
            since=on,
            ends_on=ends_on,
            reason=reason,
            asked_as=asked_as,
            request=request,
        )
        for clock in opinion.running_clocks
    )
    for clock in opinion.running_clocks:
        count_anew(opinion, clock, on, DueCause.PAUSED)
    opinion.is_paused = True


def resume(opinion: Opinion, on: date) -> None:
    """Time counts again, on the last day of the pause at the latest."""
    _end_pauses(opinion, opinion.running_clocks, on)
    opinion.is_paused = False


def _end_pauses(opinion: Opinion, clocks: list[Clock], on: date) -> None:
    """Each deadline moves by what in fact did not count."""
    pauses = ClockPause.objects.filter(clock__in=clocks, until=None)
    paused = set(pauses.values_list("clock", flat=True))
    pauses.update(until=Least(F("ends_on"), Value(on, output_field=DateField())))
    for clock in clocks:
        if clock.pk in paused:
            count_anew(opinion, clock, on, DueCause.RESUMED)


def count_anew(opinion: Opinion, clock: Clock, on: date, cause: DueCause) -> None:
    """Its days, once a pause is over or more time was granted.

    From the start and by the whole rule: a day that had moved to a working one is no
    place to go on from. A day that moved is said.
    """
    before, deadline = clock.due_on, clock.deadline(official(clock.started_on))
    clock.due_on = deadline.due
    clock.yellow_on = deadline.warns(opinion.campaign.yellow_after)
    clock.save(update_fields=["due_on", "yellow_on"])
    if clock.due_on != before or cause == DueCause.BEGUN:
        say(clock, on, cause)


def say(clock: Clock, on: date, cause: DueCause) -> None:
    """Keep by when it is due, and why, as everybody is told on that day."""
    words = why(clock)
    DueDay.objects.create(
        clock=clock, on=on, cause=cause, due_on=clock.due_on, words=words
    )


def main_clocks(opinion: Opinion) -> list[Clock]:
    """Those of whoever has it: no co-handling unit's."""
    return [
        clock
        for clock in opinion.running_clocks
        if clock.step not in SIDE_CLOCKS
        and clock.organ_id in (None, opinion.lead_unit_id)
    ]


def settle(opinion: Opinion) -> None:
    """Copy to the opinion what its lists show: the nearest deadline of whoever has it.

    What co-handling units have still to sign for is theirs alone.
    """
    main = main_clocks(opinion)
    nearest = min(main, key=lambda clock: clock.due_on, default=None)
    opinion.due_on = nearest.due_on if nearest else None
    opinion.yellow_on = nearest.yellow_on if nearest else None
    laws = [clock for clock in main if clock.step == ClockStep.LAW]
    opinion.law_due_on = laws[0].due_on if laws else None
    opinion.is_paused = opinion.is_paused and bool(main)
