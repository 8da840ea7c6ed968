"""Settling what was asked about a workbook, and taking in the rows that waited for it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import pghistory
from django.db import transaction
from django.utils import timezone

from tianmen_congress.base import cells
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.workbooks.enums import BatchState, IssueKind
from tianmen_congress.base.workbooks.kinds import (
    Outcome,
    Planned,
    WorkbookKind,
    get_kind,
)
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue
from tianmen_congress.base.workbooks.reading import WorkbookRefused
from tianmen_congress.base.workbooks.traces import events_under
from tianmen_congress.base.workbooks.violations import VIOLATIONS, violation_of

from .sending import check_again, issue_of, one_at_a_time
from .storing import store_one

NOT_KEPT = "这一批没有保存原工作簿，请把工作簿再导入一次"


class AnswerRefused(Exception):
    """The question can't be answered so; the message is for the user."""


@transaction.atomic
def answer(issue: ImportIssue, value: str, *, by: User) -> ImportIssue:
    """Settle a question with one of its candidates; the kind acts on it.

    Rows that waited for it are not taken in here; `answer_all` does, once a batch.
    """
    issue = ImportIssue.objects.select_for_update().get(pk=issue.pk)
    _demand_open(issue, issue.parted(value)[0])
    value = _with_day(issue, value)
    kind = get_kind(issue.batch.kind)
    if not _is_of_words(issue):
        _act(issue, kind, value, by=by)
    issue.answer, issue.answered_by = value, by
    issue.answered_at = timezone.now()
    issue.save(update_fields=["answer", "answered_by", "answered_at", "events"])
    return issue


def _with_day(issue: ImportIssue, value: str) -> str:
    """The answer as it is kept: the day of one that takes a day in one way of writing."""
    choice, said = issue.parted(value)
    if choice != issue.about.get("dated"):
        return value
    if not said.strip():
        raise AnswerRefused("请填写日期")
    try:
        return f"{choice} {cells.day(said, year=today().year, is_of_excel=False)}"
    except cells.CellTrouble as trouble:
        raise AnswerRefused(f"“{said}”{trouble.reason}") from None


def _act(issue: ImportIssue, kind: WorkbookKind, value: str, *, by: User) -> None:
    try:
        with _noted(issue, kind), transaction.atomic():
            kind.answer(issue, value, by=by)
    except VIOLATIONS as error:
        raise AnswerRefused(violation_of(error).reason) from None


def _is_of_words(issue: ImportIssue) -> bool:
    """Whether what the words of a cell mean was asked: the row is read again with it."""
    return "words" in issue.about


def _waits(issue: ImportIssue, kind: WorkbookKind) -> bool:
    """Whether the row stayed out until this is answered."""
    return issue.about.get("waits") or issue.about.get("field") in kind.waits_for


def _demand_open(issue: ImportIssue, value: str) -> None:
    if value not in {candidate["value"] for candidate in issue.candidates}:
        raise AnswerRefused("请选择列出的答复之一")
    if issue.answered_at:
        raise AnswerRefused(f"{issue.answered_by}已经答复过这个问题")
    if issue.is_replaced:
        raise AnswerRefused("后来的导入中又有这个问题，请在那里答复")
    if issue.batch.state == BatchState.UNDONE:
        raise AnswerRefused("这一批已经撤销，不用再答复")
    if issue.batch.state != BatchState.WRITTEN:
        raise AnswerRefused("这一批还没有写入，请先写入再答复")


@contextmanager
def _noted(issue: ImportIssue, kind: WorkbookKind) -> Iterator[None]:
    """Keep with a question what history notes of acting on its answer."""
    with pghistory.context() as told:
        before = events_under(told.id, kind.writes)
        yield
        for label, events in events_under(told.id, kind.writes).items():
            if new := sorted(events - before[label]):
                issue.events[label] = [*issue.events.get(label, []), *new]


def answer_all(
    answers: Iterable[tuple[ImportIssue, str]], *, by: User
) -> tuple[int, list[str]]:
    """Settle several questions, each by itself; how many, and what there is to say."""
    done, said, known = 0, [], {}
    for one_round in _rounds(answers):
        waiting = defaultdict(list)
        for issue, value in one_round:
            if known.get(issue.pk) == value:
                continue  # settled with its equal a moment ago
            try:
                settled = _answer_with_equals(issue, value, by=by)
            except AnswerRefused as refusal:
                said.append(f"{issue}：{refusal}")
                continue
            done += len(settled)
            known |= {each.pk: value for each in settled}
            if _is_of_words(issue) or _waits(issue, get_kind(issue.batch.kind)):
                waiting[issue.batch_id] += settled
        for issues in waiting.values():
            said += take_waiting(issues, by=by)
    return done, said


@transaction.atomic
def _answer_with_equals(
    issue: ImportIssue, value: str, *, by: User
) -> list[ImportIssue]:
    """Settle a question, and with it its equals where the kind asks but once."""
    settled = [answer(issue, value, by=by)]
    kind = get_kind(issue.batch.kind)
    # A day that is hardly meant is asked once, however many rows bear it.
    if issue.about.get("field") in kind.asks_once or "waits" in issue.about:
        equals = issue.batch.issues.open_questions().filter(about=issue.about)
        settled += [answer(each, value, by=by) for each in equals.order_by("pk")]
    return settled


def _rounds(
    answers: Iterable[tuple[ImportIssue, str]],
) -> list[list[tuple[ImportIssue, str]]]:
    """Answers in which the same words never mean two things.

    Rows that wait are read with the latest answer to their words: 汪台 of one row is
    taken in before 汪台 of the next is said to be another village.
    """
    rounds: list[list] = []
    meanings: list[dict] = []
    for issue, value in answers:
        words = issue.batch_id, str(sorted(issue.about.items(), key=str))
        for one_round, meant in zip(rounds, meanings, strict=True):
            if meant.setdefault(words, value) == value:
                one_round.append((issue, value))
                break
        else:
            rounds.append([(issue, value)])
            meanings.append({words: value})
    return rounds


@transaction.atomic
def take_waiting(issues: list[ImportIssue], *, by: User) -> list[str]:
    """Take in the rows of one batch that wait for these answers, from its workbook.

    Those that went in without what was asked get it now.

    Returns what there is to say of rows that still cannot go in.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=issues[0].batch_id)
    if batch.file is None:
        return [NOT_KEPT]
    kind = get_kind(batch.kind)
    one_at_a_time(batch.kind)
    places = {(issue.sheet, issue.row) for issue in issues}
    try:
        plans = _plans_at(places, batch, by=by)
    except WorkbookRefused as refusal:
        return [refusal.message]
    clear = [p for p in plans if p.apply and p.outcome != Outcome.UNCHANGED]
    if clear:
        _store(clear, issues[0], kind)
    _ask_on(batch, [plan for plan in plans if not _is_wrong(plan)])
    waited = {(i.sheet, i.row) for i in issues if _waits(i, kind)}
    _count(batch, [plan for plan in plans if waited & set(_places(plan))])
    return [sentence for p in plans if (sentence := _still_out(p, kind))]


def _store(plans: list[Planned], issue: ImportIssue, kind: WorkbookKind) -> None:
    """Write the rows; what they become is noted with the answer that let them in."""
    with _noted(issue, kind):
        for plan in plans:
            store_one(kind, plan)
    issue.save(update_fields=["events"])


def _plans_at(
    places: set[tuple[str, int]], batch: ImportBatch, *, by: User
) -> list[Planned]:
    """What would become of the rows at `places`, read from the workbook again."""
    report = check_again(batch, by=by)
    return [plan for plan in report.plans if places & set(_places(plan))]


def _places(plan: Planned) -> list[tuple[str, int]]:
    return [(f.sheet[:60], f.row) for f in plan.findings] + [
        (record.row.sheet[:60], record.row.number) for record in plan.records
    ]


def _count(batch: ImportBatch, plans: list[Planned]) -> None:
    """Rows that waited and wait no more stand where they belong."""
    for plan in plans:
        if plan.outcome == Outcome.REJECTED:
            continue
        rows = min(len(plan.records), batch.rejected)
        batch.rejected -= rows
        now = getattr(batch, plan.outcome) + rows
        setattr(batch, plan.outcome, now)
    batch.save(update_fields=["rejected", "new", "changed", "unchanged"])


def _ask_on(batch: ImportBatch, plans: list[Planned]) -> None:
    """What rows just taken in ask besides can be acted on from now on, and what those
    ask that still wait can be answered."""
    open_ones = {_cell(issue): issue for issue in batch.issues.open_questions()}
    findings = [f for p in plans for f in p.findings if f.kind == IssueKind.QUESTION]
    for asked in (issue_of(batch, finding) for finding in findings):
        issue = open_ones.get(_cell(asked), asked)
        issue.about = asked.about
        issue.save()


def _cell(issue: ImportIssue) -> tuple:
    return issue.sheet, issue.row, issue.column, issue.value


def _is_wrong(plan: Planned) -> bool:
    is_faulty = any(f.kind == IssueKind.FAULT for f in plan.findings)
    return plan.outcome == Outcome.REJECTED and is_faulty


def _still_out(plan: Planned, kind: WorkbookKind) -> str:
    """Why the rows of `plan` stay out; nothing when they went in or wait for more."""
    faults = [f for f in plan.findings if f.kind == IssueKind.FAULT]
    if not _is_wrong(plan):
        return ""
    first = faults[0]
    return f"{first.sheet} 第{first.row}行仍未收：{first.reason}"
