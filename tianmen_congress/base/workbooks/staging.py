"""Checking a workbook whole: what each row would do, and what is wrong or unclear.

Nothing is written here.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass, field

from django.core.exceptions import ImproperlyConfigured

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.queries import current_campaign
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division

from .enums import IssueKind
from .kinds import Outcome, Planned, Sending, WorkbookKind
from .official.template import GUIDE
from .reading import Book, HeaderMissing, HeaderTwice, Sheet, Table, WorkbookRefused
from .records import CellFinding, Record

# Told how much of the work is done, and of how much in all.
Tell = Callable[[int, int], None]
TELL_EVERY = 100

# How the reason ends why a row of the next township stays out.
ELSEWHERE = "只能导入本乡镇的数据"
HALF = 500  # reading is the first half of a check, comparing the second


@dataclass(frozen=True, slots=True)
class Share:
    """One sheet of several: its part of the reading."""

    place: int
    sheets: int
    tell: Tell

    def tell_of(self, part: float) -> None:
        self.tell(int(HALF * (self.place + part) / self.sheets), 2 * HALF)


def keep_still(done: int, total: int) -> None:
    """For work that nobody waits for."""


@dataclass(frozen=True, slots=True)
class Counts:
    """Rows of the workbook by what becomes of them; they add up to `rows`."""

    rows: int
    new: int
    changed: int
    unchanged: int
    rejected: int

    @property
    def written(self) -> int:
        return self.new + self.changed


@dataclass(slots=True)
class Report:
    """What a check found."""

    kind: WorkbookKind
    plans: list[Planned] = field(default_factory=list)
    # About sheets, not about rows.
    remarks: list[CellFinding] = field(default_factory=list)

    @property
    def counts(self) -> Counts:
        rows = Counter()
        for plan in self.plans:
            rows[plan.outcome] += len(plan.records)
        by_outcome = {outcome.value: rows[outcome] for outcome in Outcome}
        return Counts(rows=rows.total(), **by_outcome)

    @property
    def findings(self) -> list[CellFinding]:
        return self.remarks + [f for plan in self.plans for f in plan.findings]

    def of_kind(self, kind: IssueKind) -> list[CellFinding]:
        return [finding for finding in self.findings if finding.kind == kind]

    @property
    def is_clear(self) -> bool:
        """Nothing is wrong and nothing is asked."""
        return not self.of_kind(IssueKind.FAULT) + self.of_kind(IssueKind.QUESTION)

    def as_dict(self) -> dict:
        """The form in which the command prints a report."""
        questions = self.of_kind(IssueKind.QUESTION)
        return {
            "kind": self.kind.slug,
            **asdict(self.counts),
            "faults": [_as_dict(f) for f in self.of_kind(IssueKind.FAULT)],
            "questions": [
                _as_dict(q) | {"candidates": [asdict(c) for c in q.candidates]}
                for q in questions
            ],
        }


def _as_dict(finding: CellFinding) -> dict:
    names = ("sheet", "row", "column", "value", "reason")
    return {name: getattr(finding, name) for name in names}


def sending_of(
    kind: WorkbookKind, user: User, township: Division | None = None
) -> Sending:
    """For whom `user` sends: the office for the city, a clerk for one township.

    Days without a year fall in the campaign's.
    """
    if not user.has_role(*kind.roles):
        raise WorkbookRefused(f"您没有导入{kind.title}的权限")
    if not user.has_role(Role.OFFICE):
        township = township or next(iter(user.townships), None)
        if township not in user.townships:
            raise WorkbookRefused(ELSEWHERE)
    campaign = current_campaign()
    return Sending(user, township, campaign.year if campaign else today().year)


def check(
    kind: WorkbookKind, book: Book, sending: Sending, tell: Tell = keep_still
) -> Report:
    """What writing `book` would do. WorkbookRefused when no sheet is of this kind."""
    report = Report(kind)
    records = _read(kind, book, sending, report, tell)
    total = len(records)
    for done, plan in enumerate(kind.plan(records, sending)):
        if done % TELL_EVERY == 0:
            tell(HALF + HALF * done // total, 2 * HALF)
        report.plans.append(plan)
    _check_plans(report.plans, records)
    for plan in report.plans:
        _keep_to_township(plan, sending)
    if said := kind.remark(report.plans, sending):
        report.remarks.append(_remark(IssueKind.WARNING, book.titles[0], 0, said))
    return report


def _read(
    kind: WorkbookKind, book: Book, sending: Sending, report: Report, tell: Tell
) -> list[Record]:
    records, tables, misses = [], 0, []
    for sheet in book.sheets:
        try:
            table = Table(sheet, list(kind.columns().values()))
        except HeaderMissing as miss:
            misses += [miss] if sheet.height else []
            report.remarks += _missed(sheet, miss)
            continue
        tables += 1
        report.remarks += _unknown_columns(sheet, table)
        share = Share(book.titles.index(sheet.title), len(book.titles), tell)
        records += _told(kind.read(table, sending), sheet.height, share)
    if not tables:
        _refuse(kind, misses)
    report.remarks += [
        _remark(IssueKind.WARNING, title, 0, "隐藏的工作表，没有读取")
        for title in book.hidden
    ]
    return records


def _told(records: Iterable[Record], height: int, share: Share) -> Iterator[Record]:
    """The records of a sheet, telling how much of the book is read."""
    for done, record in enumerate(records):
        if done % TELL_EVERY == 0:
            share.tell_of(record.row.number / height)
        yield record


def _refuse(kind: WorkbookKind, misses: list[HeaderMissing]) -> None:
    nearest = max(misses, key=lambda miss: len(miss.seen), default=None)
    if nearest is None:
        raise WorkbookRefused("工作簿中没有内容")
    is_of_kind = isinstance(nearest, HeaderTwice)
    name = kind.title if is_of_kind else f"不是{kind.title}"
    raise WorkbookRefused(f"{name}：{nearest.message}")


def _missed(sheet: Sheet, miss: HeaderMissing) -> list[CellFinding]:
    if not sheet.height or sheet.title == GUIDE:
        return []
    if miss.row:
        return [_remark(IssueKind.FAULT, sheet.title, miss.row, miss.message)]
    return [_remark(IssueKind.WARNING, sheet.title, 0, "没有找到表头，此表没有读取")]


def _unknown_columns(sheet: Sheet, table: Table) -> list[CellFinding]:
    names = "、".join(table.header.unknown)
    if not names:
        return []
    reason = f"以下各列不在导入范围内，没有读取：{names}"
    return [_remark(IssueKind.WARNING, sheet.title, table.header.row, reason)]


def _remark(kind: IssueKind, sheet: str, row: int, reason: str) -> CellFinding:
    return CellFinding(kind, sheet, row, column="", value="", reason=reason)


def _check_plans(plans: list[Planned], records: list[Record]) -> None:
    """Every record in one plan, none with a fault written: else the kind is wrong."""
    planned = [id(record) for plan in plans for record in plan.records]
    if sorted(planned) != sorted(id(record) for record in records):
        raise ImproperlyConfigured("每一行须恰好在一个计划中")
    for plan in plans:
        rejected = plan.outcome == Outcome.REJECTED
        if not rejected and any(record.is_faulty for record in plan.records):
            raise ImproperlyConfigured("有错误的行不得写入")


def _keep_to_township(plan: Planned, sending: Sending) -> None:
    """Who sends for one township touches no row of another, whatever the kind planned."""
    here = sending.township
    if here is None or plan.township == here:
        return
    if plan.outcome == Outcome.REJECTED and plan.township is None:
        return  # wrong in itself: where it belongs could not be told
    plan.outcome, plan.apply = Outcome.REJECTED, None
    for record in plan.records:
        name = next(iter(record.columns))
        record.findings = []
        record.fault(name, f"不属于{here.name}，{ELSEWHERE}")
