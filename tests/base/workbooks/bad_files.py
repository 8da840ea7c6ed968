"""Files that people send by mistake or in malice, each small and made on the spot."""

import io
import struct
import zipfile

from tests.base.workbooks.books import NAMESPACE, SHEET, with_part, with_sheet, workbook
from tests.base.workbooks.test_guards import TEXT, container, with_strings, zipped
from tianmen_congress.base.workbooks.reading.strings import TOO_LONG

GOOD = workbook(单位=[["乡镇", "单位名称"], ["渔薪镇", "水利站"]])
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def stored(data: bytes, **parts: bytes) -> bytes:
    """The workbook with further parts whose names are as given, however odd."""
    out = io.BytesIO(data)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def document_type() -> bytes:
    """Entities that multiply each other: ten of ten of ten."""
    lines = ['<!ENTITY a "天门">']
    for one, other in zip("bcdefgh", "abcdefg", strict=True):
        lines.append(f'<!ENTITY {one} "{f"&{other};" * 10}">')
    head = f"<!DOCTYPE worksheet [{''.join(lines)}]>"
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&h;</t></is></c></row>'
    return with_sheet(cell, head=head)


def foreign_entity() -> bytes:
    head = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>'
    cell = '<row r="1"><c r="A1" t="inlineStr"><is><t>&f;</t></is></c></row>'
    return with_sheet(cell, head=head)


def bomb() -> bytes:
    """A sheet that unpacks to three hundred megabytes."""
    return with_part(GOOD, SHEET, b" " * (300 * 1024 * 1024))


def locked() -> bytes:
    return container("EncryptionInfo", "EncryptedPackage")


def old_and_broken() -> bytes:
    return container("Workbook") + struct.pack("<HH", 0x809, 16)


def macro_old() -> bytes:
    return container("Workbook", "_VBA_PROJECT_CUR", "VBA")


# What it is, the file, and a word of the sentence that its sender reads.
BAD = {
    "a-picture": (b"\x89PNG\r\n\x1a\n" + b"\0" * 64, "不是Excel"),
    "a-paper": (b"%PDF-1.7\n%\xe2\xe3", "不是Excel"),
    "a-web-page": (b"<html><table><tr><td>1</td></tr></table></html>", "网页格式"),
    "commas": ("乡镇,单位名称\n渔薪镇,水利站\n".encode("gbk"), "不是Excel"),
    "commas-of-unicode": ("\ufeff乡镇,单位名称\n".encode(), "不是Excel"),
    "a-word-document": (
        zipped(**{"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}),
        "不是Excel",
    ),
    "a-locked-workbook": (locked(), "密码"),
    "a-macro-workbook": (stored(GOOD, **{"xl/vbaProject.bin": b"x"}), "宏"),
    "an-old-macro-workbook": (macro_old(), "宏"),
    "an-old-broken-workbook": (old_and_broken(), "损坏"),
    "half-a-workbook": (GOOD[: len(GOOD) // 2], "损坏"),
    "a-workbook-in-a-zip": (zipped(**{"名册.xlsx": GOOD}), "不是Excel"),
    "a-zip-in-a-zip-in-a-zip": (
        zipped(**{"a.zip": zipped(**{"b.zip": GOOD})}),
        "不是Excel",
    ),
    "a-bomb": (bomb(), "过大"),
    "multiplying-entities": (document_type(), "文档类型定义"),
    "an-entity-from-the-disk": (foreign_entity(), "文档类型定义"),
    "a-cell-at-the-far-end": (
        with_sheet(
            '<row r="1"><c r="A1"><v>1</v></c></row>'
            '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
        ),
        "第1048576行",
    ),
    "huge-shared-strings": (with_strings(f"<si><t>{TEXT}</t></si>"), TOO_LONG),
    "an-empty-workbook": (workbook(表一=[]), "没有内容"),
    "a-workbook-of-something-else": (workbook(表一=[["甲", "乙"], [1, 2]]), "不是"),
}
# Odd but harmless: they are read like any other.
HARMLESS = {
    "paths-in-the-zip": stored(
        GOOD, **{"../../etc/passwd": b"x", "/etc/x": b"y", "C:\\x.exe": b"z"}
    ),
    "a-link-outside": stored(
        GOOD,
        **{
            "xl/externalLinks/externalLink1.xml": (
                f'<externalLink xmlns="{NAMESPACE}" xmlns:r="{RELATION}"/>'.encode()
            )
        },
    ),
}
