"""Beside the way: talks with the proposer, and how the work goes on."""

from referrals.enums import AT_UNIT, State, Told
from referrals.rules import is_at_work, is_in_touch
from referrals.workflow import guards
from referrals.workflow.types import BUTTON, Transition

AT_WORK = (State.HANDLING, *AT_UNIT)

MOVES: dict[str, Transition] = {
    "contact": Transition(
        "登记联系沟通",
        (
            *AT_WORK,
            State.ANSWERED,
            State.FED_BACK,
            State.DECIDING,
            State.EVALUATED,
        ),
        None,
        is_in_touch,
        needs=("stage", "contact_how", "said"),
        takes=("met_on", "by_name", "met"),
        guards=(guards.is_of_somebody_known,),
        own_guards=(guards.own_knows_whom,),
        effect="contact",
        offered=BUTTON,
        told=Told.OPEN,
    ),
    "progress": Transition(
        "登记办理进展",
        (State.HANDLING, State.PROCESSING),
        None,
        is_at_work,
        needs=("note",),
        own_guards=(guards.own_has_signed,),
        effect=None,
        offered=BUTTON,
        told=Told.UNITS,
    ),
}
