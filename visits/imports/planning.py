"""What each row of the ledger would store."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from deputies.models import Person
from groups.models import DeputyGroup
from poverty.models import Household
from tianmen_congress.base.campaigns.models import CampaignForm
from tianmen_congress.base.campaigns.queries import why_out_of_period
from tianmen_congress.base.cells import Candidate
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.workbooks.kinds import Outcome, Planned, Sending
from tianmen_congress.base.workbooks.models import ImportIssue
from tianmen_congress.base.workbooks.records import Record
from visits.answers import AnswerPaper, paper_of
from visits.checks import VisitFault, faults_of
from visits.enums import JOINT_AT_LEAST, JOINT_AT_MOST, VisitKind
from visits.imports.columns import SECTIONS
from visits.outing import CallData, Outing

from .comparing import answers_of
from .correcting import CallCorrection, Corrector
from .on_file import Place, Stored, VisitsOnFile
from .places import VisitPlaces

FROM_LEDGER = "按走访台账导入"
NOBODY_LEFT = "所列的人都不是该小组走访当天的成员，请核对姓名和小组"
# The field under which it is asked whether a row tells of a call on file.
SAME_CALL, ANOTHER = "same_call", "another"
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


@dataclass(slots=True)
class PlannedVisit(Planned):
    """One row, and the outing that it tells of, or what it corrects."""

    outing: Outing | None = None
    correction: CallCorrection | None = None


@dataclass(slots=True)
class VisitRow:
    """A row understood: who was where."""

    record: Record
    group: DeputyGroup
    village: Division
    people: list[Person]
    home: Household | None
    # Of each name that several bear: who may be meant.
    doubts: list[set[int]] = field(default_factory=list)
    # Villages that were once called as the row writes it, and live on in this one.
    once: set[int] = field(default_factory=set)

    @property
    def place(self) -> Place:
        home = self.home.pk if self.home else None
        return self.group.pk, self.record["visited_on"], self.village.pk, home

    @property
    def places(self) -> list[Place]:
        """Where it may be on file, the likeliest first: what happened in a village that
        is closed stays there."""
        group, day, village, home = self.place
        others = sorted(self.once - {village})
        return [(group, day, each, home) for each in (village, *others)]

    @property
    def deputies(self) -> set[int]:
        return {person.pk for person in self.people}

    @property
    def who(self) -> tuple:
        """What finds it on file: where, by whom, who may be meant, as it is written."""
        return self.places, self.deputies, self.doubts, self.record["people"]

    @property
    def outing(self) -> tuple:
        """What rows of one outing have in common."""
        return self.place[:3], frozenset(self.deputies)

    @property
    def call(self) -> tuple:
        """What tells it from every other row of the ledger."""
        return self.place, tuple(sorted(self.record["people"]))

    @property
    def says(self) -> list:
        return [self.record[name] for name in (*SECTIONS, "recorder")]


class VisitPlanner:
    """Plans the rows of one ledger; reads what they are compared with once."""

    def __init__(self, kind: str, sending: Sending, form: CampaignForm):
        self.kind, self.sending, self.form = kind, sending, form
        self.places = VisitPlaces(kind, sending)
        self.corrector = Corrector(kind, sending.by)
        self.met: dict[tuple, VisitRow] = {}
        self.recorders: dict[tuple, str] = {}
        # By group and day the households that rows before told of.
        self.told_of: dict[tuple, set[int | None]] = defaultdict(set)

    @cached_property
    def paper(self) -> AnswerPaper:
        return paper_of(self.form)

    @cached_property
    def answers(self) -> dict[str, str]:
        """Which call was meant by rows that list more, or fewer, deputies."""
        # unscoped: an answer holds for whoever sends the same row
        issues = ImportIssue.objects.answered().filter(
            batch__kind=self.kind, about__field=SAME_CALL
        )
        return {issue.about["call"]: issue.answer for issue in issues}

    def plan(self, records: list[Record]) -> Iterator[PlannedVisit]:
        self.on_file = VisitsOnFile(record["visited_on"] for record in records)
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
        visited = self.on_file.visited[group.pk, record["visited_on"]]
        village = self.places.village(record, group, visited=visited)
        if village is None:
            return planned
        row = VisitRow(record, group, village, people, None, doubts_of(record))
        called_so = self.places.names.called_so(record["village"], village)
        row.once = {each.pk for each in called_so}
        if self._finds_home(row):
            self._decide(planned, row)
        return planned

    def _finds_home(self, row: VisitRow) -> bool:
        """Sets the household called on; whether the row is clear about it."""
        if not row.record["household"]:
            return True
        group, day, *_ = row.place
        there = (self.on_file.called[place[:3]] for place in row.places)
        row.home = self.places.homes.find(
            row.record,
            row.village,
            is_far=self.places.is_far(row.village, row.group),
            # One that an earlier row told of is not told of by this one too.
            called=set().union(*there) - self.told_of[group, day],
        )
        return row.home is not None

    def _decide(self, planned: PlannedVisit, row: VisitRow) -> None:
        if first := self.met.get(row.call):
            _repeat(planned, row, first)
            return
        stored = self.on_file.find(*row.who)
        stored, is_clear = (stored, True) if stored else self._meant(row)
        if is_clear:
            self._compare_recorders(row, stored)
            self._correct(planned, row, stored) if stored else self._add(planned, row)
        if planned.outcome != Outcome.REJECTED:
            self.met[row.call] = row
            group, day, _, home = row.place
            self.told_of[group, day].add(home)

    def _meant(self, row: VisitRow) -> tuple[Stored | None, bool]:
        """A call of more or fewer deputies, if somebody said that it is this one."""
        near = self.on_file.near(row.places, row.deputies)
        if not near:
            return None, True
        key = f"{row.place}:{sorted(row.deputies)}"
        answer = self.answers.get(key)
        if answer is None:
            row.record.ask("people", _which(near), _choices(near), **_about(key))
            return None, False
        meant = next((each for each in near if str(each.visit.pk) == answer), None)
        return meant, True

    def _compare_recorders(self, row: VisitRow, stored: Stored | None) -> None:
        """One outing has one recorder: that of its first row in the ledger."""
        name = row.record["recorder"]
        outing = (stored.visit.pk,) if stored else row.outing
        first = self.recorders.get(outing) or name
        self.recorders[outing] = first
        if name not in ("", first):
            row.record.warn("recorder", f"这次走访的记录人为“{first}”，未另作登记")
            row.record.values["recorder"] = first

    def _correct(self, planned: PlannedVisit, row: VisitRow, stored: Stored) -> None:
        """Known: what of it stands otherwise is corrected, or asked."""
        for pk in stored.deputies.keys() - row.deputies:
            row.record.settle("people", str(pk), row.record["people"])
        for finding in row.record.findings:
            if finding.about.get("field") == "people":
                finding.about["visit"] = stored.visit.pk
        self.corrector.correct(planned, row, stored, kind_of=self._kind_of)

    def _add(self, planned: PlannedVisit, row: VisitRow) -> None:
        campaign, day = self.form.campaign, row.record["visited_on"]
        planned.outing = self._outing(row)
        for fault in faults_of(planned.outing, self.paper):
            is_empty = fault.where == "deputies" and not row.people
            text = NOBODY_LEFT if is_empty else fault.text
            row.record.fault(_column_of(fault), text)
        if not row.record.is_faulty:
            row.record.doubt("visited_on", why_out_of_period(campaign, day, ""))
        if not row.record.is_faulty:
            planned.outcome = Outcome.NEW

    def _outing(self, row: VisitRow) -> Outing:
        kind, few_reason = self._kind_of(row)
        sections = self.paper.household if row.home else self.paper.village
        answers = answers_of(row.record, sections)
        return Outing(
            campaign=self.form.campaign,
            form=self.form,
            kind=kind,
            visited_on=row.record["visited_on"],
            group=row.group,
            village=row.village,
            deputies=row.people,
            calls=[CallData(row.home, answers)] if row.home else [],
            answers={} if row.home else answers,
            few_reason=few_reason,
            recorder=row.record["recorder"],
        )

    def _kind_of(self, row: VisitRow) -> tuple[VisitKind, str]:
        """How these deputies went, and why they were so few or so many."""
        is_paired = (
            row.home is not None
            and len(row.people) == len(row.record["people"]) == 1
            and (row.people[0].pk, row.home.pk) in self.places.homes.pairs
        )
        is_usual = JOINT_AT_LEAST <= len(row.people) <= JOINT_AT_MOST
        few_reason = "" if is_paired or is_usual else FROM_LEDGER
        return VisitKind.PAIRED if is_paired else VisitKind.JOINT, few_reason


def doubts_of(record: Record) -> list[set[int]]:
    """Of each name that several bear: who may be meant."""
    return [
        {int(candidate.value) for candidate in finding.candidates}
        for finding in record.findings
        if finding.about.get("field") == "people"
    ]


def _repeat(planned: PlannedVisit, row: VisitRow, first: VisitRow) -> None:
    """The same call once more in this ledger: in the same words, or it is not clear."""
    if row.says == first.says:
        planned.outcome = Outcome.UNCHANGED
        return
    place = first.record.place_for(row.record)
    row.record.fault("people", f"与{place}是同一次走访、同一户，内容不同，请核对")


def _which(near: list[Stored]) -> str:
    many = f"有{len(near)}次走访" if len(near) > 1 else "有一次走访"
    return f"同一天、同一小组在此处已{many}，参加代表多几名或者少几名，请选择"


def _choices(near: list[Stored]) -> list[Candidate]:
    same = [
        Candidate(
            str(each.visit.pk),
            f"就是已登记的这次（{'、'.join(each.names)}），参加代表按表中更正",
        )
        for each in near
    ]
    return [*same, Candidate(ANOTHER, "另一次走访，新增")]


def _about(key: str) -> dict[str, str]:
    return {"field": SAME_CALL, "call": key}


def _column_of(fault: VisitFault) -> str:
    section = fault.question.partition("_")[0]
    return section if section in SECTIONS else COLUMNS[fault.where]
