"""The rows of the ledger of visits (走访台账)."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import Prefetch

from poverty.models import Household
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.enums import FormKind
from tianmen_congress.base.campaigns.queries import published_form
from tianmen_congress.base.figures.registry import Asked
from visits.answers import (
    AnswerPaper,
    Answers,
    AnswerSection,
    paper_of,
    section_in_words,
)
from visits.models import HouseholdCall, Visit, VisitDeputy

from .counts import calls_of, visits_asked


@dataclass(frozen=True, slots=True)
class LedgerLine:
    """One line: a call, or a visit to a village where nobody was called on."""

    visit: Visit
    people: str
    household: Household | None
    sections: dict[str, str]


def sections_of_ledger(asked: Asked) -> list[AnswerSection]:
    """The sections that make columns: of the campaign's form in use."""
    form = asked.campaign and published_form(asked.campaign, FormKind.VISIT)
    return list(paper_of(form).household) if form else []


def count_entries(*, user: User, asked: Asked) -> int:
    """How many lines `ledger_entries` has."""
    visits = visits_asked(user=user, asked=asked)
    return calls_of(visits).count() + visits.filter(calls=None).count()


def ledger_entries(
    *, user: User, asked: Asked, most: int | None = None
) -> Iterator[LedgerLine]:
    """Lines by day, group and visit, or those of the first `most` visits.

    A fixed number of queries for each form in use.
    """
    papers: dict[int, AnswerPaper] = {}
    for visit in _visits(user, asked)[:most]:
        paper = papers.get(visit.form_id) or paper_of(visit.form)
        papers[visit.form_id] = paper
        people = "、".join(p.person.name for p in visit.participations.all())
        calls = visit.calls.all()
        for call in calls:
            words = _words(paper.household, call.answers)
            yield LedgerLine(visit, people, call.household, words)
        if not calls:
            yield LedgerLine(visit, people, None, _words(paper.village, visit.answers))


def _visits(user: User, asked: Asked):
    # unscoped: the people and calls of the visits in sight
    people = VisitDeputy.objects.select_related("person")
    calls = HouseholdCall.objects.select_related("household")
    rows = visits_asked(user=user, asked=asked).with_away()
    rows = rows.select_related("group", "village__parent", "form")
    rows = rows.prefetch_related(
        Prefetch("participations", queryset=people), Prefetch("calls", queryset=calls)
    )
    return rows.order_by("visited_on", "township__code", "group__number", "pk")


def _words(sections: tuple[AnswerSection, ...], answers: Answers) -> dict[str, str]:
    return {section.code: section_in_words(section, answers) for section in sections}
