"""What each row of the ledger would store."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from deputies.models import Person
from groups.models import DeputyGroup
from poverty.models import Household
from tianmen_congress.campaigns.enums import QuestionKind
from tianmen_congress.campaigns.models import CampaignForm, FormQuestion
from tianmen_congress.divisions.models import Division
from tianmen_congress.workbooks.kinds import Outcome, Planned, Sending
from tianmen_congress.workbooks.records import Record
from visits.answers import Paper, Section, paper_of
from visits.checks import Fault, faults_of
from visits.enums import JOINT_AT_LEAST, JOINT_AT_MOST, VisitKind
from visits.models import HouseholdCall, Visit
from visits.outing import CallData, Outing
from visits.resources import SECTIONS

from .places import Places

NOTHING = ("", "无", "/", "-", "—")
FROM_LEDGER = "按走访台账导入"
NOBODY_LEFT = "所列的人都不是该小组走访当天的成员，请核对姓名和小组"
# Where a fault of an outing stands in the ledger.
COLUMNS = {
    "visited_on": "visited_on",
    "village": "village",
    "deputies": "people",
    "few_reason": "people",
    "calls": "household",
    "household": "household",
    "answers": "ask",
}
Key = tuple[int, date, int, int | None]


@dataclass(slots=True)
class PlannedVisit(Planned):
    """One row, and the outing that it tells of."""

    outing: Outing | None = None


class Planner:
    """Plans the rows of one ledger; reads what they are compared with once."""

    def __init__(self, kind: str, sending: Sending, form: CampaignForm):
        self.sending, self.form = sending, form
        self.places = Places(kind, sending.township)

    @cached_property
    def paper(self) -> Paper:
        return paper_of(self.form)

    @cached_property
    def known(self) -> set[Key]:
        """Calls, and visits without one, that stand in the books already."""
        visits = Visit.objects.standing()
        columns = ("group", "visited_on", "village")
        calls = HouseholdCall.objects.standing()
        of_calls = calls.values_list(*(f"visit__{c}" for c in columns), "household")
        alone = visits.filter(calls=None).values_list(*columns)
        return set(of_calls) | {(*key, None) for key in alone}

    def plan(self, records: list[Record]) -> Iterator[PlannedVisit]:
        for record in records:
            yield self._planned(record)

    def _planned(self, record: Record) -> PlannedVisit:
        planned = PlannedVisit(Outcome.REJECTED, [record], self.sending.township)
        if record.is_faulty:
            return planned
        group = self.places.group(record)
        if group is None:
            return planned
        planned.township = group.township
        people = self.places.people(record, group)
        village = self.places.village(record, group.township)
        home, is_clear = self._home(record, village)
        if not (village and is_clear):
            return planned
        key = (group.pk, record["visited_on"], village.pk, home.pk if home else None)
        if key in self.known:
            planned.outcome = Outcome.UNCHANGED
            return planned
        planned.outing = self._outing(record, group, village, people, home)
        self._check(record, planned.outing)
        if not record.is_faulty:
            self.known.add(key)
            planned.outcome = Outcome.NEW
        return planned

    def _home(
        self, record: Record, village: Division | None
    ) -> tuple[Household | None, bool]:
        """The household called on, and whether the row is clear about it."""
        if village is None or not record["household"]:
            return None, village is not None
        home = self.places.household(record, village)
        return home, home is not None

    def _outing(
        self,
        record: Record,
        group: DeputyGroup,
        village: Division,
        people: list[Person],
        home: Household | None,
    ) -> Outing:
        is_paired = (
            home is not None
            and len(people) == len(record["people"]) == 1
            and (people[0].pk, home.pk) in self.places.pairs
        )
        is_usual = JOINT_AT_LEAST <= len(people) <= JOINT_AT_MOST
        sections = self.paper.household if home else self.paper.village
        answers = dict(_answers(record, sections))
        return Outing(
            campaign=self.form.campaign,
            form=self.form,
            kind=VisitKind.PAIRED if is_paired else VisitKind.JOINT,
            visited_on=record["visited_on"],
            group=group,
            village=village,
            deputies=people,
            calls=[CallData(home, answers)] if home else [],
            answers={} if home else answers,
            few_reason="" if is_paired or is_usual else FROM_LEDGER,
            recorder=record["recorder"],
        )

    def _check(self, record: Record, outing: Outing) -> None:
        for fault in faults_of(outing, self.paper):
            is_empty = fault.where == "deputies" and not outing.deputies
            text = NOBODY_LEFT if is_empty else fault.text
            record.fault(_column_of(fault), text)


def _column_of(fault: Fault) -> str:
    section = fault.question.partition("_")[0]
    return section if section in SECTIONS else COLUMNS[fault.where]


def _answers(record: Record, sections: tuple[Section, ...]) -> Iterator[tuple]:
    """Each section's words at the question they answer: an option, else its text."""
    for section in sections:
        words = record[section.code] if section.code in SECTIONS else ""
        if words in NOTHING:
            continue
        question = _question_for(words, section)
        if question:
            yield question.code, words


def _question_for(words: str, section: Section) -> FormQuestion | None:
    chosen = [q for q in section.questions if words in q.options]
    texts = [q for q in section.questions if q.kind == QuestionKind.TEXT]
    one_of = [q for q in chosen if q.kind == QuestionKind.CHOICE]
    return next(iter([*one_of, *texts]), None)
