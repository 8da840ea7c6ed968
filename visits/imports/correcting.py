"""A ledger corrects what ledgers brought, value by value; what was typed here it leaves."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from deputies.models import Person
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import CampaignForm
from tianmen_congress.base.workbooks.corrections import Corrections, ValueChange, waits
from tianmen_congress.base.workbooks.kinds import Outcome
from visits import rules
from visits.answers import AnswerPaper, Answers, in_words, paper_of
from visits.checks import faults_of
from visits.models import Visit
from visits.outing import Outing
from visits.queries.stored import outing_of

from .comparing import CellChange, changes_in
from .on_file import Stored

TYPED_HERE = "这次走访是在系统中登记的，台账不作改动：已登记为“{}”"


@dataclass(slots=True)
class CallCorrection:
    """What becomes of one call on file, or of a visit without one."""

    stored: Stored
    cells: list[CellChange] = field(default_factory=list)
    recorder: str = ""
    deputies: list[Person] | None = None
    kind_of: Callable[[], tuple] | None = None

    def __bool__(self) -> bool:
        return bool(self.cells or self.recorder or self.deputies)

    def outing(self) -> Outing:
        """The visit as it will be."""
        # unscoped: the visit found on file, as it stands
        visit = Visit.objects.select_related("campaign", "form", "group", "village")
        outing = outing_of(visit.get(pk=self.stored.visit.pk))
        self._write_answers(outing)
        outing.recorder = self.recorder or outing.recorder
        if self.deputies:
            outing.deputies = self.deputies
            outing.kind, outing.few_reason = self.kind_of()
        return outing

    def _write_answers(self, outing: Outing) -> None:
        if self.stored.call is None:
            outing.answers = self._corrected(outing.answers)
            return
        household = self.stored.call.household_id
        for call in outing.calls:
            if call.household.pk == household:
                call.answers = self._corrected(call.answers)

    def _corrected(self, answers: Answers) -> Answers:
        gone = {code for cell in self.cells for code in cell.old}
        kept = {code: value for code, value in answers.items() if code not in gone}
        for cell in self.cells:
            kept |= cell.new
        return kept


class Corrector:
    """Compares rows of one ledger with what is on file about them."""

    def __init__(self, kind: str, by: User):
        self.by = by
        self.corrections = Corrections(kind)
        self.papers: dict[int, AnswerPaper] = {}

    def correct(self, planned, row, stored: Stored, *, kind_of: Callable) -> None:
        """Sets what becomes of the row: nothing, a correction, or a question first."""
        found = CallCorrection(stored, kind_of=partial(kind_of, row))
        self._compare(found, row)
        planned.outcome = Outcome.UNCHANGED
        if waits(row.record):
            planned.outcome = Outcome.REJECTED
        elif found:
            self._plan(planned, row, found)

    def _plan(self, planned, row, found: CallCorrection) -> None:
        visit = found.stored.visit
        if not rules.can_edit(self.by, visit):
            row.record.fault("group", "您不能修改这次走访")
        for fault in faults_of(found.outing(), self._paper(visit.form)):
            row.record.fault("people", f"更正后：{fault.text}")
        planned.correction = found
        planned.outcome = Outcome.CHANGED
        if row.record.is_faulty:
            planned.outcome = Outcome.REJECTED

    def _compare(self, found: CallCorrection, row) -> None:
        stored, record = found.stored, row.record
        paper = self._paper(stored.visit.form)
        sections = paper.household if stored.call else paper.village
        for cell in changes_in(record, sections, stored.answers):
            if self._takes(record, cell.column, _of_answers(stored, cell)):
                found.cells.append(cell)
        self._compare_recorder(found, row)
        self._compare_deputies(found, row)

    def _compare_recorder(self, found: CallCorrection, row) -> None:
        name, visit = row.record["recorder"], found.stored.visit
        if name and name != visit.recorder:
            change = ValueChange(visit, "recorder", visit.recorder, name)
            if self._takes(row.record, "recorder", change):
                found.recorder = name

    def _compare_deputies(self, found: CallCorrection, row) -> None:
        """Others than on file only where somebody said that it is the same call."""
        stored, record = found.stored, row.record
        if stored.is_by(row.deputies, row.doubts, record["people"]):
            return
        record.change(
            "people", "、".join(sorted(stored.names)), "、".join(record["people"])
        )
        found.deputies = row.people

    def _takes(self, record, column: str, change: ValueChange) -> bool:
        if self.corrections.is_of_workbooks(change.row):
            return self.corrections.takes(record, column, change)
        record.warn(column, TYPED_HERE.format(change.old[:100] or "（空）"))
        return False

    def _paper(self, form: CampaignForm) -> AnswerPaper:
        if form.pk not in self.papers:
            self.papers[form.pk] = paper_of(form)
        return self.papers[form.pk]


def _of_answers(stored: Stored, cell: CellChange) -> ValueChange:
    """The change of a cell, whose answers stand together in one column."""
    codes = sorted(cell.codes)

    def words_in(row) -> str:
        return "；".join(in_words(row.answers.get(code)) for code in codes)

    old, new = "；".join(cell.old.values()), "；".join(cell.new.values())
    return ValueChange(stored.row, ",".join(codes), old, new, words_in)
