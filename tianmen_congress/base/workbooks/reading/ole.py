"""An old .xls before the parser sees it: records in a file system in a file.

Only as much of the format is read as tells what the file is and how far out its
cells lie.
"""

import struct
from collections.abc import Iterator

from .biff import check_records
from .refusal import WorkbookRefused
from .zipped import DAMAGED, LOCKED, MACRO, NO_WORKBOOK, OTHER_KIND, Checked

MAGIC = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAX_BYTES = 7 * 1024 * 1024
END = 0xFFFFFFFA  # sector numbers from here on are marks
SMALL = 4096  # streams below this length lie in sectors of their own kind


def check_ole(data: bytes) -> Checked:
    """Raise WorkbookRefused unless `data` is an .xls that is safe to parse."""
    if len(data) > MAX_BYTES:
        raise WorkbookRefused(OTHER_KIND)
    try:
        streams = _Container(data).streams()
        _check_streams(streams)
        start, size = streams.get("Workbook") or streams["Book"]
        if size < SMALL:
            raise WorkbookRefused(DAMAGED)
        stream = b"".join(_Container(data).chain(start))[:size]
        return Checked(data, check_records(stream))
    except (struct.error, IndexError, UnicodeDecodeError):
        raise WorkbookRefused(DAMAGED) from None


def _check_streams(streams: dict[str, tuple[int, int]]) -> None:
    if "EncryptedPackage" in streams:
        raise WorkbookRefused(LOCKED)
    if "_VBA_PROJECT_CUR" in streams:
        raise WorkbookRefused(MACRO)
    if not {"Workbook", "Book"} & set(streams):
        raise WorkbookRefused(NO_WORKBOOK)


class _Container:
    """The file system: sectors, and a table that chains them into streams."""

    def __init__(self, data: bytes):
        (shift,) = struct.unpack_from("<H", data, 30)
        if shift not in (9, 12):
            raise WorkbookRefused(DAMAGED)
        self.data, self.size = data, 1 << shift
        (self.directory,) = struct.unpack_from("<I", data, 48)
        tables = [s for s in struct.unpack_from("<109I", data, 76) if s < END]
        table = b"".join(self._sector(number) for number in tables)
        self.next = struct.unpack(f"<{len(table) // 4}I", table)

    def _sector(self, number: int) -> bytes:
        start = (number + 1) * self.size
        return self.data[start : start + self.size]

    def chain(self, number: int) -> Iterator[bytes]:
        """The sectors from `number` on; a chain longer than the file is a loop."""
        for _ in range(len(self.data) // self.size + 1):
            if number >= END:
                return
            yield self._sector(number)
            number = self.next[number]
        raise WorkbookRefused(DAMAGED)

    def streams(self) -> dict[str, tuple[int, int]]:
        """Name -> first sector and length of everything stored."""
        entries = b"".join(self.chain(self.directory))
        found = {}
        for at in range(0, len(entries) - 127, 128):
            (length,) = struct.unpack_from("<H", entries, at + 64)
            name = entries[at : at + max(length - 2, 0)].decode("utf-16-le")
            found[name] = struct.unpack_from("<II", entries, at + 116)
        return found
