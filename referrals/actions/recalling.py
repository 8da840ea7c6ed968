"""Taking a paper back that handed an opinion over, and what the units see after it."""

from collections.abc import Iterable
from datetime import date, timedelta

from referrals.enums import ClockStep, PartyKind
from referrals.models import Opinion, Recall
from referrals.queries.handlers import handed_down_on
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.papers.registry import in_chinese
from tianmen_congress.base.rows.naming import as_called
from tianmen_congress.base.words import in_words

from .act import Act
from .paper_numbers import document_number

OF_HANDLERS = (PartyKind.HANDLER, PartyKind.LEAD, PartyKind.CO)
Pairs = Iterable[tuple[str, object]]


def lose(opinion: Opinion, organs: Iterable[Organ], on: date) -> None:
    """From `on` they read of it what their recall says, and nothing more."""
    own = opinion.parties.filter(organ__in=list(organs), as_what__in=OF_HANDLERS)
    own.update(until=on - timedelta(days=1))


def recall_units(act: Act, *lost: Organ) -> list[Recall]:
    """The papers of all units are taken back, as they are before anything is changed.

    Who is in `lost` has it no more; the others get a new paper.
    """
    words = _said_to_units(act.opinion)
    papers = [
        _paper(
            act,
            row.unit,
            PartyKind.LEAD if row.is_lead else PartyKind.CO,
            is_lost=row.unit in lost,
            document_number=row.document_number,
            handed_on=row.paper_on or row.assigned_on,
            words=words,
        )
        for row in act.opinion.live_assignments
    ]
    return _store(act, papers)


def recall_handler(act: Act) -> None:
    """The township's own paper: who handles it there has it no more."""
    opinion = act.opinion
    if opinion.handler is not None:
        helping = [row.unit for row in opinion.live_assignments]
        recall_local(act, opinion.handler, *helping)


def recall_local(act: Act, *lost: Organ) -> list[Recall]:
    """The paper that handed it down, as it is before anything is changed.

    Who is in `lost` has it no more; the others get a new paper.
    """
    opinion = act.opinion
    having = [(opinion.handler, PartyKind.HANDLER)]
    having += [(row.unit, PartyKind.CO) for row in opinion.live_assignments]
    on = handed_down_on(opinion)
    words = _said_to_handler(opinion, on)
    papers = [
        _paper(
            act,
            organ,
            as_what,
            is_lost=organ in lost,
            document_number=opinion.handover_number,
            handed_on=on,
            words=words,
        )
        for organ, as_what in having
    ]
    return _store(act, papers)


def reissue_local(act: Act, recalled: list[Recall]) -> None:
    """One new paper for all who have it now; none of what a ledger told."""
    opinion = act.opinion
    opinion.__dict__.pop("live_assignments", None)
    if not opinion.handover_number:
        return
    number = document_number("handover", opinion, opinion.presidium)
    opinion.handover_number = number
    own = Recall.objects.filter(pk__in=[paper.pk for paper in recalled])
    own.update(replaced_by=number)
    act.tell("交办单文号", number)


def _paper(act: Act, organ: Organ, as_what: PartyKind, **more) -> Recall:
    opinion = act.opinion
    return Recall(
        opinion=opinion,
        organ=organ,
        as_what=as_what,
        number=opinion.city_number or opinion.number,
        title=opinion.title,
        recalled_on=act.on,
        reason=act.given["reason"][:300],
        **more,
    )


def _store(act: Act, papers: list[Recall]) -> list[Recall]:
    Recall.objects.bulk_create(papers)
    lose(act.opinion, [each.organ for each in papers if each.is_lost], act.on)
    if numbers := {each.document_number for each in papers} - {""}:
        act.tell("撤回文号", sorted(numbers))
    return papers


def reissue(act: Act, recalled: list[Recall]) -> None:
    """One new paper, with a number of its own, for all who have it now."""
    opinion = act.opinion
    opinion.__dict__.pop("live_assignments", None)
    number = document_number("assign", opinion, None)
    for row in opinion.live_assignments:
        # What a ledger told to be in somebody's hands was handed over on no known day.
        if row.assigned_on is not None:
            row.document_number, row.paper_on = number, act.on
            row.save()
    own = Recall.objects.filter(pk__in=[paper.pk for paper in recalled])
    own.update(replaced_by=number)
    act.tell("交办文号", number)


def _said_to_units(opinion: Opinion) -> list[tuple[str, str]]:
    """What the paper says beside number, title and text."""
    rows = opinion.live_assignments
    on = next((row.paper_on or row.assigned_on for row in rows), None)
    helping = [row.unit for row in rows if not row.is_lead]
    pairs = [
        ("主办单位", opinion.lead_unit),
        ("书面答复期限", _due(opinion, ClockStep.ANSWER)),
        ("协办单位", helping),
        ("协办意见期限", _due(opinion, ClockStep.CO_ANSWER)),
        ("要求", opinion.requirement),
    ]
    return _in_words(pairs, on)


def _said_to_handler(opinion: Opinion, on: date | None) -> list[tuple[str, str]]:
    person = f"{opinion.responsible_person} {opinion.responsible_phone}".strip()
    pairs = [
        ("承办单位", opinion.handler),
        ("办理期限", _due(opinion, ClockStep.HANDLE)),
        ("协办单位", [row.unit for row in opinion.live_assignments]),
        ("协办意见期限", _due(opinion, ClockStep.CO_ANSWER)),
        ("责任人、电话", person),
        ("交办要求", opinion.requirement),
    ]
    return _in_words(pairs, on)


def _in_words(pairs: Pairs, on: date | None) -> list[tuple[str, str]]:
    """By the names of the day of the paper."""
    return [(label, in_words(as_called(it, on))) for label, it in pairs if it]


def _due(opinion: Opinion, step: ClockStep) -> str:
    """The last day of that time in this round, running or stopped by this very move."""
    clock = opinion.clocks.filter(step=step, round=opinion.round).order_by("pk").last()
    return in_chinese(clock.due_on) if clock else ""
