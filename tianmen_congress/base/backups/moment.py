"""One moment of the system: a snapshot of the database and the files that it names.

A file is written before its row and removed after it, and never changed. So whatever a
snapshot names is on the disk when it is taken; a link of our own keeps it there until
the copy is made, whoever removes it meanwhile.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.core.files.storage import default_storage
from django.db import connection, models
from django.utils import timezone

from tianmen_congress.base.files.models import StoredFile

from .faults import BackupFault
from .fingerprints import SURROUNDINGS, Fingerprints

LINKS = ".backup"
BEGIN = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
TRIES = 5


@dataclass(slots=True)
class Moment:
    at: datetime
    snapshot: str
    fingerprints: Fingerprints
    database_bytes: int
    # Name in the storage -> the digest that its row tells, "" where it tells none.
    names: dict[str, str]
    # Name -> our link to it; what is on no disk any more is not in it.
    links: dict[str, Path] = field(default_factory=dict)

    @property
    def lost(self) -> list[str]:
        return sorted(self.names.keys() - self.links.keys())


@contextmanager
def one_moment() -> Iterator[Moment]:
    """The moment, for as long as it is copied. Nobody else may make one (see `lock`)."""
    folder = Path(default_storage.path(LINKS))
    shutil.rmtree(folder, ignore_errors=True)
    try:
        with closing(connection.copy()) as outside, outside.cursor() as cursor:
            cursor.execute(SURROUNDINGS)
            yield _linked(cursor, folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _linked(cursor, folder: Path) -> Moment:
    for _ in range(TRIES):
        cursor.execute(BEGIN)
        names = named_files(cursor)
        links = _link(names, folder)
        if not _removed_since(names.keys() - links.keys()):
            return _moment(cursor, names, links)
        cursor.execute("ROLLBACK")
        shutil.rmtree(folder)
    raise BackupFault("备份时不断有文件被删除，请稍后再试")


def _moment(cursor, names: dict[str, str], links: dict[str, Path]) -> Moment:
    at = timezone.now()
    cursor.execute("SELECT pg_export_snapshot(), pg_database_size(current_database())")
    snapshot, size = cursor.fetchone()
    return Moment(at, snapshot, Fingerprints.take(cursor), size, names, links)


def named_files(cursor) -> dict[str, str]:
    """Every file that a row names."""
    names = {}
    for model in apps.get_models():
        if hasattr(model, "pgh_tracked_model"):
            continue
        for column in _file_columns(model):
            names |= dict.fromkeys(_named(cursor, model, column), "")
    cursor.execute(f"SELECT content, sha256 FROM {StoredFile._meta.db_table}")  # noqa: S608
    return names | dict(cursor.fetchall())


def _file_columns(model: type[models.Model]) -> list[str]:
    fields = model._meta.local_concrete_fields
    return [field.column for field in fields if isinstance(field, models.FileField)]


def _named(cursor, model: type[models.Model], column: str) -> list[str]:
    table = model._meta.db_table
    cursor.execute(f'SELECT "{column}" FROM "{table}" WHERE "{column}" <> \'\'')  # noqa: S608
    return [name for (name,) in cursor.fetchall()]


def _link(names: dict[str, str], folder: Path) -> dict[str, Path]:
    folder.mkdir(mode=0o700)
    links = {}
    for number, name in enumerate(sorted(names)):
        try:
            links[name] = _keep(Path(default_storage.path(name)), folder / str(number))
        except FileNotFoundError:
            continue
    return links


def _keep(path: Path, link: Path) -> Path:
    try:
        os.link(path, link)
    except FileNotFoundError:
        raise
    except OSError:
        # A disk that knows no links.
        shutil.copyfile(path, link)
    return link


def _removed_since(names: set[str]) -> bool:
    """Whether one of them is not lost, but was removed with its row just now."""
    if not names:
        return False
    with closing(connection.copy()) as now, now.cursor() as cursor:
        return not names <= named_files(cursor).keys()
