"""Which units have an opinion in hand, and how far each of them is."""

from dataclasses import dataclass
from datetime import date

from referrals import rules
from referrals.enums import ClockStep
from referrals.models import Assignment, Clock, Opinion
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.lights import light_of


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit: whether it signed, what it gave, and by when it has to."""

    unit: str
    part: str
    signed: str
    given: str
    due_on: date | None
    light: str
    is_own: bool


def units(opinion: Opinion, *, user: User) -> list[UnitLine]:
    """The lead unit first; the one that `user` works for is marked."""
    own = rules.helping_organs(user)
    lines = [
        _line(opinion, row, is_own=row.unit_id in own)
        for row in opinion.live_assignments
    ]
    if lines and opinion.is_local and opinion.handler is not None:
        return [_of_handler(opinion, is_own=opinion.handler_id in own), *lines]
    return lines


def _of_handler(opinion: Opinion, *, is_own: bool) -> UnitLine:
    """Of the township's own, who answers, where others handle it beside him."""
    clocks = [c for c in opinion.running_clocks if c.step == ClockStep.HANDLE]
    signed = opinion.handler_signed_on
    answer = opinion.current_answer
    return UnitLine(
        unit=opinion.handler_name,
        part="主办",
        signed=f"{signed} {opinion.handler_signed_by}" if signed else "未签收",
        given=f"{answer.answered_on}已答复" if answer else "未登记办理结果",
        due_on=clocks[0].due_on if clocks else None,
        light=_light(opinion, clocks[0]) if clocks else "",
        is_own=is_own,
    )


def _line(opinion: Opinion, row: Assignment, *, is_own: bool) -> UnitLine:
    clock = _clock(opinion, row)
    light = _light(opinion, clock) if clock is not None else ""
    return UnitLine(
        unit=row.unit.name_on(opinion.stands_on),
        part="主办" if row.is_lead else "协办",
        signed=_signed(row),
        given=_answered(opinion) if row.is_lead else _given(row),
        due_on=clock.due_on if clock else None,
        light=light,
        is_own=is_own,
    )


def _light(opinion: Opinion, clock: Clock) -> str:
    days = clock.due_on, clock.yellow_on
    return light_of(*days, on=today(), is_paused=opinion.is_paused)


def _clock(opinion: Opinion, row: Assignment) -> Clock | None:
    """By when it has to answer, or to give its part; to sign, while it has not."""
    steps = (ClockStep.ANSWER, ClockStep.CO_ANSWER, ClockStep.SIGN)
    own = [c for c in opinion.running_clocks if c.organ_id == row.unit_id]
    own = [clock for clock in own if clock.step in steps]
    return min(own, key=lambda clock: clock.due_on, default=None)


def _signed(row: Assignment) -> str:
    if row.asks_relief:
        return f"{row.relief_asked_on}申请退办"
    if row.signed_on:
        return f"{row.signed_on} {row.signed_by}".strip()
    return "未载明" if row.is_taken_on else "未签收"


def _given(row: Assignment) -> str:
    if row.waived_on:
        return f"{row.waived_on}免予协办"
    return f"{row.part_given_on}已提交" if row.part_given_on else "未提交"


def _answered(opinion: Opinion) -> str:
    answer = opinion.current_answer
    if answer is None:
        return "未起草"
    if answer.answered_on:
        return f"{answer.answered_on}已答复"
    return f"{answer.issued_on}已签发" if answer.issued_on else "已起草"
