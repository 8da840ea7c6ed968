"""The law's own clock: it runs once, from the first hand-over of a deputy's suggestion.

It goes on through recall, relief, acceptance and the agenda, and stops with the answer. An
answer that is returned before it was judged was none: the same clock is taken up again.
"""

from datetime import date

from referrals.enums import ClockStep, DueCause
from referrals.models import Clock, Extension, Opinion
from tianmen_congress.base.campaigns.models import StepTime
from tianmen_congress.base.campaigns.queries import step_time

from . import timing
from .limits import law_clock, law_ends


def run(opinion: Opinion, on: date) -> None:
    """Begin it, or take it up where it began, by the rule of whoever answers now.

    A second round is asked for by the proposer and has a time of its own.
    """
    time = _time(opinion)
    if not opinion.is_suggestion or opinion.round > 1 or time is None:
        return
    clock = law_clock(opinion) or _first(opinion, on)
    is_known = clock.pk is not None
    clock.allowed, clock.unit, clock.stopped_on = time.days, time.unit, None
    clock.latest_on = latest(clock)
    clock.save()
    others = [each for each in opinion.running_clocks if each.pk != clock.pk]
    cause = DueCause.RESUMED if is_known else DueCause.BEGUN
    timing.count_anew(opinion, clock, on, cause)
    opinion.running_clocks = [*others, clock]


def latest(clock: Clock) -> date:
    """Where the law ends, by the calendar as it is."""
    opinion = clock.opinion
    return law_ends(opinion.campaign, clock.started_on, is_local=opinion.is_local)


def _time(opinion: Opinion) -> StepTime | None:
    """A township's own suggestions have less time, where the campaign says so."""
    local = step_time(opinion.campaign, "law_local") if opinion.is_local else None
    return local or step_time(opinion.campaign, ClockStep.LAW)


def _first(opinion: Opinion, on: date) -> Clock:
    return Clock(
        opinion=opinion,
        round=opinion.round,
        step=ClockStep.LAW,
        started_on=on,
        # Counted by the rule as soon as it is there.
        due_on=on,
        yellow_on=on,
    )


def end_for_others(opinion: Opinion, on: date) -> None:
    """What was found to be no suggestion runs by the campaign's time alone."""
    if not opinion.is_suggestion:
        timing.stop(opinion, [ClockStep.LAW], on)


def extend(opinion: Opinion, extension: Extension) -> None:
    """More time was granted: the law's goes along when it is shorter."""
    for clock in opinion.running_clocks:
        if clock.step == ClockStep.LAW and clock.due_on < extension.granted_until:
            extension.pk, extension._state.adding = None, True
            extension.clock, extension.old_due_on = clock, clock.due_on
            extension.save()
            on = extension.decided_on
            timing.count_anew(opinion, clock, on, DueCause.GRANTED)
