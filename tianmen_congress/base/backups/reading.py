"""Opening a backup: to see whether it is whole, or to put it somewhere."""

import hashlib
import io
import shutil
from collections.abc import Mapping, Sequence
from contextlib import ExitStack, closing
from pathlib import Path
from typing import IO

import psycopg2
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from django.db.migrations.loader import MigrationLoader
from django.template.defaultfilters import filesizeformat

from tianmen_congress.base.runtime.copying import restoring
from tianmen_congress.base.runtime.home import Home, write_private

from . import faults
from .contents import Contents, Head, ListedDigests, Target, unpack
from .faults import BackupFault
from .fingerprints import SURROUNDINGS, Fingerprints
from .sealing import opened

Keys = Sequence[X25519PrivateKey]
# What a new database needs before there is a row in it.
BARE = 64 * 1024 * 1024


class Nothing(io.RawIOBase):
    """What is written to it is gone."""

    def write(self, data: bytes) -> int:
        return len(data)


class Nowhere:
    """Takes everything and keeps nothing."""

    def begin(self, head: Head) -> Target:
        return Nothing()

    def open_file(self, name: str) -> IO[bytes]:
        return Nothing()


class Somewhere:
    """Puts the rows into an empty database and the files into a draft of a home."""

    def __init__(self, home: Home, login: Mapping[str, object], stack: ExitStack):
        self.home, self.login, self.stack = home, login, stack

    def begin(self, head: Head) -> Target:
        expect_known(head)
        expect_space(self.home.path, head.database_bytes + head.file_bytes + BARE)
        self.home.files.mkdir(mode=0o700)
        return self.stack.enter_context(restoring(self.login))

    def open_file(self, name: str) -> IO[bytes]:
        path = self.home.files / name
        path.parent.mkdir(parents=True, exist_ok=True)
        return path.open("xb")


def expect_open(path: Path, keys: Keys) -> None:
    """Look at its head before anything is made for what is in it."""
    with opened(path, keys):
        return


def verify(path: Path, keys: Keys) -> Contents:
    """Read the backup to its end; BackupFault where it is not as it was written."""
    with opened(path, keys) as source:
        contents = unpack(source, Nowhere())
    expect_equal(contents.faults)
    return contents


def fill(
    path: Path, keys: Keys, *, home: Home, login: Mapping[str, object]
) -> Contents:
    """Put the backup into a new home and an empty database, nothing compared yet."""
    with opened(path, keys) as source, ExitStack() as stack:
        contents = unpack(source, Somewhere(home, login, stack))
    head = contents.head
    keys_of_home = "".join(f"{name}={value}\n" for name, value in head.keys.items())
    write_private(home.secrets, keys_of_home)
    write_private(home.recovery_key, head.recovery_key + "\n")
    if head.is_demo:
        home.demo.touch()
    return contents


def compare(contents: Contents, *, home: Home, login: Mapping[str, object]) -> None:
    """Count and sum what was restored, row by row and file by file."""
    with (
        closing(psycopg2.connect(**login)) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute(SURROUNDINGS)
        found = Fingerprints.take(cursor)
    expect_equal(
        [
            *contents.head.fingerprints.differences(found),
            *contents.listed.differences(_on_disk(home.files)),
        ]
    )


def expect_equal(differences: list[str]) -> None:
    if differences:
        more = f"；共{len(differences)}处" if len(differences) > 5 else ""
        told = "；".join(differences[:5]) + more
        raise BackupFault(faults.NOT_EQUAL.format(told=told))


def expect_known(head: Head) -> None:
    """A program older than the backup would not know its tables."""
    known = MigrationLoader(None, ignore_no_migrations=True).disk_migrations
    if set(head.migrations) - {".".join(name) for name in known}:
        raise BackupFault(faults.NEWER)


def expect_space(place: Path, needed: int) -> None:
    free = shutil.disk_usage(place).free
    if free < needed:
        raise BackupFault(
            faults.NO_SPACE.format(
                needed=filesizeformat(needed), place=place, free=filesizeformat(free)
            )
        )


def _on_disk(folder: Path) -> ListedDigests:
    found = ListedDigests()
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            found.files[str(path.relative_to(folder))] = digest
    return found
