"""Rows of a workbook as clean values, with what was found wrong or unclear in them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from tianmen_congress.base.cells import (
    Candidate,
    CellFault,
    CellQuestion,
    CellWarning,
    UnitQuestion,
    is_blank,
    plain,
    shown,
)

from .columns import Column
from .enums import IssueKind
from .reading import SheetRow

# Of a value that stands in a sentence: two of them fit in a reason.
LONGEST = 100
LEFT_OUT = "此项没有导入，其余照常导入"
NOT_MEANT = "已答复为写错"
# What was answered about the words of a cell, by the name of its field.
Answers = Mapping[tuple[str, str], str]


@dataclass(slots=True)
class CellFinding:
    """A fault, question or warning about one cell, or (row 0) about a whole sheet."""

    kind: IssueKind
    sheet: str
    row: int
    column: str
    value: str
    reason: str
    candidates: list[Candidate] = field(default_factory=list)
    # What the room that asked needs to act on the answer; filled when rows are written.
    about: dict = field(default_factory=dict)
    personal: bool = False
    # False for a fault in one of several things listed in the cell: the row goes in
    # without that one.
    keeps_out: bool = True
    # The field it is about; "" for a whole sheet.
    field: str = ""
    # Whether the row stays out until the question is answered.
    waits: bool = False


@dataclass(slots=True)
class Record:
    """One row of data: values by field name, and the findings about them.

    `values` holds what is filled in; what is not reads as the blank of its column, as
    does a value that was asked about. A record with a fault that keeps it out must not
    be written, nor one with a question for which it waits.
    """

    row: SheetRow
    values: dict[str, object]
    columns: dict[str, Column]
    findings: list[CellFinding] = field(default_factory=list)
    # What was said before of the words in its cells.
    answers: Answers = field(default_factory=dict)

    def __getitem__(self, name: str) -> object:
        if name in self.values:
            return self.values[name]
        return self.columns[name].widget.blank

    def place_for(self, other: "Record") -> str:
        """Where this row stands, in words for the page on which `other` is told of it."""
        sheet = "" if self.row.sheet == other.row.sheet else f"工作表“{self.row.sheet}”"
        return f"{sheet}第{self.row.number}行"

    @property
    def is_faulty(self) -> bool:
        return any(
            f.waits or (f.kind == IssueKind.FAULT and f.keeps_out)
            for f in self.findings
        )

    def fault(self, name: str, reason: str) -> None:
        """Say that the value of field `name` is wrong."""
        self._find(IssueKind.FAULT, name, reason)

    def fault_in_list(self, name: str, part: str, reason: str) -> None:
        """Say that `part` of a list is wrong: the row goes in without it."""
        finding = self._find(IssueKind.FAULT, name, reason)
        finding.value, finding.keeps_out = part, False

    def ask_in_list(
        self, name: str, part: str, reason: str, candidates: list[Candidate], **about
    ) -> None:
        """Ask what `part` of a list means: the row goes in without it."""
        self.ask(name, reason, candidates, **about)
        self.findings[-1].value = part

    def ask(self, name: str, reason: str, candidates: list[Candidate], **about) -> None:
        """Ask what the value of field `name` means."""
        finding = self._find(IssueKind.QUESTION, name, reason)
        finding.candidates, finding.about = candidates, {"field": name, **about}

    def doubt(self, name: str, why: str) -> None:
        """Ask whether the day of field `name` is meant, where there is a reason `why`.

        A row that cannot be without it waits; any other goes in without it so far.
        """
        day, column = self[name], self.columns[name]
        text = column.widget.render(day)
        words = shown(self.row.values.get(column.column_name, ""))
        answer = self.answers.get((name, words))
        if not why or day is None or answer == text:
            return
        self.values.pop(name)
        if answer is None:
            self._ask_day(name, why, text, words)
        elif column.filled:
            self.fault(name, f"{NOT_MEANT}，请在表中改正后再导入")
        else:
            self.leave_out(name, NOT_MEANT)

    def _ask_day(self, name: str, why: str, text: str, words: str) -> None:
        choices = [Candidate(text, f"就是{text}"), Candidate("", "写错了，不导入")]
        waits = self.columns[name].filled
        self.ask(name, f"{text}{why}，请核对", choices, words=words, waits=waits)
        self.findings[-1].waits = waits

    def warn(self, name: str, reason: str) -> None:
        self._find(IssueKind.WARNING, name, reason)

    def change(self, name: str, old: str, new: str) -> None:
        """Say that what is on file gives way to the value of field `name`."""
        old, new = (in_short(self.shown(name, words)) for words in (old, new))
        self._find(IssueKind.CHANGE, name, f"原为{old}，改为{new}")

    def shown(self, name: str, words: str) -> str:
        """`words` as they may stand in a finding about field `name`."""
        return masked(words) if self.columns[name].personal else words

    def leave_out(self, name: str, reason: str) -> None:
        """Take the row without the value of field `name`, which nobody needs."""
        self.values.pop(name, None)
        self.warn(name, f"{reason}。{LEFT_OUT}")

    def demand(self, name: str) -> None:
        """Say that field `name` must not be empty, where nothing was said of it yet."""
        is_said = any(
            f.field == name and f.row == self.row.number for f in self.findings
        )
        if not self[name] and not is_said:
            raw = self.row.values.get(self.columns[name].column_name, "")
            said = "" if is_blank(raw) else f"写的是“{plain(raw)}”，"
            self.fault(name, f"{said}不能为空")

    def settle(self, name: str, answer: str, value: object) -> None:
        """Take `value`, known already, for the question it is one of the answers to."""
        open_ones = [
            finding
            for finding in self.findings
            if finding.kind == IssueKind.QUESTION
            and finding.about.get("field") == name
            and answer in {candidate.value for candidate in finding.candidates}
        ]
        if open_ones:
            self.values[name] = value
            self.findings = [f for f in self.findings if f not in open_ones]

    def asks(self, name: str) -> bool:
        """Whether something is asked about field `name`."""
        return any(f.about.get("field") == name for f in self.findings)

    def withdraw(self, name: str) -> None:
        """Ask nothing more about field `name`: what is on file says it."""
        self.findings = [f for f in self.findings if f.about.get("field") != name]

    def _find(self, kind: IssueKind, name: str, reason: str) -> CellFinding:
        column = self.columns[name]
        finding = CellFinding(
            kind=kind,
            sheet=self.row.sheet,
            row=self.row.number,
            column=self.row.heading(column.column_name),
            value=shown(self.row.values.get(column.column_name, "")),
            reason=reason,
            personal=column.personal,
            field=name,
        )
        self.findings.append(finding)
        return finding


def masked(value: str) -> str:
    """A personal number as it may be kept: enough of it to find it on the paper."""
    return (
        value[:6] + "*" * (len(value) - 10) + value[-4:] if len(value) > 10 else value
    )


def in_short(words: str) -> str:
    """A value in a sentence: long ones with their beginning alone."""
    if not words:
        return "（空）"
    return f"“{words if len(words) <= LONGEST else words[:LONGEST] + '……'}”"


def read_row(
    row: SheetRow,
    columns: dict[str, Column],
    *,
    year: int | None = None,
    answers: Answers | None = None,
) -> Record:
    """`answers` say what was answered before about numbers with an unknown unit."""
    record = Record(row, {}, columns, answers=answers or {})
    for name, column in columns.items():
        if column.column_name in row.values:
            _read_cell(record, name, column, year)
    return record


def _read_cell(record: Record, name: str, column: Column, year: int | None) -> None:
    cell = record.row.values[column.column_name]
    heading = record.row.heading(column.column_name)
    try:
        value = column.clean(record.row.values, year=year, heading=heading)
    except CellFault as fault:
        _refuse(record, name, column, fault.reason)
    except UnitQuestion as question:
        _ask_unit(record, name, question, record.answers.get((name, shown(cell))))
    except CellQuestion as question:
        record.ask(name, question.reason, question.candidates)
    except CellWarning as warning:
        record.values[name] = warning.value
        record.warn(name, warning.reason)
    else:
        _keep(record, name, column, value)
        record.doubt(name, column.widget.why_odd(value))


def _refuse(record: Record, name: str, column: Column, reason: str) -> None:
    """What cannot be read stays out: alone where nobody needs it, else with its row."""
    if column.optional:
        record.leave_out(name, reason)
    else:
        record.fault(name, reason)


def _ask_unit(
    record: Record, name: str, question: UnitQuestion, answer: str | None
) -> None:
    """Ask how much is meant, unless the same words were answered before."""
    if answer is None:
        cell = record.row.values[record.columns[name].column_name]
        record.ask(name, question.reason, question.candidates, words=shown(cell))
    elif answer:
        record.values[name] = record.columns[name].widget.clean(answer)


def _keep(record: Record, name: str, column: Column, value: object) -> None:
    raw = record.row.values[column.column_name]
    if value != column.widget.blank:
        # A text that was clean already is kept once, not twice.
        same = type(value) is str and value == raw
        record.values[name] = raw if same else value
    elif column.filled:
        record.demand(name)
