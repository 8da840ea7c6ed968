"""Copying one moment of the system into a sealed file."""

import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from tianmen_congress.base.runtime.copying import dumped
from tianmen_congress.base.runtime.home import KEYS

from . import faults
from .contents import Head, ListedDigests, packing
from .faults import BackupFault
from .keys import machine_key, public_words, recovery_key
from .moment import Moment, one_moment
from .place import name_for, this_home, written
from .sealing import Sealer


@dataclass(frozen=True, slots=True)
class Written:
    """A backup that was made."""

    path: Path
    at: datetime
    rows: int
    tables: int
    listed: ListedDigests
    # Files that rows name: gone from the disk, or not what was stored.
    lost: list[str]
    altered: list[str]

    @property
    def size(self) -> int:
        return self.path.stat().st_size


def write_backup(place: Path) -> Written:
    """Copy the database and the files of this moment into one file in `place`."""
    recovery = recovery_key(this_home())
    if recovery is None:
        raise BackupFault(faults.NO_KEY)
    with one_moment() as moment:
        path = place / name_for(moment.at)
        with written(path) as draft, draft.open("r+b") as file:
            sealer = Sealer(file, [recovery, machine_key().public_key()])
            listed = _pack(moment, sealer, public_words(recovery))
            sealer.close()
            file.flush()
            os.fsync(file.fileno())
    rows = moment.fingerprints
    altered = _altered(moment, listed)
    return Written(
        path, moment.at, rows.rows, len(rows.tables), listed, moment.lost, altered
    )


def _pack(moment: Moment, sealer: Sealer, recovery: str) -> ListedDigests:
    with packing(sealer, _head(moment, recovery)) as packer:
        with dumped(login(), snapshot=moment.snapshot) as dump:
            packer.add_database(dump)
        for name, link in moment.links.items():
            with link.open("rb") as file:
                packer.add_file(name, file, link.stat().st_size)
    return packer.listed


def _head(moment: Moment, recovery: str) -> Head:
    applied = MigrationRecorder(connection).applied_migrations()
    return Head(
        at=moment.at,
        fingerprints=moment.fingerprints,
        database_bytes=moment.database_bytes,
        file_bytes=sum(link.stat().st_size for link in moment.links.values()),
        migrations=sorted(".".join(name) for name in applied),
        keys={name: getattr(settings, name) for name in KEYS},
        recovery_key=recovery,
        is_demo=this_home().demo.exists(),
        lost=moment.lost,
    )


def login() -> dict[str, object]:
    """How PostgreSQL's own programs sign in where we are signed in."""
    ours = connection.get_connection_params()
    return {name: value for name, value in ours.items() if isinstance(value, str | int)}


def _altered(moment: Moment, listed: ListedDigests) -> list[str]:
    """Files whose content is no longer what their row says it was."""
    return sorted(
        name
        for name, digest in listed.files.items()
        if moment.names[name] not in ("", digest)
    )
