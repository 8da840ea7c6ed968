"""What a ledger states is taken over as it stands: without papers, signers and days."""

from referrals.actions.act import Act
from referrals.enums import LOCAL_LEVELS, NO_DAY, PartyKind, State, Verdict
from referrals.models import Assignment, Evaluation
from referrals.workflow import MoveRefused

from .outcome import begin_round
from .units import class_given, show_answer

UNTOLD = "台账登记为不满意，未载明理由"


def enter_handled(act: Act) -> None:
    """Somebody had it in hand before it came here: no number is taken for a paper."""
    act.copy("level", "category", "handler", "lead_unit")
    opinion = act.opinion
    if opinion.level in LOCAL_LEVELS and opinion.handler is not None:
        act.join(opinion.handler, PartyKind.HANDLER)
    elif opinion.lead_unit is not None:
        Assignment.objects.create(
            opinion=opinion, round=opinion.round, unit=opinion.lead_unit, is_lead=True
        )
        # Read before the unit was among them.
        opinion.__dict__.pop("live_assignments", None)
        act.join(opinion.lead_unit, PartyKind.LEAD)
    else:
        raise MoveRefused("台账没有写明承办单位")


def _demand_in_triage(act: Act) -> None:
    """Who has it in hand is taken from a ledger only where nobody has it yet."""
    named = act.given.get("handler") or act.given.get("lead_unit")
    if named and act.opinion.state != State.TRIAGE:
        now = act.opinion.get_state_display()
        raise MoveRefused(f"当前状态为“{now}”，不能再据台账登记承办单位")


def enter_judged(act: Act) -> None:
    _answer(act)
    _evaluate(act)


def enter_rejected(act: Act) -> None:
    enter_judged(act)
    begin_round(act)
    # As after a verdict passed here: it stands until the next one.
    act.opinion.verdict = Verdict.DISSATISFIED


def enter_closed(act: Act) -> None:
    """Closed with the verdict that the ledger has, be it dissatisfied; on no known day."""
    _answer(act)
    if act.given.get("verdict"):
        _evaluate(act)


def _answer(act: Act) -> None:
    opinion = act.opinion
    _demand_in_triage(act)
    if opinion.state == State.TRIAGE:
        enter_handled(act)
    kind = class_given(act)
    del act.given["answer_class"]
    given = opinion.answers.create(
        round=opinion.round,
        organ=opinion.handler if opinion.is_local else opinion.lead_unit,
        answer_class=kind,
        text=act.get("done"),
        drafted_by=act.by,
        basis=act.basis,
    )
    show_answer(act, given)
    if kind.needs_date:
        act.tell("承诺解决日期", NO_DAY)


def _evaluate(act: Act) -> None:
    verdict = act.given["verdict"]
    Evaluation.objects.create(
        opinion=act.opinion,
        round=act.opinion.round,
        verdict=verdict,
        reason=UNTOLD if verdict == Verdict.DISSATISFIED else "",
        by=act.by,
    )
    act.opinion.verdict = verdict


EFFECTS = (
    enter_handled,
    enter_judged,
    enter_rejected,
    enter_closed,
)
