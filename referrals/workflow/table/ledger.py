"""What a ledger states of opinions that were on their way before they came here.

It tells where each stands and what was answered, not who signed, on which day, on which
paper. So one line of history takes over what it says; nothing between is made up.
"""

from referrals.enums import Again, State, Told
from referrals.rules import is_nobody
from referrals.workflow import guards
from referrals.workflow.types import (
    ALL_CLOCKS,
    FIRST_CLOCK,
    HANDLER_CLOCK,
    HIDDEN,
    Fork,
    Transition,
)

AT_WORK = (State.HANDLING, State.PROCESSING)
UNANSWERED = (State.TRIAGE, *AT_WORK)
# Matters of the province are entered here, step by step.
IN_HAND = Fork(State.HANDLING, State.PROCESSING, State.PROCESSING)
HANDED = ("level", "handler", "lead_unit", "category", "done")
ANSWERED = ("answer_class",)
MOVES: dict[str, Transition] = {
    "enter_handled": Transition(
        "据台账登记承办",
        (State.TRIAGE,),
        IN_HAND,
        is_nobody,
        needs=("level",),
        takes=HANDED[1:],
        starts=FIRST_CLOCK,
        stops=ALL_CLOCKS,
        effect="enter_handled",
        offered=HIDDEN,
        told=Told.UNITS,
    ),
    "enter_progress": Transition(
        "据台账登记进展",
        AT_WORK,
        None,
        is_nobody,
        needs=("done",),
        effect=None,
        offered=HIDDEN,
        told=Told.UNITS,
    ),
    "enter_judged": Transition(
        "据台账登记办理结果和评价",
        UNANSWERED,
        State.EVALUATED,
        is_nobody,
        needs=(*ANSWERED, "verdict"),
        takes=HANDED,
        stops=ALL_CLOCKS,
        guards=(guards.is_undrafted, guards.is_countersigned),
        effect="enter_judged",
        offered=HIDDEN,
        told=Told.LOOKERS,
    ),
    "enter_rejected": Transition(
        "据台账登记不满意",
        UNANSWERED,
        IN_HAND,
        is_nobody,
        needs=(*ANSWERED, "verdict"),
        takes=HANDED,
        starts=HANDLER_CLOCK,
        stops=ALL_CLOCKS,
        guards=(guards.is_undrafted, guards.is_countersigned),
        effect="enter_rejected",
        offered=HIDDEN,
        told=Told.LOOKERS,
        opens_round=True,
        again=Again.REJECTED,
    ),
    "enter_closed": Transition(
        "据台账登记办结",
        UNANSWERED,
        State.CLOSED,
        is_nobody,
        needs=ANSWERED,
        takes=(*HANDED, "verdict"),
        stops=ALL_CLOCKS,
        guards=(guards.is_undrafted, guards.is_countersigned),
        effect="enter_closed",
        offered=HIDDEN,
        told=Told.LOOKERS,
    ),
}
