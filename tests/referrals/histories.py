"""Whether a history could have come about by the rules, read from its rows alone.

The rules are those of `rulebook.py`, not of the product's own table.
"""

from collections import Counter

from referrals.models import Answer, Evaluation, Event, Opinion
from tests.referrals.rulebook import (
    BESIDE,
    ENDED,
    LAW,
    LEGAL,
    NEW_ROUND,
    OF_LEDGERS,
    RUNS,
    UNANSWERED,
)

ENDS = ENDED.split()


def illegal(opinion: Opinion) -> str:
    """What is wrong with the history of `opinion`; "" when it is whole and legal."""
    events = list(opinion.history.order_by("pk"))
    if [event.version for event in events] != list(range(1, opinion.version + 1)):
        return "an event is missing or doubled"
    return _broken_chain(events) or _out_of_step(opinion, events)


def _broken_chain(events: list[Event]) -> str:
    state, round_, answered_from = "", 1, ""
    for event in events:
        if event.from_state != state:
            return f"{event.name} begins at {event.from_state}, not at {state}"
        if wrong := _wrong(event, answered_from):
            return wrong
        if event.round != round_ + (event.name in NEW_ROUND):
            return f"{event.name} is of round {event.round} after {round_}"
        if event.to_state == "answered" != state:
            answered_from = state
        if event.name in OF_LEDGERS:
            answered_from = ""  # who had it before is not known from states alone
        state, round_ = event.to_state, event.round
    days = [event.on for event in events]
    return "" if days == sorted(days) else "the days run backwards"


def _wrong(event: Event, answered_from: str) -> str:
    if event.name == "collect":
        is_first = event.from_state == "" and event.to_state in ("draft", "screening")
        return "" if is_first else f"illegal: collected to {event.to_state}"
    targets = LEGAL.get((event.name, event.from_state), ())
    if event.to_state not in targets:
        return f"illegal: {event.name}, {event.from_state} to {event.to_state}"
    if len(targets) > 1 and answered_from and event.to_state != answered_from:
        return f"illegal: {event.name} back to {event.to_state}, not {answered_from}"
    return ""


def _out_of_step(opinion: Opinion, events: list[Event]) -> str:
    """The row against the last line of its history, and what must hold in a state."""
    last = events[-1]
    if (opinion.state, opinion.round) != (last.to_state, last.round):
        return f"the row is {opinion.state}, its history ends at {last.to_state}"
    if opinion.moved_on != last.on:
        return "the row's day is not that of its last event"
    if (opinion.holder_id is None) != (opinion.state in ENDS):
        return f"held by {opinion.holder_id} when {opinion.state}"
    # A ledger tells that it is closed, and not since when.
    is_dated = opinion.state == "closed" and last.name != "enter_closed"
    if (opinion.closed_on is None) == is_dated:
        return "closed without a day, or a day without being closed"
    return ""


def clock_fault(opinion: Opinion) -> str:
    """Time that runs without reason, or reason without time that runs."""
    running = set(opinion.clocks.filter(stopped_on=None).values_list("step", flat=True))
    wanted = RUNS[opinion.state]
    if opinion.state == "fed_back" and "reminded" in running:
        wanted = {"reminded"}
    allowed = set(wanted)
    if opinion.state in ("handling", "assigned", "processing"):
        allowed |= BESIDE
    if opinion.state in UNANSWERED.split() and opinion.round == 1:
        allowed.add(LAW)
    if not wanted <= running <= allowed:
        return f"in {opinion.state} run {sorted(running)}"
    if opinion.is_paused and not running:
        return "paused, and nothing runs"
    return ""


def number_fault() -> str:
    """Numbers are given once, on entering triage, without a gap, and stay."""
    told = Counter()
    for event in Event.objects.filter(name="report_up").order_by("pk"):
        number = dict(event.words)["编号"]
        told[number, event.opinion_id] += 1
    given = Counter(number for number, _ in told)
    if again := [number for number, count in given.items() if count > 1]:
        return f"given twice: {again}"
    rows = Opinion.objects.filter(pk__in=[pk for _, pk in told])
    if changed := {(row.number, row.pk) for row in rows} ^ set(told):
        return f"changed: {sorted(changed)}"
    found = Opinion.objects.exclude(sequence=None).order_by("township", "sequence")
    for township in found.values_list("township", flat=True).distinct():
        own = [row.sequence for row in found if row.township_id == township]
        if own != list(range(1, len(own) + 1)):
            return f"not gap-free: {own}"
    return ""


def said(opinion: Opinion) -> set[str]:
    """Every text that was ever written of `opinion` and can still be read."""
    texts = {opinion.title, opinion.text}
    for event in opinion.history.all():
        texts |= {event.note, *(str(value) for _, value in event.words)}
    texts |= {text for row in opinion.answers.all() for text in _of_answer(row)}
    texts |= set(opinion.evaluations.values_list("reason", flat=True))
    for row in opinion.assignments.all():
        texts |= {row.part, row.relief_reason, row.waive_reason, row.signed_by}
    return texts | {proposer.name for proposer in opinion.proposers.all()}


def _of_answer(row: Answer) -> set[str]:
    return {row.text, row.return_reason, row.issued_by, row.document_number}


def settled() -> set[tuple]:
    """Answers given and verdicts passed: what no later move may change."""
    answers = Answer.objects.exclude(answered_on=None)
    verdicts = Evaluation.objects.all()
    return {
        *answers.values_list("opinion", "round", "pk", "text", "answer_class"),
        *verdicts.values_list("opinion", "round", "pk", "reason", "verdict"),
    }
