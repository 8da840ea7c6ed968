"""Several deputies put it forward together: who signs, and what all of them think."""

from referrals.enums import UNANSWERED, Again, ClockStep, State, Told
from referrals.rules import (
    is_asked_to_sign,
    is_author,
    is_nobody,
    is_presidium,
    is_speaker,
)
from referrals.workflow import jointly, rounds
from referrals.workflow.types import (
    ALL_CLOCKS,
    BUTTON,
    HANDLER_CLOCK,
    HIDDEN,
    TO_HANDLER,
    Offered,
    Transition,
)

# A draft is not shown to others; what is answered waits for nobody's signature.
SIGNED_IN = UNANSWERED[1:]

MOVES: dict[str, Transition] = {
    "invite": Transition(
        "邀请附议",
        UNANSWERED,
        None,
        is_author,
        needs=("co_signer",),
        guards=(jointly.is_led_by_deputy,),
        effect="invite",
        offered=BUTTON,
        told=Told.LOOKERS,
    ),
    # On a page of its own: whoever is asked does not see the opinion's yet.
    "confirm": Transition(
        "附议",
        SIGNED_IN,
        None,
        is_asked_to_sign,
        effect="confirm",
        offered=HIDDEN,
        told=Told.LOOKERS,
    ),
    "decline": Transition(
        "不附议",
        SIGNED_IN,
        None,
        is_asked_to_sign,
        effect="decline",
        offered=HIDDEN,
        told=Told.INSIDE,
    ),
    "confirm_on_paper": Transition(
        "登记附议",
        SIGNED_IN,
        None,
        is_presidium,
        needs=("asked", "scan"),
        guards=(jointly.somebody_is_asked,),
        effect="confirm_on_paper",
        offered=BUTTON,
        told=Told.LOOKERS,
    ),
    "judge": Transition(
        "联名评价",
        (State.FED_BACK,),
        None,
        is_speaker,
        needs=("mark", "attitude"),
        takes=("judge", "promise_outcome", "note", "scan"),
        guards=(jointly.judge_together, jointly.somebody_is_silent),
        own_guards=(jointly.own_mark_is_open,),
        on_paper=True,
        effect="judge",
        offered=Offered(usual_in=(State.FED_BACK,), rank=1),
        told=Told.LOOKERS,
    ),
    # By themselves, when all have judged or the time of the silent ones is over.
    "conclude_good": Transition(
        "联名评价结果",
        (State.FED_BACK,),
        State.EVALUATED,
        is_nobody,
        stops=ALL_CLOCKS,
        guards=(jointly.are_content, jointly.all_have_judged),
        is_automatic=True,
        effect="conclude_good",
        offered=HIDDEN,
        told=Told.LOOKERS,
    ),
    "conclude_bad": Transition(
        "联名评价为不满意",
        (State.FED_BACK,),
        TO_HANDLER,
        is_nobody,
        takes=("reason",),
        starts=HANDLER_CLOCK,
        stops=ALL_CLOCKS,
        guards=(
            jointly.are_dissatisfied,
            jointly.all_have_judged,
            rounds.is_first_rejection,
        ),
        is_automatic=True,
        opens_round=True,
        again=Again.REJECTED,
        effect="conclude_bad",
        offered=HIDDEN,
        told=Told.LOOKERS,
    ),
    "conclude_bad_again": Transition(
        "联名评价再次为不满意",
        (State.FED_BACK,),
        State.DECIDING,
        is_nobody,
        takes=("reason",),
        starts=(ClockStep.DECIDE,),
        stops=ALL_CLOCKS,
        guards=(
            jointly.are_dissatisfied,
            jointly.all_have_judged,
            rounds.is_another_rejection,
        ),
        is_automatic=True,
        effect="conclude_bad_again",
        offered=HIDDEN,
        told=Told.LOOKERS,
    ),
}
