"""Random pasts: lines of history, answers, verdicts, deadlines, each on some day.

They follow no workflow: what counts them must go by what stands there alone.
"""

from datetime import timedelta

from referrals.enums import Asker, ClockStep, DueCause
from referrals.models import (
    Answer,
    Clock,
    ClockPause,
    DueDay,
    Evaluation,
    Event,
    Feedback,
    Opinion,
)
from tests.referrals.rulebook import STATES

SPAN = 120
ENTERED = ("enter_judged", "enter_rejected", "enter_closed")


def give_pasts(rng, first, by):
    """To every opinion there is; the last line of its history tells where it stands."""
    rows = list(Opinion.objects.order_by("pk"))

    def some_day():
        return first + timedelta(days=rng.randrange(SPAN))

    Event.objects.bulk_create(
        line for row in rows for line in _history(rng, row, some_day)
    )
    Answer.objects.bulk_create(
        each for row in rows for each in _answers(rng, row, some_day, by)
    )
    Evaluation.objects.bulk_create(
        each for row in rows for each in _verdicts(rng, row, some_day)
    )
    _receipts(rng, some_day, by)
    _clocks(rng, rows, some_day)


def _history(rng, row, some_day):
    steps = rng.randrange(1, 6)
    days = sorted(some_day() for _ in range(steps))
    for number, day in enumerate(days, start=1):
        is_last = number == steps
        yield Event(
            opinion=row,
            township_id=row.township_id,
            name=rng.choice(("step", *ENTERED)),
            label="一步",
            to_state=row.state if is_last else rng.choice(STATES),
            round=rng.randrange(1, 3),
            version=number,
            basis=rng.choice(("", "", "台账")),
            on=day,
        )


def _answers(rng, row, some_day, by):
    for number in range(1, rng.randrange(1, 4)):
        is_stated = rng.random() < 0.2
        letter = rng.choice("abc")
        day = None if is_stated else some_day()
        yield Answer(
            opinion=row,
            round=number,
            answer_class=row.campaign.answer_classes.get(code=letter),
            class_reason="缺资金" if letter == "c" else "",
            text="已答复",
            promised_on=some_day() if letter == "b" else None,
            drafted_on=day,
            drafted_by=by,
            answered_on=day,
            returned_on=some_day() if rng.random() < 0.2 else None,
            basis="台账" if is_stated else "",
        )


def _verdicts(rng, row, some_day):
    for number in range(1, rng.randrange(1, 4)):
        yield Evaluation(
            opinion=row,
            round=number,
            verdict=rng.choice(["satisfied", "basically", "dissatisfied", "none"]),
            attitude=rng.choice(["", "satisfied", "basically", "dissatisfied"]),
            promise_outcome=rng.choice(["", "", "kept", "broken"]),
            is_own_hand=rng.random() < 0.3,
            reason="理由",
            on=some_day() if rng.random() < 0.8 else None,
        )


def _receipts(rng, some_day, by):
    answers = Answer.objects.prefetch_related("opinion__proposers")
    Feedback.objects.bulk_create(
        Feedback(
            opinion=answer.opinion,
            round=answer.round,
            answer=answer,
            proposer=answer.opinion.proposers.all()[0],
            told_on=some_day(),
            how=rng.choice(["in_person", "phone"]),
            by=by,
        )
        for answer in answers
        if rng.random() < 0.5
    )


def _law_once(clocks):
    """The law's clock runs once for each opinion."""
    had = set()
    for clock in clocks:
        if clock.step != ClockStep.LAW or clock.opinion_id not in had:
            yield clock
        if clock.step == ClockStep.LAW:
            had.add(clock.opinion_id)


def _clocks(rng, rows, some_day):
    """Running ones, and those that an answer stopped; some paused, some moved."""
    clocks = [
        _clock(rng, answer.opinion, some_day, answer.round, answer.answered_on)
        for answer in Answer.objects.exclude(answered_on=None).select_related("opinion")
        if rng.random() < 0.8
    ]
    clocks += [_clock(rng, row, some_day, 1, None) for row in rows]
    clocks = Clock.objects.bulk_create(_law_once(clocks))
    ClockPause.objects.bulk_create(
        ClockPause(
            clock=clock,
            since=min(days),
            ends_on=max(days) + timedelta(days=1),
            until=rng.choice([None, max(days)]),
            asked_as=Asker.GROUP,
        )
        for clock in rng.sample(clocks, len(clocks) // 4)
        if (days := [some_day(), some_day()])
    )
    _moved(rng, clocks, some_day)


def _moved(rng, clocks, some_day):
    """Days said when the clocks began; of some another later, of a few none at all."""
    causes = [DueCause.GRANTED, DueCause.CALENDAR, DueCause.PAUSED]
    begun = rng.sample(clocks, len(clocks) * 3 // 4)
    moved = rng.sample(clocks, len(clocks) // 2)
    DueDay.objects.bulk_create(
        [_said(each, each.started_on, DueCause.BEGUN, some_day()) for each in begun]
        + [_said(each, some_day(), rng.choice(causes), some_day()) for each in moved]
    )


def _said(clock, on, cause, due_on):
    return DueDay(
        clock=clock,
        township_id=clock.opinion.township_id,
        on=on,
        cause=cause,
        due_on=due_on,
        words="",
    )


def _clock(rng, row, some_day, number, stopped_on):
    started_on = min(some_day(), stopped_on) if stopped_on else some_day()
    due_on = some_day()
    return Clock(
        opinion=row,
        round=number,
        step=rng.choice(["handle", "answer", "law", "sign", "feedback"]),
        started_on=started_on,
        unit="working",
        due_on=due_on,
        yellow_on=due_on,
        stopped_on=stopped_on,
    )
