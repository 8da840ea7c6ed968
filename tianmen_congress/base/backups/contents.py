"""What is inside a sealed backup: a tar archive, written and read in one go.

backup.json          of which moment it is, the fingerprints of the rows, the keys
database/000001 …    the dump of the database, cut in parts
files/2017/07/…      what was uploaded
fingerprints.json    the digests of the dump and of each file
"""

import hashlib
import io
import json
import tarfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import PurePosixPath
from typing import IO, Protocol

from . import faults
from .faults import BackupFault
from .fingerprints import Fingerprints

HEAD, LISTED = "backup.json", "fingerprints.json"
DATABASE, FILES = "database/", "files/"
PART = 4 * 1024 * 1024
BUFFER = 64 * 1024
FORMAT = 1


class Source(Protocol):
    def read(self, size: int) -> bytes: ...


class Target(Protocol):
    def write(self, data: bytes) -> object: ...


@dataclass(slots=True)
class Head:
    """What is known before anything is copied."""

    at: datetime
    fingerprints: Fingerprints
    database_bytes: int
    file_bytes: int
    # Names of the migrations that made the tables.
    migrations: list[str]
    # What the settings and the home of a restored system need.
    keys: dict[str, str]
    recovery_key: str
    is_demo: bool
    # Files that rows name and that were on no disk any more.
    lost: list[str]

    def to_json(self) -> bytes:
        words = {name: getattr(self, name) for name in self.__slots__}
        words |= {"at": self.at.isoformat(), "format": FORMAT}
        words |= {"fingerprints": self.fingerprints.as_dict()}
        return json.dumps(words, ensure_ascii=False, indent=1).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Head":
        words = json.loads(text)
        if words.pop("format") != FORMAT:
            raise BackupFault(faults.NEWER)
        words["at"] = datetime.fromisoformat(words["at"])
        words["fingerprints"] = Fingerprints(**words["fingerprints"])
        return cls(**words)


@dataclass(slots=True)
class ListedDigests:
    """The digests of what was copied."""

    database: str = ""
    files: dict[str, str] = field(default_factory=dict)
    file_bytes: int = 0

    def differences(self, found: "ListedDigests") -> list[str]:
        """In what `found` is not what it should be: a sentence for each thing."""
        lost = sorted(self.files.keys() - found.files.keys())
        more = sorted(found.files.keys() - self.files.keys())
        other = [
            name
            for name in sorted(self.files.keys() & found.files.keys())
            if self.files[name] != found.files[name]
        ]
        told = {"缺少": lost, "多出": more, "内容不同的有": other}
        return [in_words(verb, names) for verb, names in told.items() if names]


def in_words(verb: str, names: list[str]) -> str:
    more = "等" if len(names) > 3 else ""
    return f"{verb}{len(names)}个文件：{'、'.join(names[:3])}{more}"


class Hashed:
    """Passes on what is read or written, and knows its digest afterwards."""

    def __init__(self, inner: Source | Target):
        self._inner, self._digest, self.size = inner, hashlib.sha256(), 0

    def read(self, size: int) -> bytes:
        return self._take(self._inner.read(size))

    def write(self, data: bytes) -> int:
        self._inner.write(data)
        return len(self._take(data))

    def _take(self, data: bytes) -> bytes:
        self._digest.update(data)
        self.size += len(data)
        return data

    @property
    def sha256(self) -> str:
        return self._digest.hexdigest()


class Packer:
    """Writes the archive (see `packing`)."""

    def __init__(self, tar: tarfile.TarFile):
        self._tar = tar
        self.listed = ListedDigests()

    def add_head(self, head: Head) -> None:
        self._add(HEAD, head.to_json())

    def add_database(self, dump: Source) -> None:
        hashed = Hashed(dump)
        for number, part in enumerate(_parts(hashed), 1):
            self._add(f"{DATABASE}{number:06}", part)
        self.listed.database = hashed.sha256

    def add_file(self, name: str, file: IO[bytes], size: int) -> None:
        hashed = Hashed(file)
        self._tar.addfile(_entry(FILES + name, size), hashed)
        self.listed.files[name] = hashed.sha256
        self.listed.file_bytes += size

    def add_list(self) -> None:
        listed = {name: getattr(self.listed, name) for name in ListedDigests.__slots__}
        self._add(LISTED, json.dumps(listed).encode())

    def _add(self, name: str, data: bytes) -> None:
        self._tar.addfile(_entry(name, len(data)), io.BytesIO(data))


@contextmanager
def packing(target: Target, head: Head) -> Iterator[Packer]:
    """An archive that begins with its head and ends with the list of what is in it."""
    with tarfile.open(fileobj=target, mode="w|", bufsize=BUFFER) as tar:
        packer = Packer(tar)
        packer.add_head(head)
        yield packer
        packer.add_list()


def _parts(source: Source) -> Iterator[bytes]:
    """In pieces of one size, however little a pipe gives at a time."""
    part = bytearray()
    while data := source.read(PART):
        part += data
        while len(part) >= PART:
            yield bytes(part[:PART])
            del part[:PART]
    if part:
        yield bytes(part)


def _entry(name: str, size: int) -> tarfile.TarInfo:
    entry = tarfile.TarInfo(name)
    entry.size, entry.mode = size, 0o600
    return entry


@dataclass(slots=True)
class Contents:
    """What was found in an archive."""

    head: Head
    # As it was listed when it was written, and as it came out.
    listed: ListedDigests
    found: ListedDigests

    @property
    def faults(self) -> list[str]:
        told = self.listed.differences(self.found)
        if self.listed.database != self.found.database:
            told.append("数据库的内容与写入时不同")
        return told


class Keeper(Protocol):
    """Where the parts of an archive go; what it opens is closed after it is filled."""

    def begin(self, head: Head) -> Target: ...

    def open_file(self, name: str) -> IO[bytes]: ...


def unpack(source: Source, keeper: Keeper) -> Contents:
    """Read the archive to its end, giving the dump and each file to `keeper`."""
    head, listed, found, database = None, None, ListedDigests(), None
    with tarfile.open(fileobj=source, mode="r|", bufsize=BUFFER) as tar:
        for entry in tar:
            if not entry.isreg():
                raise BackupFault(faults.FOREIGN)
            content = tar.extractfile(entry)
            if entry.name == HEAD:
                head = Head.from_json(content.read())
                database = Hashed(keeper.begin(head))
            elif entry.name == LISTED:
                listed = ListedDigests(**json.loads(content.read()))
            elif entry.name.startswith(DATABASE):
                database.write(content.read())
            else:
                _take_file(_safe_name(entry.name), content, keeper, found)
        # What follows the last entry is authenticated too.
        _drain(source)
    if head is None or listed is None:
        raise BackupFault(faults.NO_LIST)
    found.database = database.sha256
    return Contents(head, listed, found)


def _take_file(
    name: str, content: Source, keeper: Keeper, found: ListedDigests
) -> None:
    with keeper.open_file(name) as file:
        hashed = Hashed(file)
        _copy(content, hashed.write)
    found.files[name] = hashed.sha256
    found.file_bytes += hashed.size


def _safe_name(name: str) -> str:
    """The name of a file below the folder of files, and nowhere else."""
    path = PurePosixPath(name.removeprefix(FILES))
    if not name.startswith(FILES) or path.is_absolute() or ".." in path.parts:
        raise BackupFault(faults.FOREIGN)
    return str(path)


def _copy(source: Source, take: Callable[[bytes], object]) -> None:
    while data := source.read(PART):
        take(data)


def _drain(source: Source) -> None:
    _copy(source, lambda data: None)
