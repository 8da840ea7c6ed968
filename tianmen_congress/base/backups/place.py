"""The folder of the backups: their names, the newest, and which may go."""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from tianmen_congress.base.runtime.home import Home

from . import faults
from .faults import BackupFault, Busy

PATTERN = "tianmen-*.tar.age"
STAMP = "tianmen-%Y%m%d-%H%M%S.tar.age"
DRAFTS = f"{PATTERN}.part"


def this_home() -> Home:
    return Home(settings.HOME)


@contextmanager
def alone() -> Iterator[None]:
    """Only one at a time copies, restores or drills here."""
    with (this_home().processes / "backup.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy from None
        yield


def find_place(given: Path | None = None) -> Path:
    """Where backups go; never into the home, which holds what opens them."""
    place = given or settings.BACKUP_DIR
    if place is None:
        raise BackupFault(faults.NO_PLACE)
    place = place.resolve()
    if not place.is_dir():
        raise BackupFault(faults.NO_FOLDER.format(place=place))
    if place.is_relative_to(settings.HOME):
        raise BackupFault(faults.INSIDE.format(place=place))
    return place


def is_on_same_disk(place: Path) -> bool:
    return place.stat().st_dev == settings.HOME.stat().st_dev


def name_for(moment: datetime) -> str:
    return timezone.localtime(moment).strftime(STAMP)


def newest(place: Path) -> Path:
    """Their names sort by their moments."""
    if found := max(place.glob(PATTERN), default=None):
        return found
    raise BackupFault(faults.NONE_YET.format(place=place))


@contextmanager
def written(path: Path) -> Iterator[Path]:
    """A draft beside `path`, which becomes it when all went well."""
    draft = path.with_name(f"{path.name}.part")
    # Readable by nobody else, though sealed.
    draft.touch(mode=0o600)
    try:
        yield draft
        draft.replace(path)
        _sync(path.parent)
    finally:
        draft.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def clear_drafts(place: Path) -> None:
    """What a killed run left."""
    for draft in place.glob(DRAFTS):
        draft.unlink(missing_ok=True)


def clear_old(place: Path, *, good: Path) -> int:
    """Remove what was kept long enough; `good` stays whatever its age."""
    oldest = name_for(timezone.now() - timedelta(days=settings.BACKUP_KEEP_DAYS))
    old = [path for path in place.glob(PATTERN) if path.name < oldest and path != good]
    for path in old:
        path.unlink(missing_ok=True)
    return len(old)
