"""What is done with a complaint about somebody's conduct beside the usual way."""

from referrals.enums import ClockStep, State, Told
from referrals.rules import is_anybody, is_office, passes_on
from referrals.workflow import guards
from referrals.workflow.types import (
    ALL_CLOCKS,
    BUTTON,
    HIDDEN,
    STEP_CLOCKS,
    Transition,
)

MOVES: dict[str, Transition] = {
    # Within other moves alone: the township must not have it in hand for a moment.
    "bypass": Transition(
        "直报市人大机关",
        (State.SCREENING, State.TRIAGE, State.TO_SUBMIT),
        State.SUBMITTED,
        is_anybody,
        starts=(ClockStep.ACCEPT,),
        stops=STEP_CLOCKS,
        guards=(guards.is_about_leaders,),
        effect="bypass",
        offered=HIDDEN,
        told=Told.LOOKERS,
    ),
    "pass_on": Transition(
        "转纪检",
        (State.TRIAGE, State.SUBMITTED, State.ACCEPTED, State.AGENDA),
        State.DISCIPLINE,
        passes_on,
        takes=("notice_how", "note"),
        stops=ALL_CLOCKS,
        guards=(guards.has_accused,),
        is_irreversible=True,
        effect="pass_on",
        offered=BUTTON,
        told=Told.LOOKERS,
    ),
    "insist": Transition(
        "坚持交办",
        (State.TRIAGE, State.SUBMITTED, State.ACCEPTED, State.AGENDA),
        None,
        is_office,
        needs=("reason",),
        guards=(guards.has_accused, guards.is_not_insisted),
        is_irreversible=True,
        effect="insist",
        offered=BUTTON,
        told=Told.INSIDE,
    ),
}
