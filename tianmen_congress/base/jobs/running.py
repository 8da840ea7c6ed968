"""Long work: what rooms above tell how to do, running it, and what a killed worker left."""

import logging
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import IO

from django.core.files import File
from django.db import connection
from django.utils import timezone

from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.registry import Registry
from tianmen_congress.base.runtime import interruptions

from .enums import JobState
from .models import Job

logger = logging.getLogger(__name__)
# A job whose worker was killed is taken up again so often; then it is told as failed.
MOST_ATTEMPTS = 2
STOPPED = "处理中断，没有写入任何内容，请重新提交"
BROKEN = "处理时出错，已全部撤销，请联系系统管理员"
INTERRUPTED = "没有完成，已全部撤销：{reason}。请稍后重新提交"


class JobCancelled(Exception):
    """The user asked to stop; what the job wrote is rolled back."""


class JobRefused(Exception):
    """The work can't be done; the message is for the user who asked."""


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a job: a sentence, and a page to look at or a file to save."""

    text: str
    url: str = ""
    file: IO[bytes] | None = None
    name: str = ""


class Progress:
    """How far a job is, told outside its transaction so that others see it at once.

    While it is open the job is held: whoever can hold it too knows that its worker
    is dead.
    """

    def __init__(self, job: Job):
        self.job_id = job.pk
        self.outside = connection.copy()

    def hold(self) -> bool:
        """Whether the job is ours alone, until `close` or the end of this process."""
        return self._ask(
            "SELECT pg_try_advisory_lock(hashtext('jobs'), %s)", self.job_id
        )

    def tell(self, done: int, total: int) -> None:
        """Note the progress. Raises JobCancelled when the user asked to stop."""
        is_cancel_asked = self._ask(
            "UPDATE jobs_job SET done = %s, total = %s, touched_at = now()"
            " WHERE id = %s RETURNING is_cancel_asked",
            done,
            total,
            self.job_id,
        )
        if is_cancel_asked:
            raise JobCancelled

    def _ask(self, query: str, *values: int) -> bool:
        with self.outside.cursor() as cursor:
            cursor.execute(query, values)
            row = cursor.fetchone()
        return bool(row and row[0])

    def close(self) -> None:
        self.outside.close()


Work = Callable[[Job, Progress], Result]
works: Registry[str, Work] = Registry()


def register(kind: str, work: Work) -> None:
    """Tell how jobs of `kind` are done; called from a room's `apps.ready`.

    `work` runs in one transaction as the user who asked, and returns the result.
    It must be safe to repeat: a killed worker's job is taken up again.
    """
    works[kind] = work


@contextmanager
def _held(job: Job) -> Iterator[Progress | None]:
    """The job's progress, if nobody else is at it."""
    progress = Progress(job)
    try:
        yield progress if progress.hold() else None
    finally:
        progress.close()


def run(job: Job) -> Job:
    """Do the work, unless it was cancelled, done before or is being done."""
    with _held(job) as progress:
        if progress is None or not _take_up(job):
            job.refresh_from_db()
            return job
        return _work(job, progress)


def _take_up(job: Job) -> bool:
    """Whether the job waits; it runs from now on, in the rights its user has now."""
    # unscoped: the worker does everybody's work
    waiting = Job.objects.filter(pk=job.pk, state=JobState.WAITING)
    waiting.filter(is_cancel_asked=True).update(state=JobState.CANCELLED)
    taken = waiting.update(
        state=JobState.RUNNING,
        posts=posts_of(job.user),
        attempts=job.attempts + 1,
        touched_at=timezone.now(),
    )
    return bool(taken)


def posts_of(user: User) -> list[int]:
    return [post.pk for post in user.live_posts]


def _work(job: Job, progress: Progress) -> Job:
    try:
        with acting_as(job.user, how=f"job {job.kind}"):
            result = works[job.kind](job, progress)
    except JobCancelled:
        return _finish(job, JobState.CANCELLED)
    except JobRefused as refusal:
        return _finish(job, JobState.FAILED, Result(str(refusal)))
    except BaseException as error:
        _finish(job, JobState.FAILED, Result(_why(error)))
        raise
    return _finish(job, JobState.DONE, result)


def _why(error: BaseException) -> str:
    """What its user is told; what was only broken off he may ask for again."""
    reason = interruptions.in_words(error)
    return INTERRUPTED.format(reason=reason) if reason else BROKEN


def _finish(job: Job, state: JobState, result: Result | None = None) -> Job:
    job.refresh_from_db()
    job.state = state
    if result is not None:
        job.result = {"text": result.text, "url": result.url}
        _keep_file(job, result)
    job.save()
    return job


def _keep_file(job: Job, result: Result) -> None:
    """Store what was made under a name that tells nothing."""
    if result.file is not None:
        job.output_name = result.name
        name = secrets.token_hex(16) + PurePosixPath(result.name).suffix
        with result.file:
            job.output.save(name, File(result.file), save=False)


def recover(again: Callable[[Job], None]) -> int:
    """Take up jobs whose worker was killed; nothing of theirs was written.

    `again` puts one before the worker once more.

    Returns how many there were. One that was taken up before is told as failed: it
    may be what kills the worker.
    """
    # unscoped: the worker does everybody's work
    running = Job.objects.filter(state=JobState.RUNNING).order_by("pk")
    left = [job for job in running if _is_left(job, again)]
    if left:
        logger.warning("%s jobs were left by a killed worker", len(left))
    return len(left)


def _is_left(job: Job, again: Callable[[Job], None]) -> bool:
    with _held(job) as progress:
        if progress is None:
            return False
        # unscoped: the worker does everybody's work
        rows = Job.objects.filter(pk=job.pk, state=JobState.RUNNING)
        if job.attempts < MOST_ATTEMPTS and not job.is_cancel_asked:
            is_left = bool(rows.update(state=JobState.WAITING, done=0))
            is_waiting = is_left
        else:
            state = JobState.CANCELLED if job.is_cancel_asked else JobState.FAILED
            text = "" if job.is_cancel_asked else STOPPED
            is_left = bool(rows.update(state=state, result={"text": text}))
            is_waiting = False
    if is_waiting:
        again(job)
    return is_left
