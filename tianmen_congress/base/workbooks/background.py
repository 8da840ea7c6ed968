"""What the worker does for this room: checking, writing and undoing large workbooks."""

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.files.models import StoredFile
from tianmen_congress.base.jobs import daily
from tianmen_congress.base.jobs.actions import start
from tianmen_congress.base.jobs.models import Job
from tianmen_congress.base.jobs.running import JobRefused, Progress, Result, register

from . import actions
from .exports import WORK, make_in_background
from .kinds import WorkbookKind, get_kind
from .models import CHECK, ImportBatch
from .reading import WorkbookRefused

WRITE, UNDO = "workbooks: write", "workbooks: undo"


def check_later(
    kind: WorkbookKind, file: StoredFile, *, by: User, township: Division | None
) -> Job:
    payload = {
        "kind": kind.slug,
        "file": file.pk,
        "township": township.pk if township else None,
    }
    return start(CHECK, title=f"检查{kind.title}：{file}", by=by, payload=payload)


def write_later(batch: ImportBatch, *, by: User) -> Job:
    title = f"写入{get_kind(batch.kind).title}：{batch}"
    return start(WRITE, title=title, by=by, payload={"batch": batch.pk})


def undo_later(batch: ImportBatch, *, by: User, reason: str) -> Job:
    title = f"撤销{get_kind(batch.kind).title}：{batch}"
    payload = {"batch": batch.pk, "reason": reason}
    return start(UNDO, title=title, by=by, payload=payload)


def _check(job: Job, progress: Progress) -> Result:
    asked = job.payload
    # unscoped: the file that the job's own user sent
    kind, file = get_kind(asked["kind"]), StoredFile.objects.get(pk=asked["file"])
    township = Division.objects.filter(pk=asked["township"]).first()
    try:
        batch = actions.stage_stored(
            kind, file, by=job.user, township=township, tell=progress.tell
        )
    except WorkbookRefused as refusal:
        raise JobRefused(refusal.message) from None
    text = f"检查完毕：共{batch.rows}{kind.unit}，请查看结果后决定是否写入。"
    return Result(text, url=batch.get_absolute_url())


def _batch(job: Job) -> ImportBatch:
    """The batch, if it is still in the sight of who asked."""
    found = ImportBatch.objects.visible_to(job.user).filter(pk=job.payload["batch"])
    if batch := found.first():
        return batch
    raise JobRefused("您的岗位有了变动，不能再办理这一批")


def _write(job: Job, progress: Progress) -> Result:
    batch = _batch(job)
    try:
        batch = actions.write(batch, by=job.user, tell=progress.tell)
    except actions.CheckOutdated:
        batch = actions.recheck(batch, by=job.user)
        text = "检查之后数据有了变化，没有写入。已重新检查，请核对后再写入。"
        return Result(text, url=batch.get_absolute_url())
    except WorkbookRefused as refusal:
        raise JobRefused(refusal.message) from None
    return Result(actions.written_in_words(batch), url=batch.get_absolute_url())


def _undo(job: Job, progress: Progress) -> Result:
    batch = _batch(job)
    progress.tell(0, 2)
    try:
        batch = actions.undo(batch, by=job.user, reason=job.payload["reason"])
    except actions.UndoRefused as refusal:
        raise JobRefused(str(refusal)) from None
    progress.tell(1, 2)
    return Result("已整批撤销。", url=batch.get_absolute_url())


def register_works() -> None:
    register(CHECK, _check)
    register(WRITE, _write)
    register(UNDO, _undo)
    register(WORK, make_in_background)
    daily.register("workbooks: unwritten", actions.sweep)
