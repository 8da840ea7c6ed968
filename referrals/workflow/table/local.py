"""What the group and the presidium do, and who handles in township and village."""

from referrals.enums import OPEN, UNANSWERED, ClockStep, State, Told
from referrals.rules import is_author, is_handler, is_merger, is_presidium, is_screener
from referrals.workflow import guards
from referrals.workflow.types import (
    ALL_CLOCKS,
    BUTTON,
    HIDDEN,
    STEP_CLOCKS,
    Offered,
    Transition,
)
from tianmen_congress.base.accounts.enums import Role

BEFORE_TRIAGE = (State.DRAFT, State.SCREENING)
# Until it is told: who is merged later would never hear the answer.
TAKES_IN = (*UNANSWERED[1:], State.ANSWERED)

# Taking it down: the line of history that every opinion begins with.
COLLECT = Transition(
    "收集登记", OPEN, None, is_author, effect=None, offered=HIDDEN, told=Told.LOOKERS
)

MOVES: dict[str, Transition] = {
    # --- the group screens ----------------------------------------------------------
    "hand_in": Transition(
        "提交小组",
        (State.DRAFT,),
        State.SCREENING,
        is_author,
        starts=(ClockStep.SCREEN,),
        effect=None,
        offered=Offered(usual_in=(State.DRAFT,), many_for=()),
        told=Told.LOOKERS,
    ),
    "revise": Transition(
        "补充完善",
        (*BEFORE_TRIAGE, State.TRIAGE),
        None,
        is_author,
        takes=(
            *("title", "text", "category", "village", "is_confidential", "note"),
            *("accused_organ", "accused_name"),
        ),
        effect="revise",
        offered=HIDDEN,
        told=Told.LOOKERS,
    ),
    "report_up": Transition(
        "报送主席团(联络处)",
        (State.SCREENING,),
        State.TRIAGE,
        is_screener,
        takes=("category", "note"),
        starts=(ClockStep.TRIAGE,),
        stops=STEP_CLOCKS,
        is_irreversible=True,
        effect="report_up",
        offered=Offered(
            usual_in=(State.SCREENING,), many_for=(Role.SECRETARY, Role.PRESIDIUM)
        ),
        told=Told.LOOKERS,
    ),
    "send_back": Transition(
        "退回作者",
        (State.SCREENING,),
        State.DRAFT,
        is_screener,
        needs=("reason",),
        stops=STEP_CLOCKS,
        effect=None,
        offered=BUTTON,
        told=Told.LOOKERS,
    ),
    "set_aside": Transition(
        "不予受理",
        (State.SCREENING,),
        State.SET_ASIDE,
        is_screener,
        needs=("aside_reason",),
        takes=("notice_how", "note"),
        stops=ALL_CLOCKS,
        is_irreversible=True,
        effect="set_aside",
        offered=Offered(many_for=(Role.SECRETARY, Role.PRESIDIUM)),
        told=Told.LOOKERS,
    ),
    "merge": Transition(
        "并案",
        (State.SCREENING, State.TRIAGE),
        State.MERGED,
        is_merger,
        needs=("into",),
        takes=("note",),
        stops=ALL_CLOCKS,
        is_irreversible=True,
        effect="merge",
        offered=BUTTON,
        told=Told.LOOKERS,
    ),
    # Within `merge` alone: a line of history for the kept one, and one for each that
    # had been merged into the merged one before.
    "absorb": Transition(
        "并入他件",
        TAKES_IN,
        None,
        is_screener,
        takes=("note",),
        effect=None,
        offered=HIDDEN,
        told=Told.LOOKERS,
    ),
    "follow": Transition(
        "随主件并案",
        (State.MERGED,),
        None,
        is_screener,
        needs=("into",),
        effect="follow",
        offered=HIDDEN,
        told=Told.LOOKERS,
    ),
    # --- the presidium triages ------------------------------------------------------
    "refer": Transition(
        "交办",
        (State.TRIAGE,),
        State.HANDLING,
        is_presidium,
        needs=("category", "level", "handler"),
        takes=("responsible_person", "responsible_phone", "requirement", "due_on"),
        starts=(ClockStep.HANDLE, ClockStep.LAW),
        stops=STEP_CLOCKS,
        is_irreversible=True,
        effect="refer",
        offered=Offered(usual_in=(State.TRIAGE,), many_for=(Role.PRESIDIUM,)),
        told=Told.UNITS,
    ),
    "grade_city": Transition(
        "定为市级事项",
        (State.TRIAGE,),
        State.TO_SUBMIT,
        is_presidium,
        needs=("category",),
        takes=("note",),
        starts=(ClockStep.SUBMIT,),
        stops=STEP_CLOCKS,
        effect="grade_city",
        offered=Offered(many_for=(Role.PRESIDIUM,)),
        told=Told.UNITS,
    ),
    "recall": Transition(
        "收回重新梳理",
        (State.TO_SUBMIT, State.HANDLING),
        State.TRIAGE,
        is_presidium,
        needs=("reason",),
        starts=(ClockStep.TRIAGE,),
        stops=STEP_CLOCKS,
        effect="recall",
        offered=BUTTON,
        told=Told.UNITS,
    ),
    "submit": Transition(
        "提请市级解决",
        (State.TRIAGE, State.TO_SUBMIT),
        State.SUBMITTED,
        is_presidium,
        needs=("reason",),
        takes=("is_suggestion", "is_urgent"),
        starts=(ClockStep.ACCEPT,),
        stops=STEP_CLOCKS,
        guards=(guards.has_category,),
        is_irreversible=True,
        effect="submit",
        offered=Offered(usual_in=(State.TO_SUBMIT,), many_for=(Role.PRESIDIUM,)),
        told=Told.UNITS,
    ),
    "return_to_group": Transition(
        "退回小组",
        (State.TRIAGE,),
        State.SCREENING,
        is_presidium,
        needs=("reason",),
        starts=(ClockStep.SCREEN,),
        stops=STEP_CLOCKS,
        effect=None,
        offered=Offered(many_for=(Role.PRESIDIUM,)),
        told=Told.LOOKERS,
    ),
    # --- township and village handle ------------------------------------------------
    "extend_local": Transition(
        "准予延期",
        (State.HANDLING,),
        None,
        is_presidium,
        needs=("until", "reason"),
        guards=(guards.is_running_in_time, guards.asks_no_extension),
        effect="extend_local",
        offered=BUTTON,
        told=Told.UNITS,
    ),
    "answer_local": Transition(
        "登记办理结果",
        (State.HANDLING,),
        State.ANSWERED,
        is_handler,
        needs=("answer_class", "text"),
        takes=("promised_on", "evidence"),
        starts=(ClockStep.FEEDBACK,),
        stops=ALL_CLOCKS,
        effect="answer_at_once",
        offered=Offered(usual_in=(State.HANDLING,)),
        told=Told.UNITS,
    ),
}
