"""What a file is, by what is in it. Its name is never asked."""

import io
import zipfile
from dataclasses import dataclass

from .enums import FileKind

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
OFFICE = "application/vnd.openxmlformats-officedocument"
# A directory of more entries is no office file, and reading it would take long.
MAX_ENTRIES = 5000


@dataclass(frozen=True, slots=True)
class Content:
    kind: FileKind
    media_type: str
    extension: str


WORKBOOK = Content(FileKind.WORKBOOK, f"{OFFICE}.spreadsheetml.sheet", ".xlsx")
OLD_WORKBOOK = Content(FileKind.WORKBOOK, "application/vnd.ms-excel", ".xls")
DOCUMENT = Content(FileKind.DOCUMENT, f"{OFFICE}.wordprocessingml.document", ".docx")
PDF = Content(FileKind.PDF, "application/pdf", ".pdf")
# Pictures are stored anew, whatever they were.
IMAGE = Content(FileKind.IMAGE, "image/jpeg", ".jpg")


def recognise(data: bytes) -> Content | None:
    """What `data` is, or nothing for what is not taken."""
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return IMAGE
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return IMAGE
    if data.startswith(b"%PDF-"):
        return PDF
    if data.startswith(OLE) and "Workbook".encode("utf-16-le") in data:
        return OLD_WORKBOOK
    return _office(data) if data.startswith(b"PK\x03\x04") else None


def _office(data: bytes) -> Content | None:
    if data.count(b"PK\x01\x02") > MAX_ENTRIES:
        return None
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            names = {name.casefold() for name in archive.namelist()}
    except (zipfile.BadZipFile, NotImplementedError, ValueError):
        return None
    if any(name.endswith("vbaproject.bin") for name in names):
        return None
    if "word/document.xml" in names:
        return DOCUMENT
    return WORKBOOK if "xl/workbook.xml" in names else None
