"""Taking a whole batch back."""

from django.db import IntegrityError, transaction
from django.db.models import ProtectedError
from django.utils import timezone

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.audit.actions import record
from tianmen_congress.base.audit.models import Kind as Trail
from tianmen_congress.base.workbooks.enums import BatchState, IssueKind
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue
from tianmen_congress.base.workbooks.undoing import Undoing, examine, why_not
from tianmen_congress.base.workbooks.violations import UNKNOWN, violation_of

from .sending import one_at_a_time, same_question

IN_USE = "撤销时有别的记录同时用到这一批，没有撤销，请重试"


class UndoRefused(Exception):
    """The batch stays as it is, all of it; the message is for the user."""


@transaction.atomic
def undo(batch: ImportBatch, *, by: User, reason: str) -> ImportBatch:
    """Undo a batch as one: what it made goes, what it changed is as it was before.

    UndoRefused, and nothing undone, when something of it was changed or is in use
    since. A batch undone before is returned as it is: pressing twice undoes once.
    """
    batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
    if batch.state == BatchState.UNDONE:
        return batch
    if sentence := why_not(batch, by):
        raise UndoRefused(sentence)
    one_at_a_time(batch.kind)
    undoing = examine(batch, is_locked=True)
    if undoing.obstacles:
        count = len(undoing.obstacles)
        raise UndoRefused(f"有{count}处在导入之后被修改或使用，整批没有撤销")
    _take_back(undoing, by=by, reason=reason)
    _close(batch, undoing, by=by, reason=reason)
    return batch


def _take_back(undoing: Undoing, *, by: User, reason: str) -> None:
    kind = undoing.kind
    try:
        with transaction.atomic():
            kind.take_away(undoing.going, by=by, reason=reason)
            kind.put_back(undoing.back, by=by)
    except ProtectedError:
        raise UndoRefused(IN_USE) from None
    except IntegrityError as error:
        raise UndoRefused(_in_the_way(error)) from None


def _in_the_way(error: IntegrityError) -> str:
    """What was written since, where a rule says it: it stands beside what would be."""
    reason = violation_of(error).reason
    if reason == UNKNOWN:
        return IN_USE
    return f"恢复到导入之前会与后来的登记冲突（{reason}），整批没有撤销"


def _close(batch: ImportBatch, undoing: Undoing, *, by: User, reason: str) -> None:
    batch.state, batch.undone_at = BatchState.UNDONE, timezone.now()
    batch.undone_by, batch.undo_reason = by, reason
    batch.save()
    _ask_older_again(batch)
    record(
        Trail.IMPORT,
        by=by,
        subject=f"撤销{undoing.kind.title}（批次{batch.pk}）",
        note=f"{undoing.kind.farewell}{undoing.made}条，恢复{undoing.changed}条",
        rows=undoing.made + undoing.changed,
        township=batch.township,
    )


def _ask_older_again(batch: ImportBatch) -> None:
    """Questions that this batch took over from older ones are open there again."""
    asked = {
        same_question(issue) for issue in batch.issues.filter(kind=IssueKind.QUESTION)
    }
    older = ImportIssue.objects.filter(
        batch__kind=batch.kind,
        batch__state=BatchState.WRITTEN,
        answered_at=None,
        kind=IssueKind.QUESTION,
    )
    newest = {}
    for issue in older.order_by("batch__written_at", "pk"):
        if (question := same_question(issue)) in asked:
            newest[question] = issue
    again = [issue.pk for issue in newest.values() if issue.is_replaced]
    ImportIssue.objects.filter(pk__in=again).update(is_replaced=False)
