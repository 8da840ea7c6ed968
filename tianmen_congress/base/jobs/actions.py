"""Asking for long work, asking it to stop, clearing away what came of it."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from tianmen_congress.base.accounts.models import User

from .enums import JobState
from .models import KEPT, Job
from .running import works
from .tasks import run_job

EXPIRED = "结果文件已过保存期限，需要时请重新提交"


@transaction.atomic
def start(kind: str, *, title: str, by: User, payload: dict) -> Job:
    """Ask for long work; the worker takes it up once this is committed.

    Pressing twice asks once: the same work of the same user, under way, is returned.
    """
    if kind not in works:
        raise LookupError(f"no work of kind {kind!r}")
    same = Job.objects.under_way().filter(user=by, kind=kind, payload=payload)
    if job := same.filter(is_cancel_asked=False).first():
        return job
    job = Job.objects.create(kind=kind, title=title[:120], user=by, payload=payload)
    transaction.on_commit(partial(run_job.enqueue, job_id=job.pk))
    return job


def cancel(job: Job, *, by: User) -> Job:
    """Ask the worker to stop; a job still waiting ends at once."""
    mine = Job.objects.under_way().filter(pk=job.pk, user=by)
    mine.update(is_cancel_asked=True)
    mine.filter(state=JobState.WAITING).update(state=JobState.CANCELLED)
    job.refresh_from_db()
    return job


def clear_expired() -> dict[str, int]:
    """Remove result files that were kept long enough; their jobs say so."""
    old = Job.objects.filter(touched_at__lt=timezone.now() - KEPT).exclude(output="")
    count = 0
    for job in old:
        # Once its row no longer names it: a backup copies what the rows name.
        remove = partial(job.output.storage.delete, job.output.name)
        transaction.on_commit(remove)
        job.output = ""
        job.result = {"text": EXPIRED}
        job.save()
        count += 1
    return {"files": count}
