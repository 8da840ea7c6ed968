"""Files that could hurt: each is refused with a sentence, quickly and in little memory."""

import io
import struct
import time
import zipfile
from pathlib import Path

import pytest

from tests.base.workbooks.books import NAMESPACE, SHEET, with_part, with_sheet, workbook
from tianmen_congress.base.workbooks.reading import WorkbookRefused, open_workbook
from tianmen_congress.base.workbooks.reading.scan import DAMAGED
from tianmen_congress.base.workbooks.reading.strings import TOO_LONG

SAMPLES = Path(__file__).parent / "samples"
GOOD = workbook([["姓名", "性别"], ["甲", "男"]])


def read_all(data):
    return [list(sheet.rows()) for sheet in open_workbook(data).sheets]


def refusal(data):
    """The sentence; and that it came soon (2 seconds on an idle machine)."""
    started = time.process_time()
    with pytest.raises(WorkbookRefused) as caught:
        read_all(data)
    assert time.process_time() - started < 6
    return caught.value.message


def zipped(**parts):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def container(*names):
    """An OLE file whose directory holds streams of these names."""
    entries = b""
    for name in names:
        text = name.encode("utf-16-le").ljust(64, b"\0")
        entry = text + struct.pack("<H", 2 * len(name) + 2) + b"\0" * 50
        entries += entry + struct.pack("<III", 2, 4096, 0)
    entries = entries.ljust(512, b"\0")
    head = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 22 + struct.pack("<H", 9)
    head = head.ljust(48, b"\0") + struct.pack("<I", 1)
    head = head.ljust(76, b"\0") + struct.pack("<I", 0) + b"\xff" * 432
    table = struct.pack("<I", 0xFFFFFFFD) + struct.pack("<I", 0xFFFFFFFE)
    chain = b"".join(struct.pack("<I", n) for n in [3, 4, 5, 6, 7, 8, 9, 0xFFFFFFFE])
    return head + (table + chain).ljust(512, b"\xff") + entries


def test_a_good_workbook_is_read():
    assert read_all(GOOD) == [[(1, ["姓名", "性别"]), (2, ["甲", "男"])]]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "空的"),
        (b"x" * 100, "不是Excel"),
        (b"%PDF-1.4 " + GOOD, "不是Excel"),
        (b"\x89PNG\r\n\x1a\n", "不是Excel"),
        (b"PK\x03\x04" + b"\0" * 50, "损坏"),
        (GOOD[:-30], "损坏"),
        (GOOD[: len(GOOD) // 2], "损坏"),
        (zipped(**{"a.txt": "b"}), "不是Excel"),
        (
            zipped(**{"[Content_Types].xml": "<a/>", "word/document.xml": "<a/>"}),
            "不是Excel",
        ),
        (b"<html><table><tr><td>1</td></tr></table></html>", "网页格式"),
        (b"\xef\xbb\xbf\n<?xml version='1.0'?><Workbook/>", "网页格式"),
        ("姓名,性别\n甲,男".encode("gbk"), "不是Excel"),
        (with_part(GOOD, "xl/workbook.xml", None), "不是Excel"),
        (with_part(GOOD, "xl/workbook.xml", b"<workbook"), "损坏"),
        (with_part(GOOD, SHEET, b"<worksheet><sheetData><row>"), "损坏"),
    ],
)
def test_what_is_no_workbook_is_told_so(data, word):
    assert word in refusal(data)


def test_a_file_beyond_the_limit_is_refused_unread():
    assert "超过20MB" in refusal(b"PK\x03\x04" + b"\0" * (20 * 1024 * 1024))


@pytest.mark.parametrize(
    ("name", "word"),
    [
        ("xl/vbaProject.bin", "宏"),
        ("XL\\VBAPROJECT.BIN", "宏"),
        ("xl/workbook.bin", "另存为"),
    ],
)
def test_macros_and_other_formats_are_refused(name, word):
    assert word in refusal(with_part(GOOD, name, b"x"))


@pytest.mark.parametrize(
    ("streams", "word"),
    [
        (["Root Entry", "EncryptionInfo", "EncryptedPackage"], "密码"),
        (["Root Entry", "Workbook", "_VBA_PROJECT_CUR"], "宏"),
        (["Root Entry", "WordDocument"], "不是Excel"),
    ],
)
def test_old_containers_are_told_apart(streams, word):
    assert word in refusal(container(*streams))


def records(*items):
    body = b"".join(struct.pack("<HH", kind, len(data)) + data for kind, data in items)
    return body.ljust(4096, b"\0")


@pytest.mark.parametrize(
    ("items", "word"),
    [
        ([(0x2F, b"\0" * 6)], "密码"),
        (
            [
                (0x809, b"\0" * 16),
                (0x203, struct.pack("<HHH", 65535, 255, 0) + b"\0" * 8),
            ],
            "超出",
        ),
        (
            [
                (0x809, b"\0" * 16),
                (0xBD, struct.pack("<HHHHIH", 60000, 0, 0, 0, 0, 180)),
            ],
            "过大",
        ),
    ],
)
def test_records_of_an_old_workbook_are_looked_at_first(items, word):
    data = container("Root Entry", "Workbook") + records(*items)

    assert word in refusal(data)


def test_a_file_on_which_the_parser_panics_is_refused():
    assert "损坏" in refusal((SAMPLES / "panic.xls").read_bytes())


@pytest.mark.parametrize("cut", [8, 40, 600, 1100, 1500, 3000])
def test_a_broken_old_workbook_is_refused(cut):
    data = container("Root Entry", "Workbook") + records((0x809, b"\0" * 16))

    assert refusal(data[:cut])


@pytest.mark.parametrize(
    "cells",
    [
        '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>',
        '<row r="1048576"><c><v>1</v></c></row>',
        "<row><c r='XFD1'><v>1</v></c></row>",
        '<row><c r="&#88;FD1048576"><v>1</v></c></row>',
        '<row><c r="xfd1048576"><v>1</v></c></row>',
        '<x:row xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:c r="XFD9"><x:v>1</x:v></x:c></x:row>',
        '<row r="200000"><c r="A200000" t="inlineStr"><is><t>a</t></is></c></row>',
        '<row><c\nr="ZZZ5"><v>1</v></c></row>',
    ],
)
def test_a_cell_too_far_out_is_refused(cells):
    assert "超出10万行、200列的上限" in refusal(with_sheet(cells))


@pytest.mark.parametrize(
    ("target", "part"),
    [
        ("foo/s.xml", "xl/foo/s.xml"),
        ("/xl/media/image1.png", "xl/media/image1.png"),
        ("/x/worksheets/e.bin", "x/worksheets/e.bin"),
        ("worksheets/../media/e", "xl/worksheets/../media/e"),
        ("&#119;orksheets/E", "xl/WORKSHEETS/e"),
    ],
)
def test_a_sheet_that_hides_in_another_part_is_found(target, part):
    name = "xl/_rels/workbook.xml.rels"
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        references = archive.read(name).decode()
    moved = references.replace("/xl/worksheets/sheet1.xml", target)
    assert moved != references
    far = with_sheet('<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    with zipfile.ZipFile(io.BytesIO(far)) as archive:
        sheet = archive.read(SHEET)

    data = with_part(with_part(GOOD, name, moved.encode()), part, sheet)

    assert "超出10万行" in refusal(data)


def test_a_table_too_wide_for_its_length_is_refused():
    cells = '<row r="1"><c r="A1"><v>1</v></c></row><row r="90000"><c r="GA90000"><v>1</v></c></row>'

    assert "过大" in refusal(with_sheet(cells))


def test_empty_cells_far_out_do_no_harm():
    data = with_sheet(
        '<row r="1"><c r="A1"><v>7</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    )

    assert read_all(data) == [[(1, [7.0])]]


def test_a_million_empty_rows_do_no_harm():
    empty = "".join(f'<row r="{n}" ht="15"/>' for n in range(3, 1_048_577))
    data = with_sheet('<row r="2"><c r="A2"><v>7</v></c></row>' + empty)

    assert read_all(data) == [[(1, [""]), (2, [7.0])]]


def test_a_million_rows_of_empty_styled_cells_do_no_harm():
    empty = "".join(
        f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(3, 1_048_577)
    )
    data = with_sheet('<row r="2"><c r="A2"><v>7</v></c></row>' + empty)

    assert read_all(data) == [[(1, [""]), (2, [7.0])]]


@pytest.mark.parametrize(
    ("cell", "count"), [('<c r="A1" s="0"/>', 4_300_000), ("<c/>", 1_300_000)]
)
def test_millions_of_empty_cells_are_refused(cell, count):
    cells = '<row r="1">' + cell * count + "</row>"

    assert "空行或空单元格过多" in refusal(with_sheet(cells))


def test_endless_text_without_a_tag_is_refused():
    assert "损坏" in refusal(with_sheet("x" * 2_000_000))


@pytest.mark.parametrize("row", [100_000, 104_999])
def test_a_hundred_thousand_rows_of_data_are_read(row):
    data = with_sheet(f'<row r="{row}"><c r="A{row}"><v>7</v></c></row>')

    assert read_all(data)[0][-1] == (row, [7.0])


def test_an_old_workbook_is_read():
    (rows,) = read_all(SAMPLES / "groups.xls")

    assert len(rows) == 154
    assert rows[3][1][:2] == ["竟陵街道办事处", "竟陵街道办事处第一代表小组"]


def test_a_part_that_unpacks_beyond_the_limit_is_refused():
    spaces = b"<worksheet>" + b" " * (210 * 1024 * 1024)

    assert "解压后过大" in refusal(with_part(GOOD, SHEET, spaces))


def test_many_parts_that_together_unpack_beyond_the_limit_are_refused():
    out = io.BytesIO(GOOD)
    with zipfile.ZipFile(out, "a", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for number in range(12):
            archive.writestr(f"xl/drawings/drawing{number}.xml", b" " * (20 << 20))

    assert "解压后过大" in refusal(out.getvalue())


def test_a_zip_that_lies_about_its_size_is_refused():
    data = bytearray(with_part(GOOD, SHEET, b"<worksheet>" + b" " * (210 << 20)))
    size = struct.pack("<I", 11 + (210 << 20))
    while (at := data.find(size)) >= 0:
        data[at : at + 4] = struct.pack("<I", 100)

    assert refusal(bytes(data))


def test_a_zip_of_very_many_parts_is_refused():
    parts = {f"p{n}": "" for n in range(3000)}

    assert "解压后过大" in refusal(zipped(**{"[Content_Types].xml": "<a/>"}, **parts))


def test_one_name_for_two_parts_is_refused():
    out = io.BytesIO(GOOD)
    with (
        pytest.warns(UserWarning, match="Duplicate name"),
        zipfile.ZipFile(out, "a") as archive,
    ):
        archive.writestr(SHEET, "<worksheet/>")

    assert "损坏" in refusal(out.getvalue())


@pytest.mark.parametrize("name", [SHEET, "xl/workbook.xml", "docProps/core.xml"])
def test_a_document_type_is_refused(name):
    bomb = (
        b'<?xml version="1.0"?>'
        + b"\n" * 300_000
        + b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'
    )

    assert "DTD" in refusal(with_part(GOOD, name, bomb))


def test_another_encoding_of_xml_is_refused():
    assert refusal(with_part(GOOD, SHEET, "<worksheet/>".encode("utf-16")))


TEXT = "长" * 20_000
REPEATED = "".join(
    f'<row r="{n}"><c r="A{n}" t="s"><v>1</v></c></row>' for n in range(1, 5_000)
)


def with_strings(strings, cells=REPEATED):
    xml = f'<sst xmlns="{NAMESPACE}"><si><t>a</t></si>{strings}</sst>'
    return with_part(with_sheet(cells), "xl/sharedStrings.xml", xml.encode())


@pytest.mark.parametrize(
    "strings",
    [
        f"<si><t>{TEXT}</t></si>",
        f"<si><t><!--</si>-->{TEXT}</t></si>",
        f'<si><t a="</si>">{TEXT}</t></si>',
        f"<x:si xmlns:x='{NAMESPACE}'><x:t>{TEXT}</x:t></x:si>",
        f"<si><r><t>{TEXT}</t></r><r><t>{TEXT}</t></r></si>",
    ],
)
def test_one_long_text_in_very_many_cells_is_refused(strings):
    assert refusal(with_strings(strings)) in (TOO_LONG, DAMAGED)


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A{n}" t="s"><v >1</v></c>',
        '<c r="A{n}" t="s"><v>&#49;</v></c>',
        "<c r='A{n}' t='s'><v>1</v></c>",
        '<c t="s" r="A{n}"><v>1</v></c>',
    ],
)
def test_such_cells_are_counted_however_they_are_written(cell):
    cells = "".join(f'<row r="{n}">{cell.format(n=n)}</row>' for n in range(1, 5_000))

    assert refusal(with_strings(f"<si><t>{TEXT}</t></si>", cells)) == TOO_LONG


def test_one_long_text_in_a_few_of_very_many_cells_is_read():
    cells = REPEATED.replace("<v>1</v>", "<v>0</v>", 4_990)

    (rows,) = read_all(with_strings(f"<si><t>{TEXT}</t></si>", cells))

    assert [len(value) for _, (value,) in rows[-10:]] == [1] + [20_000] * 9


def test_merges_beyond_any_table_are_refused():
    merges = "".join(f'<mergeCell ref="A{n}:B{n}"/>' for n in range(1, 310_000))
    xml = f"<worksheet><sheetData/><mergeCells>{merges}</mergeCells></worksheet>"

    assert "过多" in refusal(with_part(GOOD, SHEET, xml.encode()))


def test_one_merge_over_the_whole_sheet_does_no_harm():
    xml = with_sheet('<row r="1"><c r="A1"><v>7</v></c></row>')
    with zipfile.ZipFile(io.BytesIO(xml)) as archive:
        sheet = archive.read(SHEET)
    whole = b'</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'

    data = with_part(xml, SHEET, sheet.replace(b"</sheetData>", whole))

    assert read_all(data) == [[(1, [7.0])]]
