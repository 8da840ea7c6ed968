"""Time that stands still: who takes a pause, who asks for one, who decides."""

from referrals.actions import limits, timing
from referrals.actions.act import Act
from referrals.enums import ABOVE, AT_UNIT, Asker, ClockStep, Decision
from referrals.models import PauseRequest
from referrals.rules import asker_of


def pause(act: Act) -> None:
    """At once, and told to the step above."""
    asked_as = asker_of(act.by, act.opinion)
    until = act.given["paused_until"]
    limits.check_pause(act.opinion, act.on, until, is_decided=False)
    timing.pause(
        act.opinion, act.on, until, reason=act.given["reason"], asked_as=asked_as
    )
    _check_local(act)
    act.tell("告知上一级", ABOVE[asked_as].label)


def ask_pause(act: Act) -> None:
    asked_as = asker_of(act.by, act.opinion)
    until = act.given["paused_until"]
    limits.check_pause(act.opinion, act.on, until, is_decided=True)
    act.opinion.pause_requests.create(
        asked_on=act.on,
        asked_by=act.by,
        asked_as=asked_as,
        reason=act.given["reason"],
        wanted_until=until,
    )
    act.tell("申请方", asked_as.label)
    act.tell("由谁决定", _decider(asked_as))


def _decider(asked_as: Asker) -> str:
    return "市人大机关另一人" if asked_as == Asker.OFFICE else ABOVE[asked_as].label


def grant_pause(act: Act) -> None:
    request = act.opinion.asked_pause
    until = act.given.pop("paused_until", None) or request.wanted_until
    limits.check_pause(act.opinion, act.on, until, is_decided=True)
    _decide(act, request, Decision.GRANTED)
    timing.pause(
        act.opinion,
        act.on,
        until,
        reason=request.reason,
        asked_as=request.asked_as,
        request=request,
    )
    if ABOVE[Asker(request.asked_as)] == Asker.PRESIDIUM:
        _check_local(act)
    act.tell("暂停至", until)


def _check_local(act: Act) -> None:
    """No presidium carries what is no suggestion beyond its longest time by a pause."""
    for clock in act.opinion.running_clocks:
        if clock.step == ClockStep.HANDLE and not act.opinion.is_suggestion:
            limits.check_day(act.opinion, clock.started_on, clock.due_on)


def refuse_pause(act: Act) -> None:
    _decide(act, act.opinion.asked_pause, Decision.REFUSED)


def _decide(act: Act, request: PauseRequest, decision: Decision) -> None:
    request.decision, request.decided_on = decision, act.on
    request.decided_by = act.by
    request.save()
    act.tell("申请方", Asker(request.asked_as).label)


def resume(act: Act) -> None:
    timing.resume(act.opinion, act.on)


def lapse(act: Act, was: str, target: str) -> None:
    """The step is done that more time was asked for; units have theirs in two states."""
    if was not in AT_UNIT or target not in AT_UNIT:
        act.opinion.pause_requests.open().update(lapsed_on=act.on)


EFFECTS = (
    pause,
    ask_pause,
    grant_pause,
    refuse_pause,
    resume,
)
