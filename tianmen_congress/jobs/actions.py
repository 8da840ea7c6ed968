"""Asking for long work, running it, and clearing up after a killed worker."""

import logging
from collections.abc import Callable
from datetime import timedelta
from functools import partial

from django.db import connection, transaction
from django.utils import timezone

from tianmen_congress.access import acting_as
from tianmen_congress.accounts.models import User

from .enums import State
from .models import Job
from .tasks import run_job

logger = logging.getLogger(__name__)
# A worker that has not told of itself for so long is taken for dead.
SILENCE = timedelta(minutes=10)


class JobCancelled(Exception):
    """The user asked to stop; what the job wrote is rolled back."""


class JobRefused(Exception):
    """The work can't be done; the message is for the user who asked."""


class Progress:
    """How far a job is, told outside its transaction so that others see it at once."""

    def __init__(self, job: Job):
        self.job_id = job.pk
        self.outside = connection.copy()

    def tell(self, done: int, total: int) -> None:
        """Note the progress. Raises JobCancelled when the user asked to stop."""
        with self.outside.cursor() as cursor:
            cursor.execute(
                "UPDATE jobs_job SET done = %s, total = %s, touched_at = now()"
                " WHERE id = %s RETURNING is_cancel_asked",
                [done, total, self.job_id],
            )
            row = cursor.fetchone()
        if row and row[0]:
            raise JobCancelled

    def close(self) -> None:
        self.outside.close()


Work = Callable[[Job, Progress], dict]
_works: dict[str, Work] = {}


def register(kind: str, work: Work) -> None:
    """Tell how jobs of `kind` are done; called from a room's `apps.ready`.

    `work` runs in one transaction as the user who asked, and returns the result.
    It must be safe to repeat: a killed worker's job is asked for again.
    """
    _works[kind] = work


@transaction.atomic
def start(kind: str, *, title: str, by: User, payload: dict) -> Job:
    """Ask for long work; the worker takes it up once this is committed."""
    if kind not in _works:
        raise LookupError(f"no work of kind {kind!r}")
    job = Job.objects.create(kind=kind, title=title, user=by, payload=payload)
    transaction.on_commit(partial(run_job.enqueue, job_id=job.pk))
    return job


def run(job: Job) -> Job:
    """Do the work, unless it was cancelled or done before."""
    taken = Job.objects.filter(pk=job.pk, state=State.WAITING, is_cancel_asked=False)
    if not taken.update(state=State.RUNNING, touched_at=timezone.now()):
        return _finish(job, State.CANCELLED) if job.is_cancel_asked else job
    progress = Progress(job)
    try:
        with acting_as(job.user, how=f"job {job.kind}"):
            result = _works[job.kind](job, progress)
    except JobCancelled:
        return _finish(job, State.CANCELLED)
    except JobRefused as refusal:
        return _finish(job, State.FAILED, {"text": str(refusal)})
    except BaseException:
        _finish(job, State.FAILED, {"text": "处理时出错，已全部撤销，请联系系统管理员"})
        raise
    finally:
        progress.close()
    return _finish(job, State.DONE, result)


def _finish(job: Job, state: State, result: dict | None = None) -> Job:
    job.refresh_from_db()
    job.state, job.result = state, result or {}
    job.save()
    return job


def cancel(job: Job, *, by: User) -> Job:
    """Ask the worker to stop; a job still waiting ends at once."""
    Job.objects.filter(pk=job.pk, user=by).update(is_cancel_asked=True)
    Job.objects.filter(pk=job.pk, user=by, state=State.WAITING).update(
        state=State.CANCELLED
    )
    job.refresh_from_db()
    return job


def reap() -> int:
    """End jobs whose worker was killed; nothing of theirs was written. Returns how many."""
    dead = Job.objects.filter(
        state=State.RUNNING, touched_at__lt=timezone.now() - SILENCE
    )
    text = "处理中断，没有写入任何内容，请重新提交"
    count = dead.update(state=State.FAILED, result={"text": text})
    if count:
        logger.warning("%s jobs were left by a killed worker", count)
    return count
