"""Letting go of workbooks that were checked and never written."""

from django.db import transaction
from django.utils import timezone

from tianmen_congress.base.files.actions import remove
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.jobs.models import Job
from tianmen_congress.base.workbooks.enums import BatchState
from tianmen_congress.base.workbooks.models import CHECK, KEPT, ImportBatch

UNWRITTEN = (BatchState.CHECKED, BatchState.DROPPED)


@transaction.atomic
def sweep() -> dict[str, int]:
    """Remove the workbooks of checks that nobody wrote for so long.

    A batch that was written keeps its own, undone or not: rows that wait for an
    answer are read from it.
    """
    files = _given_up() + _refused()
    for file in files:
        remove(file)
    return {"files": len(files)}


def _given_up() -> list[StoredFile]:
    """The workbooks of old batches, which are given up; one being written is left."""
    rows = ImportBatch.objects.select_for_update(of=("self",), skip_locked=True)
    old = rows.filter(
        state__in=UNWRITTEN,
        created_at__lt=timezone.now() - KEPT,
        file__isnull=False,
    )
    files = []
    for batch in old.select_related("file"):
        files.append(batch.file)
        batch.state, batch.file = BatchState.DROPPED, None
        batch.save(update_fields=["state", "file"])
    return files


def _refused() -> list[StoredFile]:
    """Workbooks that waited for the worker and came to no batch: refused, cancelled."""
    jobs = Job.objects.filter(kind=CHECK, touched_at__lt=timezone.now() - KEPT)
    over = jobs.exclude(pk__in=Job.objects.under_way()).values_list(
        "payload", flat=True
    )
    files = StoredFile.objects.filter(pk__in=[payload["file"] for payload in over])
    batches = ImportBatch.objects.filter(file__isnull=False)
    return list(files.exclude(pk__in=batches.values("file")))
