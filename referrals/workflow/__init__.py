"""The life of an opinion: the table, and the question whether a move may be taken."""

from collections.abc import Iterable
from datetime import date

from referrals import rules
from referrals.enums import State, Told
from referrals.models import Event, Opinion
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today

from . import guards
from .fields import LABELS
from .table import AGAIN, COLLECT, TRANSITIONS, USUAL
from .types import Fork, MoveRefused, StaleMove, Transition

__all__ = [
    "AGAIN",
    "COLLECT",
    "LABELS",
    "TRANSITIONS",
    "USUAL",
    "Fork",
    "MoveRefused",
    "StaleMove",
    "Transition",
    "available",
    "check",
    "held_up",
    "needs_scan",
    "told_to",
    "why_not",
]


def needs_scan(
    transition: Transition, user: User | None, opinion: Opinion, basis: str
) -> bool:
    """Nobody judges his own work: whoever enters another's verdict shows the paper.

    The proposer acts himself, the group's secretary speaks for a voter.
    """
    if not transition.on_paper or basis or user is None:
        return False
    if rules.is_proposer(user, opinion):
        return False
    return not (opinion.is_of_voters and rules.is_secretary(user, opinion))


def why_not(
    name: str, opinion: Opinion, user: User | None, *, on: date, basis: str = ""
) -> str:
    """Why `user` may not take this move on `on`; "" when he may."""
    transition = TRANSITIONS[name]
    if opinion.state not in transition.sources:
        now = opinion.get_state_display()
        return f"当前状态为“{now}”，不能{transition.label}"
    if not _may(transition, opinion, user, basis):
        return f"您无权办理“{transition.label}”"
    for guard in transition.guards:
        if reason := guard(opinion, on):
            return f"不能{transition.label}：{reason}"
    return _own_reason(transition, opinion, user, on) if not basis else ""


def _own_reason(
    transition: Transition, opinion: Opinion, user: User | None, on: date
) -> str:
    """Why it is not for `user` now, though it may be for another unit."""
    for guard in transition.own_guards:
        if user is not None and (reason := guard(user, opinion, on)):
            return f"不能{transition.label}：{reason}"
    return ""


def _may(
    transition: Transition, opinion: Opinion, user: User | None, basis: str
) -> bool:
    if user is None:
        return transition.is_automatic
    if basis:
        return rules.may_record(user, opinion)
    return transition.who(user, opinion)


def told_to(user: User, opinion: Opinion, events: Iterable[Event]) -> list[Event]:
    """Those that the history tells `user`; what nobody marked stays inside."""
    least = rules.hears(user, opinion)
    return [event for event in events if _mark_of(event.name) >= least]


def _mark_of(name: str) -> Told:
    line = COLLECT if name == "collect" else TRANSITIONS.get(name)
    return Told.INSIDE if line is None else line.told


def available(opinion: Opinion, user: User) -> dict[str, Transition]:
    """The buttons to show to `user`, in the order of the table."""
    on = max(today(), opinion.moved_on)
    return {
        name: transition
        for name, transition in TRANSITIONS.items()
        if not transition.is_hidden and not why_not(name, opinion, user, on=on)
    }


def held_up(opinion: Opinion, user: User) -> str:
    """What an answer of the user's still waits for; "" when nothing is."""
    on, answer = max(today(), opinion.moved_on), TRANSITIONS["answer"]
    if opinion.state == State.HANDLING and rules.is_handler(user, opinion):
        return why_not("answer_local", opinion, user, on=on)
    is_own = opinion.state in answer.sources and answer.who(user, opinion)
    if not is_own or opinion.current_answer is None:
        return ""
    name = "issue" if guards.is_issued(opinion, on) else "answer"
    return why_not(name, opinion, user, on=on)


def check(
    name: str,
    opinion: Opinion,
    user: User | None,
    *,
    on: date,
    given: dict[str, object],
    basis: str = "",
) -> Transition:
    """The line of the table, if the move may be taken now with what was given."""
    transition = TRANSITIONS[name]
    if unknown := set(given) - {*transition.needs, *transition.takes}:
        raise TypeError(f"{name} takes no {sorted(unknown)}")
    if reason := why_not(name, opinion, user, on=on, basis=basis):
        raise MoveRefused(reason)
    if on > today():
        raise MoveRefused("办理日期不能晚于今天")
    if on < opinion.moved_on:
        raise MoveRefused(f"办理日期不能早于上一步的日期{opinion.moved_on}")
    for field in transition.needs:
        if given.get(field) in (None, "", [], ()):
            raise MoveRefused(f"{transition.label}须填写{LABELS[field]}")
    if needs_scan(transition, user, opinion, basis) and not given.get("scan"):
        raise MoveRefused(f"代为办理“{transition.label}”须上传纸质件扫描")
    return transition
