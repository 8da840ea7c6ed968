"""A hand-over that the office corrects until it is answered.

No clock of the law begins anew, and the time to answer goes over to a new lead unit as
it stands: he has his own time to sign alone.
"""

from referrals.actions import limits, timing
from referrals.actions.act import Act
from referrals.actions.recalling import recall_units, reissue
from referrals.enums import Asker, ClockStep, Decision, DueCause
from referrals.models import Clock
from referrals.workflow import MoveRefused
from referrals.workflow.guards import clocks_of_answers
from tianmen_congress.base.accounts.models import Organ

from .city import check_units, start_helping
from .units import end_part, take_on


def take_back(act: Act) -> None:
    """No unit has it any more: the office hands it over anew, or settles it otherwise."""
    opinion = act.opinion
    recall_units(act, *(row.unit for row in opinion.live_assignments))
    for row in opinion.live_assignments:
        end_part(act, row)
    _set_draft_aside(act)
    opinion.lead_unit, opinion.requirement = None, ""
    _forget_persons(act)


def change_lead(act: Act) -> None:
    opinion, new = act.opinion, act.given["lead_unit"]
    old = act.assignment(is_lead=True)
    if new == old.unit:
        raise MoveRefused(f"{new}已经是主办单位")
    check_units([new])
    papers = recall_units(act, old.unit)
    for row in opinion.live_assignments:
        if row.unit in (old.unit, new):
            end_part(act, row)
    _set_draft_aside(act)
    _pass_on(act, old.unit, new)
    take_on(act, new, is_lead=True)
    act.tell("原主办单位", old.unit)
    _set_terms(act)
    reissue(act, papers)


def _pass_on(act: Act, old: Organ, new: Organ) -> None:
    """His time goes on for the new one; what he was urged to and had asked for ends."""
    opinion = act.opinion
    timing.stop(opinion, [ClockStep.SIGN], act.on, organ=old)
    for clock in _time_to_answer(act):
        clock.organ = new
        clock.save(update_fields=["organ"])
    opinion.urges.open().filter(is_co=False).update(settled_on=act.on)
    asked = opinion.pause_requests.open().filter(asked_as=Asker.UNIT)
    asked.update(lapsed_on=act.on)
    opinion.lead_unit = new
    _forget_persons(act)


def _forget_persons(act: Act) -> None:
    act.opinion.responsible_person = act.opinion.responsible_phone = ""


def add_co(act: Act) -> None:
    units = list(act.given["co_units"])
    check_units([*(row.unit for row in act.opinion.live_assignments), *units])
    papers = recall_units(act)
    _help(act, units)
    reissue(act, papers)


def drop_co(act: Act) -> None:
    row = act.assignment(is_lead=False)
    papers = recall_units(act, row.unit)
    end_part(act, row)
    act.tell("原协办单位", row.unit)
    reissue(act, papers)


def replace_co(act: Act) -> None:
    """Another one in its place, be it relieved by this or not."""
    row, new = act.assignment(is_lead=False), act.given["new_unit"]
    check_units([*(each.unit for each in act.opinion.live_assignments), new])
    papers = recall_units(act, row.unit)
    end_part(act, row)
    act.tell("原协办单位", row.unit)
    _help(act, [new])
    reissue(act, papers)


def _help(act: Act, units: list[Organ]) -> None:
    for unit in units:
        take_on(act, unit, is_lead=False)
    start_helping(act, units)


def _set_draft_aside(act: Act) -> None:
    """What the unit was writing is kept, and is nobody's answer."""
    draft = act.opinion.current_answer
    if draft is not None:
        draft.returned_on, draft.return_reason = act.on, act.given["reason"]
        draft.save()


def reset_deadline(act: Act) -> None:
    papers = recall_units(act)
    _set_terms(act)
    reissue(act, papers)


def reset_requirement(act: Act) -> None:
    papers = recall_units(act)
    _set_terms(act)
    reissue(act, papers)


def _set_terms(act: Act) -> None:
    act.copy("requirement")
    if act.given.get("due_on"):
        for clock in _time_to_answer(act):
            _set_day(act, clock)


def _time_to_answer(act: Act) -> list[Clock]:
    return clocks_of_answers(act.opinion)


def _set_day(act: Act, clock: Clock) -> None:
    """Another day of the same time: it is counted from the hand-over as before."""
    until = act.given["due_on"]
    if until < act.on:
        raise MoveRefused("办理期限不能早于办理日期")
    if until == clock.due_on:
        raise MoveRefused(f"办理期限已经是{until}")
    limits.check_day(act.opinion, clock.started_on, until)
    act.tell("原期限", clock.due_on)
    clock.extensions.create(
        is_correction=True,
        asked_on=act.on,
        asked_by=act.by,
        reason=act.given["reason"],
        wanted_until=until,
        old_due_on=clock.due_on,
        decision=Decision.GRANTED,
        decided_on=act.on,
        decided_by=act.by,
        granted_until=until,
    )
    timing.count_anew(act.opinion, clock, act.on, DueCause.GRANTED)


EFFECTS = (
    take_back,
    change_lead,
    add_co,
    drop_co,
    replace_co,
    reset_deadline,
    reset_requirement,
)
