"""One visit as its page and its printed record show it."""

from collections.abc import Iterator
from dataclasses import dataclass

from poverty.models import Household
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.words import in_words
from visits.answers import AnswerPaper, Answers, AnswerSection, paper_of
from visits.enums import AWAY
from visits.models import HouseholdCall, Visit, VisitPhoto

Lines = list[tuple[str, list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class CallRecord:
    """A call with its answers by section, its pictures, and whether the file may be opened."""

    call: HouseholdCall
    sections: Lines
    photos: list[VisitPhoto]
    is_open: bool


@dataclass(frozen=True, slots=True)
class VisitRecord:
    """A visit with everything on its page, the campaign's sections in their order."""

    visit: Visit
    paper: AnswerPaper
    village: Lines
    calls: list[CallRecord]
    photos: list[VisitPhoto]
    people: list

    @property
    def asides(self) -> list[tuple[str, str]]:
        """What the paper says of the outing beside the questions of the form."""
        visit = self.visit
        told = (
            (AWAY, self.away),
            ("分队", visit.team),
            ("小组活动", visit.activity),
            ("人数说明", visit.few_reason),
            ("备注", visit.note),
        )
        return [(label, in_words(words)) for label, words in told if words]

    @property
    def away(self) -> str:
        """Where it went, if it was to a village of others."""
        visit = self.visit
        words = f"{visit.whole_village_name}不是{visit.group_name}的联系村"
        return words if visit.is_away else ""


def record_of(visit: Visit, *, user: User) -> VisitRecord:
    """A fixed number of queries, however many calls and pictures there are."""
    paper = paper_of(visit.form)
    photos = list(visit.photos.select_related("file"))
    return VisitRecord(
        visit=visit,
        paper=paper,
        village=_lines(paper.village, visit.answers),
        calls=list(_calls(visit, paper, photos, user)),
        photos=[photo for photo in photos if photo.call_id is None],
        people=[p.person for p in visit.participations.select_related("person")],
    )


def _calls(
    visit: Visit, paper: AnswerPaper, photos: list[VisitPhoto], user: User
) -> Iterator[CallRecord]:
    calls = list(visit.calls.select_related("household__village"))
    homes = [call.household_id for call in calls]
    seen = Household.objects.visible_to(user).filter(pk__in=homes)
    open_files = set(seen.values_list("pk", flat=True))
    for call in calls:
        yield CallRecord(
            call,
            _lines(paper.household, call.answers),
            [photo for photo in photos if photo.call_id == call.pk],
            call.household_id in open_files,
        )


def _lines(sections: tuple[AnswerSection, ...], answers: Answers) -> Lines:
    """Sections with something in them: title, and each question with its answer."""
    lines = []
    for section in sections:
        given = [(q.text, in_words(answers.get(q.code))) for q in section.questions]
        given = [(text, words) for text, words in given if words]
        if given:
            lines.append((section.title, given))
    return lines
