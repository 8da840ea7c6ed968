"""Backups and drills, each with its row."""

import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.files.faults import in_words
from tianmen_congress.base.runtime.binaries import ToolFailed
from tianmen_congress.base.runtime.faults import Fault

from . import faults, place, reading, restoring
from .contents import Contents
from .enums import BackupKind
from .faults import BackupFault, Busy
from .keys import machine_key
from .models import Run
from .reading import Keys
from .writing import Written, write_backup


def back_up(*, to: Path | None = None) -> tuple[Run, Written]:
    """Make a backup, read it back, and let go of those that were kept long enough."""
    with place.alone():
        # A folder mistyped by hand is no backup that failed.
        folder = place.find_place(to) if to else None
        return _recorded(
            BackupKind.BACKUP, lambda: _back_up(folder or place.find_place())
        )


def _back_up(folder: Path) -> tuple[dict, Written]:
    # Elsewhere lies what somebody put there by hand.
    is_ours = folder == settings.BACKUP_DIR
    if is_ours:
        place.clear_drafts(folder)
    written = write_backup(folder)
    reading.verify(written.path, [machine_key()])
    if is_ours and not written.lost:
        place.clear_old(folder, good=written.path)
    counts = {
        "place": str(folder),
        "name": written.path.name,
        "moment": written.at,
        "size": written.size,
        "rows": written.rows,
        "files": len(written.listed.files),
        "lost": len(written.lost),
        "altered": len(written.altered),
    }
    return counts, written


def drill() -> tuple[Run, Contents]:
    """Restore the newest backup beside the system, and compare."""
    with place.alone():
        return _recorded(
            BackupKind.DRILL, lambda: _drill(_last_good(), [machine_key()])
        )


def daily_backup() -> None:
    """What the worker does; somebody who is at it already does it as well."""
    with suppress(Busy):
        back_up()


def daily_drill() -> None:
    with suppress(Busy):
        drill()


def drill_with(path: Path | None, keys: Keys) -> tuple[Run, Contents]:
    """The same with a backup or a key that somebody names: his slip is no failed drill."""
    with place.alone():
        at, began = timezone.now(), time.monotonic()
        counts, contents = told_plainly(lambda: _drill(path or _newest(), keys))
        return _write_down(BackupKind.DRILL, at, began, counts), contents


def _newest() -> Path:
    return place.newest(place.find_place())


def _last_good() -> Path:
    """The newest, and it must be the one that was made last."""
    newest = _newest()
    made = Run.objects.good().filter(kind=BackupKind.BACKUP, place=str(newest.parent))
    last = made.values_list("name", flat=True).first()
    if last and newest.name < last:
        raise BackupFault(faults.GONE.format(name=last, place=newest.parent))
    return newest


def _drill(path: Path, keys: Keys) -> tuple[dict, Contents]:
    contents = restoring.drill(path, keys)
    counts = {
        "name": path.name,
        "moment": contents.head.at,
        "size": path.stat().st_size,
        "rows": contents.head.fingerprints.rows,
        "files": len(contents.listed.files),
        "lost": len(contents.head.lost),
    }
    return counts, contents


def verify(path: Path, keys: Keys) -> Contents:
    return told_plainly(lambda: reading.verify(path, keys))


def restore(path: Path, keys: Keys, *, into: str) -> Contents:
    with place.alone():
        return told_plainly(lambda: restoring.restore(path, keys, into=into))


def told_plainly(work: Callable):
    """Whatever the machine can refuse becomes a sentence."""
    try:
        return work()
    except ToolFailed as failed:
        raise BackupFault(faults.TOOL.format(said=failed)) from None
    except Fault as fault:
        raise BackupFault(str(fault).partition("\n")[0]) from None
    except OSError as error:
        where = f"{error.filename}：" if error.filename else ""
        raise BackupFault(f"{where}{in_words(error)}") from None


def _recorded(
    kind: BackupKind, work: Callable[[], tuple[dict, object]]
) -> tuple[Run, object]:
    """Do the work outside any transaction, then write down what came of it."""
    at, began = timezone.now(), time.monotonic()
    try:
        counts, outcome = told_plainly(work)
    except BackupFault as fault:
        _write_down(kind, at, began, {"problem": str(fault)[:500]})
        raise
    return _write_down(kind, at, began, counts), outcome


def _write_down(kind: BackupKind, at: datetime, began: float, counts: dict) -> Run:
    seconds = round(time.monotonic() - began)
    with acting_as(None, how=kind.value):
        return Run.objects.create(kind=kind, at=at, seconds=seconds, **counts)
