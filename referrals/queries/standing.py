"""How opinions stood at the end of one day.

Read from what only grows: the lines of history, the answers, verdicts and receipts with
their days. So a promise that falls due in August takes nothing away from July.
"""

from datetime import date

from django.db.models import (
    Case,
    Exists,
    ExpressionWrapper,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.fields import DurationField
from django.db.models.functions import Coalesce

from referrals.enums import (
    AFTER_ANSWER,
    AT_UNIT,
    CALLED_BACK,
    IN_CITY,
    ClockStep,
    How,
    State,
)
from referrals.models import (
    Answer,
    CallBack,
    Clock,
    ClockPause,
    Contact,
    DueDay,
    Evaluation,
    Event,
    Feedback,
    Opinion,
)

AT_HANDLER = (State.HANDLING, *AT_UNIT)
# Who came so far was handed over: to a handler, to a unit, to the province.
HANDED = (*AT_HANDLER, State.REPORTED, *AFTER_ANSWER)
# Who came so far was put to the presidium by its group, in writing.
FORMED = (State.TRIAGE, State.TO_SUBMIT, *IN_CITY, *HANDED)
SOLVES = "answer_class__counts_as_solved"
ANSWER_CLOCKS = (ClockStep.HANDLE, ClockStep.ANSWER, ClockStep.LAW)


def as_of(rows: QuerySet[Opinion], on: date) -> QuerySet[Opinion]:
    """`rows` with aliases that say how each stood at the end of `on`."""
    facts = _of_history(on) | _of_answers(on) | _of_verdicts(on) | _of_clocks(on)
    took = F("first_answered_on") - F("handed_on")
    days = ExpressionWrapper(took, output_field=DurationField())
    return rows.alias(**facts).alias(days=days)


def _of_history(on: date) -> dict:
    # unscoped: narrows the opinions given
    lines = Event.objects.filter(opinion=OuterRef("pk"), on__lte=on)
    first = lines.filter(to_state__in=HANDED).order_by("version")
    # What a ledger brought here in hand was handed over on no known day.
    day = Case(When(basis="", then=F("on")), default=None)
    return {
        "state_then": Subquery(lines.order_by("-version").values("to_state")[:1]),
        "was_formed": Exists(lines.filter(to_state__in=FORMED)),
        "was_handed": Exists(first),
        "handed_on": Subquery(first.annotate(day=day).values("day")[:1]),
    }


def _of_answers(on: date) -> dict:
    """Of the first answer that stood, and of the last; whether a promise came due."""
    answers = _standing(on)
    first, last = answers.order_by("round", "pk"), answers.order_by("-round", "-pk")
    timed = last.annotate(it=_stopped()).values("it")[:1]
    late = last.annotate(it=_stopped(due_on__lt=F("stopped_on"))).values("it")[:1]
    return {
        "solved_then": Subquery(last.values(SOLVES)[:1]),
        "first_round": Subquery(first.values("round")[:1]),
        "first_solved_then": Subquery(first.values(SOLVES)[:1]),
        "first_answered_on": Subquery(first.values("answered_on")[:1]),
        "was_timed": Coalesce(Subquery(timed), Value(False)),
        "was_late": Coalesce(Subquery(late), Value(False)),
        "promise_came": Exists(answers.filter(promised_on__lte=on)),
    }


def _standing(on: date) -> QuerySet[Answer]:
    """Answers given by the end of `on`, and not returned by then."""
    # unscoped: narrows the opinions given
    given = Answer.objects.filter(opinion=OuterRef("pk"))
    kept = Q(returned_on=None) | Q(returned_on__gt=on)
    undated = Q(answered_on=None) & ~Q(basis="") & Q(_was_stated(on))
    return given.filter(kept & (Q(answered_on__lte=on) | undated))


def _was_stated(on: date) -> Exists:
    """Whether a ledger told of the answer or verdict by then: it names no day itself."""
    # unscoped: narrows the opinions given
    lines = Event.objects.filter(opinion=OuterRef("opinion"), on__lte=on)
    same = Q(name__in=("enter_judged", "enter_closed"), round=OuterRef("round"))
    # This line opens the next round at once.
    next_round = Q(name="enter_rejected", round=OuterRef("round") + Value(1))
    return Exists(lines.filter(same | next_round))


def _stopped(**more) -> Exists:
    """Whether a deadline ended with the answer, by default whichever."""
    # unscoped: narrows the opinions given
    clocks = Clock.objects.filter(
        opinion=OuterRef("opinion"),
        round=OuterRef("round"),
        stopped_on=OuterRef("answered_on"),
        step__in=ANSWER_CLOCKS,
        **more,
    )
    if more:
        clocks = clocks.exclude(_stood_still(OuterRef("stopped_on")))
    return Exists(clocks)


def _of_verdicts(on: date) -> dict:
    # unscoped: narrows the opinions given
    passed = Evaluation.objects.filter(opinion=OuterRef("pk"))
    passed = passed.filter(Q(on__lte=on) | Q(on=None) & Q(_was_stated(on)))
    # unscoped: narrows the opinions given
    told = Feedback.objects.filter(opinion=OuterRef("pk"), told_on__lte=on)
    # unscoped: narrows the opinions given
    talks = Contact.objects.filter(opinion=OuterRef("pk"), met_on__lte=on)
    last = passed.order_by("-round")
    told, talks = told.filter(how=How.IN_PERSON), talks.filter(how=How.IN_PERSON)
    return {
        "verdict_then": Subquery(last.values("verdict")[:1]),
        "attitude_then": Subquery(last.values("attitude")[:1]),
        "promise_then": Subquery(last.values("promise_outcome")[:1]),
        "own_hand_then": Subquery(last.values("is_own_hand")[:1]),
        "called_then": Subquery(last.annotate(it=_called_back(on)).values("it")[:1]),
        "first_verdict": Subquery(passed.filter(round=1).values("verdict")[:1]),
        "was_met": Exists(told) | Exists(talks),
    }


def _called_back(on: date) -> Exists:
    # unscoped: narrows the opinions given
    asked = CallBack.objects.filter(evaluation=OuterRef("pk"), on__lte=on)
    return Exists(asked.filter(outcome__in=CALLED_BACK))


def _of_clocks(on: date) -> dict:
    """Whether the time to answer was over, by the deadline as it was said by that day:
    what an extension, a pause or the calendar moved since counts from then on."""
    # unscoped: narrows the opinions given
    said = DueDay.objects.filter(clock=OuterRef("pk"), on__lte=on)
    last = Subquery(said.order_by("-pk").values("due_on")[:1])
    # unscoped: narrows the opinions given
    running = Clock.objects.filter(
        Q(stopped_on=None) | Q(stopped_on__gt=on),
        opinion=OuterRef("pk"),
        step__in=ANSWER_CLOCKS,
        started_on__lte=on,
    ).exclude(_stood_still(on))
    over = running.alias(due_then=Coalesce(last, F("due_on")))
    return {"ran_over": Exists(over.filter(due_then__lt=on))}


def _stood_still(day: date | OuterRef) -> Exists:
    """Whether the time of a clock did not count on `day`."""
    # unscoped: narrows the opinions given
    pauses = ClockPause.objects.filter(clock=OuterRef("pk"), since__lte=day)
    return Exists(pauses.filter(Q(until=None) | Q(until__gte=day)))
