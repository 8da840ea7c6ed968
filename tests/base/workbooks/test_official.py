"""Tables as offices file them, read back with another reader."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from tianmen_congress.base.workbooks.columns import Column as ImportColumn
from tianmen_congress.base.workbooks.official import (
    OfficialTable,
    SheetColumn,
    ValueKind,
    write_table,
    write_tables,
)
from tianmen_congress.base.workbooks.reading import Table, open_workbook

DAY = date(2017, 7, 25)
LEDGER = OfficialTable(
    "走访台账",
    [
        SheetColumn("走访日期", ValueKind.DATE),
        SheetColumn("户主"),
        SheetColumn("户", ValueKind.INT, group="入户", has_total=True),
        SheetColumn("人", ValueKind.INT, group="入户", has_total=True),
        SheetColumn("情况", ValueKind.LONG),
        SheetColumn("联系电话", ValueKind.ID),
    ],
    unit="渔薪镇人大主席团",
    period="2017年第二季度",
    measure="户、人",
    filled_on=DAY,
)
ROW = [date(2017, 6, 5), "李秀梅", 1, 4, "住房安全", "13800001234"]


def written(table=LEDGER, rows=(ROW,)):
    out = io.BytesIO()
    write_table(table, rows, out)
    return out.getvalue()


def sheet(table=LEDGER, rows=(ROW,)):
    return load_workbook(io.BytesIO(written(table, rows))).worksheets[0]


def texts(sheet):
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def plain(*columns, **more):
    return OfficialTable("表", list(columns), has_foot=False, **more)


def test_the_whole_of_a_table():
    rows = texts(sheet(rows=[ROW, ROW]))

    assert rows[0] == ["走访台账"] + [None] * 6
    assert rows[1][0] == "填报单位：渔薪镇人大主席团　　统计时段：2017年第二季度"
    assert rows[1][6] == "单位：户、人"
    assert rows[2] == ["序号", "走访日期", "户主", "入户", None, "情况", "联系电话"]
    assert rows[3] == [None, None, None, "户", "人", None, None]
    assert rows[4][:4] == [1, datetime(2017, 6, 5), "李秀梅", 1]  # noqa: DTZ001
    assert rows[5][0] == 2
    assert rows[6] == ["合计", None, None, 2, 8, None, None]
    assert rows[7][0] == "共2条"
    assert rows[8][0].split() == [
        *("单位负责人：", "审核人：", "填报人：", "填报日期：2017年7月25日")
    ]


def test_headings_are_merged_over_their_columns_and_rows():
    merges = {str(merge) for merge in sheet().merged_cells.ranges}

    assert {"D3:E3", "A3:A4", "B3:B4", "G3:G4", "A1:G1"} <= merges


def test_how_it_is_printed():
    page = sheet()

    assert page.print_title_rows == "$3:$4"
    assert page.freeze_panes == "A5"
    assert page.page_setup.orientation == "landscape"
    assert page.page_setup.paperSize == 9
    assert page.sheet_properties.pageSetUpPr.fitToPage
    assert (page.page_setup.fitToWidth, page.page_setup.fitToHeight) == (1, 0)
    assert page.oddFooter.center.text == "第 &P 页 共 &N 页"


def test_a_portrait_table_says_so():
    page = sheet(plain(SheetColumn("乡镇"), is_landscape=False), [["渔薪镇"]])

    assert page.page_setup.orientation == "portrait"


def test_cells_have_lines_and_the_fonts_of_office_papers():
    page = sheet()

    assert page["A1"].font.name == "宋体"
    assert (page["A1"].font.size, page["A1"].font.bold) == (18, True)
    assert page["C5"].font.name == "仿宋"
    assert page["C5"].border.left.style == page["C5"].border.bottom.style == "thin"
    assert page["F5"].alignment.horizontal == "left"
    assert page["C5"].alignment.horizontal == "center"


def test_rows_of_long_text_are_as_tall_as_it_needs():
    page = sheet(rows=[ROW, [*ROW[:4], "很长的情况" * 20, ""]])

    assert page.row_dimensions[5].height == 18
    assert page.row_dimensions[6].height > 18 * 4
    assert page.row_dimensions[1].height == 36


def test_numbers_of_people_are_text():
    page = sheet(
        plain(SheetColumn("身份证号码", ValueKind.ID)),
        [["429099195702279124"], [13800001234]],
    )

    assert [page["B3"].value, page["B4"].value] == ["429099195702279124", "13800001234"]
    assert page["B3"].number_format == "@"


PAYLOADS = [
    "=1+1",
    '=HYPERLINK("http://a","b")',
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    "\uff1d1+1",
    " =1+1",
    "=cmd|' /C calc'!A0",
    "'=1+1",
    "\x00=1+1",
    '=IMPORTXML(CONCAT(""))',
    "{=1+1}",
    "|calc",
    "%0A=1",
    '="a"&"b"',
    "﻿=1+1",
]


@pytest.mark.parametrize("kind", [ValueKind.TEXT, ValueKind.LONG, ValueKind.ID])
def test_no_text_becomes_a_formula(kind):
    data = written(plain(SheetColumn("内容", kind)), [[text] for text in PAYLOADS])

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")
    page = load_workbook(io.BytesIO(data)).worksheets[0]
    cells = [page.cell(row, 2) for row in range(3, 3 + len(PAYLOADS))]
    assert {cell.data_type for cell in cells} == {"s"}
    assert all(cell.quotePrefix for cell in cells if cell.value[0] in "=+-@")


def test_titles_and_headings_are_no_formulas_either():
    table = OfficialTable(
        "=1+1", [SheetColumn("=2+2", group="=3")], unit="=4", condition="=5"
    )

    page = sheet(table, [["=6"]])

    assert "f" not in {cell.data_type for row in page.iter_rows() for cell in row}


def test_characters_that_xml_forbids_are_left_out():
    page = sheet(
        plain(SheetColumn("内容")), [["a\x00b\x0bc\ud800d\uffff"], ["甲\r\n乙"]]
    )

    assert page["B3"].value == "abcd"
    assert page["B4"].value == "甲\n乙"


def test_text_longer_than_a_cell_is_cut():
    page = sheet(plain(SheetColumn("内容")), [["长" * 40_000]])

    assert len(page["B3"].value) == 32_767


@pytest.mark.parametrize(
    ("value", "kind", "shown"),
    [
        (True, ValueKind.TEXT, "是"),
        (False, ValueKind.TEXT, "否"),
        (None, ValueKind.INT, None),
        (Decimal("3.50"), ValueKind.DECIMAL, 3.5),
        (0.875, ValueKind.RATE, 0.875),
        (0, ValueKind.INT, 0),
        (datetime(2017, 6, 5, 9, tzinfo=UTC), ValueKind.DATE, datetime(2017, 6, 5)),  # noqa: DTZ001
    ],
)
def test_values_as_they_are_written(value, kind, shown):
    assert sheet(plain(SheetColumn("值", kind)), [[value]])["B3"].value == shown


def test_totals_may_be_given_instead_of_added_up():
    table = plain(
        SheetColumn("乡镇"),
        SheetColumn("户", ValueKind.INT, has_total=True),
        SheetColumn("率", ValueKind.RATE),
        totals=[None, 7, 0.5],
    )

    rows = texts(sheet(table, [["甲", 5, 0.4], ["乙", 5, 0.6]]))

    assert rows[4] == ["合计", None, 7, 0.5]


def test_a_table_without_numbers_has_its_totals_under_its_own_columns():
    table = plain(
        SheetColumn("乡镇"),
        SheetColumn("户", ValueKind.INT, has_total=True),
        is_numbered=False,
    )

    assert texts(sheet(table, [["甲", 2], ["乙", 3]]))[-2] == ["合计", 5]


def test_sums_of_money_are_exact():
    table = plain(SheetColumn("元", ValueKind.DECIMAL, has_total=True))

    assert texts(sheet(table, [[Decimal("0.1")], [0.2]]))[-2] == ["合计", 0.3]


def test_an_empty_table_is_still_a_table():
    rows = texts(sheet(rows=[]))

    assert rows[4][:4] == ["合计", None, None, 0]
    assert rows[5][0] == "共0条"


def test_a_narrow_table_spreads_its_lines():
    table = OfficialTable(
        "表",
        [SheetColumn("乡镇"), SheetColumn("数", ValueKind.INT)],
        unit="天门市人大常委会办公室",
        period="2017年5月1日至7月25日",
        measure="个",
        filled_on=DAY,
    )

    first = [row[0] for row in texts(sheet(table, [["甲", 1]]))]

    assert first[1:3] == [
        "填报单位：天门市人大常委会办公室",
        "统计时段：2017年5月1日至7月25日",
    ]
    assert first[-1].endswith("填报日期：2017年7月25日")


def test_each_township_has_its_sheet_and_each_sheet_its_own_name():
    tables = [
        (OfficialTable("花名册", [SheetColumn("姓名")], sheet=name), [[name]])
        for name in ("渔薪镇", "多宝镇", "多宝镇", "a/b*c?", "名" * 40, "")
    ]
    out = io.BytesIO()

    count = write_tables(tables, out)

    assert count == 6
    assert load_workbook(out).sheetnames == [
        *("渔薪镇", "多宝镇", "多宝镇2", "abc", "名" * 28, "花名册")
    ]


def test_what_was_written_is_read_again_row_by_row():
    rows = [ROW, [date(2017, 6, 6), "王荣", 2, 5, "=1+1", "0728-5220000"]]
    book = open_workbook(written(rows=rows))
    columns = [ImportColumn(c.title, required=True) for c in LEDGER.columns]

    found = list(Table(next(book.sheets), columns))

    assert [list(row.values.values()) for row in found] == rows


def test_a_row_too_short_for_the_table_is_a_mistake():
    with pytest.raises(ValueError, match="shorter"):
        written(rows=[ROW[:3]])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=5))
def test_any_text_is_written_and_can_be_read(texts_written):
    page = sheet(
        plain(SheetColumn("内容", ValueKind.LONG)), [[t] for t in texts_written]
    )

    shown = [page.cell(row, 2) for row in range(3, 3 + len(texts_written))]
    assert "f" not in {cell.data_type for cell in shown}
    assert page.cell(3 + len(texts_written), 1).value == f"共{len(texts_written)}条"
