"""Workbooks made for a test, good ones and bad ones."""

import io
import zipfile

from openpyxl import Workbook

EXAMPLES = ("乡镇人大代表名册.xlsx",)


def workbook(*sheets, **named) -> bytes:
    """An .xlsx: each sheet a list of rows, or `title=rows`."""
    book = Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets, start=1):
        named[f"表{number}"] = rows
    for title, rows in named.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    return saved(book)


def merged(rows, *ranges, title="表1") -> bytes:
    """One sheet with merged ranges such as A1:C1."""
    book = Workbook()
    sheet = book.active
    sheet.title = title
    for row in rows:
        sheet.append(row)
    for place in ranges:
        sheet.merge_cells(place)
    return saved(book)


def saved(book: Workbook) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def with_part(data: bytes, name: str, content: bytes | None) -> bytes:
    """The same workbook with one part of the zip changed, added or (None) left out."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(data)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info.filename, old.read(info.filename))
        if content is not None:
            new.writestr(name, content)
    return out.getvalue()


SHEET = "xl/worksheets/sheet1.xml"
NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def with_sheet(cells: str, *, head: str = "") -> bytes:
    """A workbook whose only sheet holds exactly the XML `cells` between its rows."""
    xml = (
        f'<?xml version="1.0" encoding="UTF-8"?>{head}'
        f'<worksheet xmlns="{NAMESPACE}"><sheetData>{cells}</sheetData></worksheet>'
    )
    return with_part(workbook([["a"]]), SHEET, xml.encode())
