"""Taking a workbook in: check it, write what is clear, or give it up."""

from dataclasses import asdict
from pathlib import Path

import pghistory
from django.core.files.base import ContentFile, File
from django.core.files.uploadedfile import UploadedFile
from django.db import connection, transaction
from django.utils import timezone

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.audit.actions import record
from tianmen_congress.base.audit.models import Kind as Trail
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.files.actions import FileRefused, store
from tianmen_congress.base.files.enums import FileKind
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.workbooks.enums import BatchState, IssueKind
from tianmen_congress.base.workbooks.kinds import Sending, WorkbookKind, get_kind
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue
from tianmen_congress.base.workbooks.reading import Book, WorkbookRefused, open_workbook
from tianmen_congress.base.workbooks.records import CellFinding, masked
from tianmen_congress.base.workbooks.staging import (
    Report,
    Tell,
    check,
    keep_still,
    sending_of,
)

from .storing import PORTION, Check, CheckOutdated, stored


def check_file(
    kind: WorkbookKind,
    source: bytes | Path,
    *,
    name: str,
    by: User,
    township: Division | None = None,
) -> Report:
    """Check a workbook and write nothing, not even that it was checked."""
    sending = sending_of(kind, by, township)
    return check(kind, open_workbook(source, name=name), sending)


@transaction.atomic
def stage(
    kind: WorkbookKind,
    upload: UploadedFile,
    *,
    by: User,
    township: Division | None = None,
) -> ImportBatch:
    """Store a workbook and what its check found, ready to be written or dropped."""
    sending = sending_of(kind, by, township)
    report = check(kind, open_workbook(upload.read(), name=upload.name), sending)
    return _staged(report, keep(upload, by=by), sending)


@transaction.atomic
def keep(upload: File, *, by: User) -> StoredFile:
    """Store a workbook that is to be checked."""
    try:
        return store(upload, by=by, kinds=[FileKind.WORKBOOK])
    except FileRefused as refusal:
        raise WorkbookRefused(refusal.message) from None


@transaction.atomic
def stage_stored(
    kind: WorkbookKind,
    file: StoredFile,
    *,
    by: User,
    township: Division | None = None,
    tell: Tell = keep_still,
) -> ImportBatch:
    """Check a workbook that was stored before."""
    sending = sending_of(kind, by, township)
    report = check(kind, _opened(file), sending, tell)
    return _staged(report, file, sending)


def _opened(file: StoredFile) -> Book:
    try:
        with file.content.open() as content:
            return open_workbook(content.read(), name=file.name)
    except FileNotFoundError:
        raise WorkbookRefused("原工作簿已不在，请把它再导入一次") from None


def _staged(report: Report, file: StoredFile, sending: Sending) -> ImportBatch:
    batch = ImportBatch(
        kind=report.kind.slug,
        file=file,
        file_name=file.name,
        township=sending.township,
        created_by=sending.by,
    )
    _keep(batch, report)
    return batch


@transaction.atomic
def recheck(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Check the batch's workbook against the data of now, and keep what was found."""
    _keep(batch, check_again(batch, by=by))
    return batch


def check_again(batch: ImportBatch, *, by: User, tell: Tell = keep_still) -> Report:
    """The check of the batch's workbook against the data of now, in the rights of `by`.

    Whoever sent it may have left; the township that it was sent for stays.
    """
    kind = get_kind(batch.kind)
    sending = sending_of(kind, by, batch.township)
    return check(kind, _opened(batch.file), sending, tell)


@transaction.atomic
def write(batch: ImportBatch, *, by: User, tell: Tell = keep_still) -> ImportBatch:
    """Write what is clear in a checked batch; faults and questions stay with it.

    The workbook is checked again first. CheckOutdated when it would now do something
    else than its sender was shown; nothing is written then. A batch written before
    is returned as it is: pressing twice writes once.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state != BatchState.CHECKED:
        return batch
    one_at_a_time(batch.kind)
    # Checking again is the first half of the work, writing the second.
    report = check_again(batch, by=by, tell=lambda done, total: tell(done, 2 * total))
    shown = (batch.rows, batch.new, batch.changed, batch.unchanged, batch.rejected)
    if shown != tuple(asdict(report.counts).values()):
        raise CheckOutdated
    _write(batch, report, by=by, again=lambda: check_again(batch, by=by), tell=tell)
    return batch


def written_in_words(batch: ImportBatch) -> str:
    """What came of asking to write: somebody may have given it up meanwhile."""
    if batch.state == BatchState.WRITTEN:
        return f"已写入{batch.written}{get_kind(batch.kind).unit}。"
    return f"这一批{batch.get_state_display()}，没有写入。"


@transaction.atomic
def take(
    kind: WorkbookKind,
    source: bytes | Path,
    *,
    name: str,
    by: User,
    township: Division | None = None,
    accept_rest: bool = False,
) -> Report:
    """Check and write in one go; with faults or questions only if `accept_rest`."""
    one_at_a_time(kind.slug)
    sending = sending_of(kind, by, township)

    def checked() -> Report:
        return check(kind, open_workbook(source, name=name), sending)

    report = checked()
    if report.is_clear or accept_rest:
        with transaction.atomic():
            batch = ImportBatch(
                kind=kind.slug,
                file=_kept(source, name, by=by),
                file_name=name[-120:],
                township=sending.township,
                created_by=by,
            )
            report = _write(batch, report, by=by, again=checked)
            # What the database refuses is a fault like any other.
            transaction.set_rollback(not (report.is_clear or accept_rest))
    return report


def _kept(source: bytes | Path, name: str, *, by: User) -> StoredFile:
    """The workbook itself: rows that wait for an answer are read from it again."""
    data = source if isinstance(source, bytes) else source.read_bytes()
    return keep(ContentFile(data, name=name), by=by)


def one_at_a_time(slug: str) -> None:
    """Two workbooks of one kind wait for each other: both would add the same rows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtext('workbooks'), hashtext(%s))", [slug]
        )


def _write(
    batch: ImportBatch,
    report: Report,
    *,
    by: User,
    again: Check,
    tell: Tell = keep_still,
) -> Report:
    """Write what a check planned; what came of it, which is what was planned unless
    the database refuses a row."""
    with pghistory.context() as told:
        report = stored(report, again, tell)
    batch.state, batch.written_at = BatchState.WRITTEN, timezone.now()
    batch.trace = told.id
    _keep(batch, report)
    record(
        Trail.IMPORT,
        by=by,
        subject=f"{report.kind.title}（批次{batch.pk}）",
        rows=report.counts.written,
        township=batch.township,
    )
    return report


def _keep(batch: ImportBatch, report: Report) -> None:
    for name, count in asdict(report.counts).items():
        setattr(batch, name, count)
    batch.save()
    batch.issues.all().delete()
    findings, asked = report.findings, []
    for start in range(0, len(findings), PORTION):
        issues = [issue_of(batch, each) for each in findings[start : start + PORTION]]
        ImportIssue.objects.bulk_create(issues)
        asked += [issue for issue in issues if issue.kind == IssueKind.QUESTION]
    if batch.state == BatchState.WRITTEN:
        _replace_older(batch, asked)


def issue_of(batch: ImportBatch, finding: CellFinding) -> ImportIssue:
    value = masked(finding.value) if finding.personal else finding.value
    return ImportIssue(
        batch=batch,
        kind=finding.kind,
        sheet=finding.sheet[:60],
        row=finding.row,
        column=finding.column[:40],
        value=value[:200],
        reason=finding.reason[:300],
        candidates=[asdict(candidate) for candidate in finding.candidates],
        about=finding.about,
    )


def _replace_older(batch: ImportBatch, questions: list[ImportIssue]) -> None:
    """Leave a question that was asked before open only where it was asked last."""
    asked = {same_question(issue) for issue in questions}
    older = ImportIssue.objects.open_questions().filter(batch__kind=batch.kind)
    older = older.exclude(batch=batch) if asked else older.none()
    again = [issue.pk for issue in older if same_question(issue) in asked]
    ImportIssue.objects.filter(pk__in=again).update(is_replaced=True)


def same_question(issue: ImportIssue) -> tuple:
    about = sorted((key, str(value)) for key, value in issue.about.items())
    return issue.sheet, issue.row, issue.column, issue.value, str(about)


@transaction.atomic
def drop(batch: ImportBatch, *, by: User) -> ImportBatch:
    """Give up a batch that was checked and not written."""
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == BatchState.CHECKED:
        batch.state = BatchState.DROPPED
        batch.save(update_fields=["state"])
    return batch
