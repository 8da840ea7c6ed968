"""An .xlsx before the parser sees it: a zip of XML parts, each within its limits.

Sizes written in a zip are claims. Every XML part is unpacked here once, in pieces,
and counted; nothing is kept.
"""

import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from xml.parsers import expat

from .refusal import WorkbookRefused
from .scan import Pieces, Scan, scan_sheet
from .strings import check_text
from .unread import (
    Unreads,
    careful_unread,
    is_strange,
    plain_unread,
    titles_of_parts,
    without_strange,
)

MAX_UNPACKED = 200 * 1024 * 1024
MAX_PART = 24 * 1024 * 1024  # of parts that are neither sheets nor their strings
MAX_STRINGS = 64 * 1024 * 1024
MAX_PARTS = 2000
PIECE = 1 << 18
SHEETS = "xl/worksheets/"
STRINGS = "xl/sharedstrings.xml"
WORKBOOK = "xl/workbook.xml"
REFERENCES = "xl/_rels/workbook.xml.rels"
MAX_REFERENCES = 1024 * 1024
TARGET = re.compile(r"""Target\s*=\s*["']([^"']+)["']""")

# What the zip reader says of broken archives, one way or another.
BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    OSError,
    ValueError,
)
NO_WORKBOOK = "不是Excel工作簿，请上传.xlsx文件"
DAMAGED = "文件已损坏，无法读取，请用Excel打开另存后重新上传"
TOO_LARGE = "文件解压后过大，可能不是正常的工作簿，请检查后重新上传"
MACRO = "文件带有宏，请另存为不带宏的.xlsx后重新上传"
OTHER_KIND = "请用Excel另存为.xlsx后重新上传"
LOCKED = "文件设有密码，请取消密码后重新上传"


@dataclass(frozen=True, slots=True)
class Checked:
    """A workbook that is safe to parse, and by sheet what the parser will not tell."""

    data: bytes
    unread: dict[str, Unreads]


def check_zip(data: bytes) -> Checked:
    """Raise WorkbookRefused unless `data` is an .xlsx that is safe to parse."""
    # Before the directory is read: each of its entries costs time and memory.
    if data.count(b"PK\x01\x02") > MAX_PARTS:
        raise WorkbookRefused(TOO_LARGE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _check_directory(archive)
            unread = _check_parts(archive)
            return Checked(_parsable(data, archive, unread), _by_title(archive, unread))
    except (*BROKEN, expat.ExpatError):
        raise WorkbookRefused(DAMAGED) from None


def _check_directory(archive: zipfile.ZipFile) -> None:
    names = [_part_name(info) for info in archive.infolist()]
    if "[content_types].xml" not in names:
        raise WorkbookRefused(NO_WORKBOOK)
    # Two parts of one name, or words after the end: readers differ in what they see.
    if len(names) != len(set(names)) or archive.comment:
        raise WorkbookRefused(DAMAGED)
    if any(name.endswith("vbaproject.bin") for name in names):
        raise WorkbookRefused(MACRO)
    if "xl/workbook.bin" in names:
        raise WorkbookRefused(OTHER_KIND)
    if WORKBOOK not in names:
        raise WorkbookRefused(NO_WORKBOOK)
    for info in archive.infolist():
        _check_entry(info)


def _part_name(info: zipfile.ZipInfo) -> str:
    return info.filename.replace("\\", "/").casefold().lstrip("/")


def _check_entry(info: zipfile.ZipInfo) -> None:
    if info.flag_bits & 1:
        raise WorkbookRefused(LOCKED)
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise WorkbookRefused(DAMAGED)


def _check_parts(archive: zipfile.ZipFile) -> dict[str, Unreads]:
    """Unpack and look through every part that the parser could take for a sheet.

    A sheet may lie anywhere and be called anything: the workbook's references say so.
    What the parser would give as empty is told by part.
    """
    sheets = _referenced(archive)
    parts = {
        _part_name(info): info
        for info in archive.infolist()
        if _part_name(info).endswith((".xml", ".rels")) or _part_name(info) in sheets
    }
    _check_sizes(archive, parts)
    readers = {
        name: partial(_pieces, archive, info)
        for name, info in parts.items()
        if name != STRINGS
    }
    scans = {name: scan_sheet(pieces) for name, pieces in readers.items()}
    if info := parts.get(STRINGS):
        sheets = [(readers[name], scan) for name, scan in scans.items()]
        check_text(partial(_pieces, archive, info), sheets)
    found = {name: _unread(readers[name], scan) for name, scan in scans.items()}
    return {name: cells for name, cells in found.items() if cells}


def _unread(pieces: Pieces, scan: Scan) -> Unreads:
    return plain_unread(pieces()) if scan.is_plain else careful_unread(pieces())


def _by_title(
    archive: zipfile.ZipFile, unread: dict[str, Unreads]
) -> dict[str, Unreads]:
    if not unread:
        return {}
    parts = {_part_name(info): info for info in archive.infolist()}
    if REFERENCES not in parts:
        return {}
    titles = titles_of_parts(
        b"".join(_pieces(archive, parts[WORKBOOK])),
        b"".join(_pieces(archive, parts[REFERENCES])),
    )
    return {titles[part]: cells for part, cells in unread.items() if part in titles}


def _parsable(
    data: bytes, archive: zipfile.ZipFile, unread: dict[str, Unreads]
) -> bytes:
    """The workbook as the parser takes it: errors younger than it as one it knows."""
    strange = {
        name
        for name, cells in unread.items()
        if any(is_strange(cell) for cell in cells.values())
    }
    if not strange:
        return data
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as copy:
        for info in archive.infolist():
            part = b"".join(_pieces(archive, info))
            is_one = _part_name(info) in strange
            copy.writestr(info.filename, without_strange(part) if is_one else part)
    return out.getvalue()


def _referenced(archive: zipfile.ZipFile) -> set[str]:
    """Names of parts that the workbook refers to, in every way they may be meant."""
    info = next((i for i in archive.infolist() if _part_name(i) == REFERENCES), None)
    if info is None:
        return set()
    info.file_size = MAX_REFERENCES
    with archive.open(info) as part:
        targets = TARGET.findall(html.unescape(part.read().decode(errors="replace")))
    names = {target.replace("\\", "/").casefold().lstrip("/") for target in targets}
    return names | {f"xl/{name}" for name in names}


def _check_sizes(archive: zipfile.ZipFile, parts: dict[str, zipfile.ZipInfo]) -> None:
    left = MAX_UNPACKED
    for name, info in parts.items():
        limit, size, tail = min(left, _limit(name)), 0, b""
        # The reader stops at the size that the entry claims: let it claim too much.
        info.file_size = limit + 2 * PIECE
        for piece in _pieces(archive, info):
            size += len(piece)
            if size > limit:
                raise WorkbookRefused(TOO_LARGE)
            _check_markup(tail + piece)
            tail = piece[-16:]
        left -= size


def _limit(name: str) -> int:
    if name == STRINGS:
        return MAX_STRINGS
    return MAX_UNPACKED if name.startswith(SHEETS) else MAX_PART


def _pieces(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    with archive.open(info) as part:
        while piece := part.read(PIECE):
            yield piece


def _check_markup(text: bytes) -> None:
    if b"\x00" in text[:64]:
        raise WorkbookRefused(DAMAGED)  # UTF-16: no office program writes it
    if b"<!DOCTYPE" in text or b"<!ENTITY" in text:
        raise WorkbookRefused(
            "文件中有不允许的文档类型定义（DTD），请用Excel打开另存后重新上传"
        )
