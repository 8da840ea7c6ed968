"""More time: what the presidium grants in its township, what the office is asked for."""

from datetime import date

from referrals.actions import law, limits, timing
from referrals.actions.act import Act
from referrals.actions.paper_numbers import document_number
from referrals.enums import Decision, DueCause, State
from referrals.models import Clock, Extension
from referrals.workflow import MoveRefused
from referrals.workflow.guards import clocks_of_answers, open_extension
from tianmen_congress.base.accounts.models import Organ


def extend_local(act: Act) -> None:
    clock = _clock(act)
    _check_until(act, clock, act.given["until"])
    _ask(act, clock, act.opinion.handler)
    act.tell("原期限", clock.due_on)
    _grant(act, open_extension(act.opinion), clock, act.given["until"])


def ask_time(act: Act) -> None:
    """Of the presidium: it grants no more than it might without being asked."""
    clock = _clock(act)
    _check_until(act, clock, act.given["until"])
    _ask(act, clock, act.opinion.handler)


def grant_time(act: Act) -> None:
    extension, clock = open_extension(act.opinion), _clock(act)
    until = act.given.get("until") or extension.wanted_until
    _check_until(act, clock, until)
    act.tell("原期限", clock.due_on)
    act.tell("准延至", until)
    _grant(act, extension, clock, until)


def ask_extension(act: Act) -> None:
    """Of the office: the lead unit, or the presidium beyond what it may grant itself."""
    clock, opinion = _clock(act), act.opinion
    if opinion.state == State.HANDLING:
        _check_later(clock, act.given["until"])
        _ask(act, clock, opinion.presidium)
        return
    _check_until(act, clock, act.given["until"])
    _ask(act, clock, opinion.lead_unit)


def _ask(act: Act, clock: Clock, organ: Organ) -> None:
    number = document_number("extension", act.opinion, organ)
    act.tell("延期申请文号", number)
    clock.extensions.create(
        document_number=number,
        organ=organ,
        asked_on=act.on,
        asked_by=act.by,
        reason=act.given["reason"],
        wanted_until=act.given["until"],
        old_due_on=clock.due_on,
    )


def grant_extension(act: Act) -> None:
    extension, clock = open_extension(act.opinion), _clock(act)
    until = act.given.get("until") or extension.wanted_until
    # For the township's own matters the office knows no longest time.
    if act.opinion.state == State.HANDLING:
        _check_later(clock, until)
    else:
        _check_until(act, clock, until)
    act.tell("原期限", clock.due_on)
    act.tell("准延至", until)
    _grant(act, extension, clock, until)


def _grant(act: Act, extension: Extension, clock: Clock, until: date) -> None:
    extension.granted_until = until
    _decide(act, extension, Decision.GRANTED)
    timing.count_anew(act.opinion, clock, act.on, DueCause.GRANTED)
    law.extend(act.opinion, extension)


def refuse_extension(act: Act) -> None:
    _decide(act, open_extension(act.opinion), Decision.REFUSED)


def _decide(act: Act, extension: Extension, decision: Decision) -> None:
    extension.decision, extension.decided_on = decision, act.on
    extension.decided_by = act.by
    extension.save()


def _clock(act: Act) -> Clock:
    return clocks_of_answers(act.opinion)[0]


def _check_until(act: Act, clock: Clock, until: date) -> None:
    """Later than now due, and never beyond the longest time."""
    _check_later(clock, until)
    limits.check_day(act.opinion, clock.started_on, until)


def _check_later(clock: Clock, until: date) -> None:
    if until <= clock.due_on:
        raise MoveRefused(f"延至的日期须晚于原期限{clock.due_on}")


EFFECTS = (
    extend_local,
    ask_time,
    grant_time,
    ask_extension,
    grant_extension,
    refuse_extension,
)
