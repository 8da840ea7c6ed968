"""Cells that the parser gives as empty though something stands in them."""

import struct

import pytest

from tests.base.workbooks.books import merged, with_sheet, workbook
from tests.base.workbooks.test_guards import SAMPLES
from tests.base.workbooks.test_old_workbooks import stream
from tianmen_congress.base.cells import Unread
from tianmen_congress.base.workbooks.columns import Column, TextWidget
from tianmen_congress.base.workbooks.reading import (
    Table,
    WorkbookRefused,
    open_workbook,
)
from tianmen_congress.base.workbooks.reading import unread as unread_cells
from tianmen_congress.base.workbooks.reading.biff import check_records

# XML of the cell B2, and what people see in it; None where nothing is to be said.
CELLS = {
    "typed error": ('t="e"><v>#N/A</v></c>', "#N/A"),
    "error of a formula": ('t="e"><f>A9</f><v>#REF!</v></c>', "#REF!"),
    "error younger than the parser": ('t="e"><f>A9</f><v>#SPILL!</v></c>', "#SPILL!"),
    "error without a word": ('t="e"></c>', ""),
    "formula nobody computed": ("><f>A9+1</f></c>", "公式"),
    "formula with an empty value": ("><f>A9+1</f><v></v></c>", "公式"),
    "formula of text nobody computed": ('t="str"><f>A9</f></c>', "公式"),
    "formula that gives no text": ('t="str"><f>A9</f><v></v></c>', None),
    "formula that was computed": ("><f>A9</f><v>7</v></c>", None),
    "empty text": ('t="inlineStr"><is><t></t></is></c>', None),
}
# As office programs write them; with an attribute few write; with prefixed tags.
SHAPES = [lambda xml: xml, lambda xml: xml.replace("<c ", '<c vm="1" ')]


def sheet_of(data):
    return next(open_workbook(data).sheets)


def book_with(cell, shape=SHAPES[0]):
    head = "".join(
        f'<c r="{column}1" t="inlineStr"><is><t>{text}</t></is></c>'
        for column, text in (("A", "姓名"), ("B", "户编号"))
    )
    row = f'<c r="A2" t="inlineStr"><is><t>测一</t></is></c>{cell}'
    return with_sheet(shape(f'<row r="1">{head}</row><row r="2">{row}</row>'))


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("name", CELLS)
def test_a_cell_with_something_in_it_is_never_empty(name, shape):
    xml, text = CELLS[name]
    data = book_with(f'<c r="B2" {xml}'.replace('B2" >', 'B2">'), shape)

    value = list(sheet_of(data).rows())[1][1][1:]

    if text is None:
        assert not any(isinstance(cell, Unread) for cell in value)
    else:
        assert [cell.text for cell in value] == [text]
        assert text in value[0].reason


def test_the_other_cells_of_the_sheet_are_read_all_the_same():
    data = book_with('<c r="B2" t="e"><v>#SPILL!</v></c><c r="C2"><v>7</v></c>')

    (_, row) = list(sheet_of(data).rows())[1]

    assert [row[0], row[2]] == ["测一", 7]


def test_errors_beyond_what_else_is_filled_widen_the_sheet():
    data = book_with('<c r="D2"><f>A9</f></c></row><row r="4"><c r="A4"><f>A9</f></c>')

    rows = list(sheet_of(data).rows())

    assert [(number, len(values)) for number, values in rows] == [
        *((1, 4), (2, 4), (3, 4), (4, 4)),
    ]
    assert isinstance(rows[3][1][0], Unread)


def test_an_error_belongs_to_its_own_sheet_whatever_the_order_of_parts():
    from openpyxl import Workbook

    from tests.base.workbooks.books import saved

    book = Workbook()
    book.active.append(["甲"])
    other = book.create_sheet("乙表", 0)
    other.append(["=A9"])

    sheets = {s.title: list(s.rows()) for s in open_workbook(saved(book)).sheets}

    assert isinstance(sheets["乙表"][0][1][0], Unread)
    assert sheets["Sheet"] == [(1, ["甲"])]


def test_a_workbook_full_of_formulas_nobody_computed_is_refused(monkeypatch):
    monkeypatch.setattr(unread_cells, "MOST", 2)
    cells = "".join(f'<c r="{column}3"><f>A9</f></c>' for column in "BCD")

    with pytest.raises(WorkbookRefused, match="大量公式"):
        sheet_of(book_with(f"</row><row r='3'>{cells}".replace("'", '"')))


def with_error(data):
    """An old workbook in which two neighbouring texts became one #N/A; and its place."""
    text = b"\xfd\x00\x0a\x00"
    at = next(
        at
        for at in range(len(data))
        if data[at:].startswith(text) and data[at + 14 :].startswith(text)
    )
    row, column = struct.unpack_from("<HH", data, at + 4)
    error = struct.pack("<HHHHHBB", 0x205, 8, row, column, 0, 0x2A, 1)
    nothing = struct.pack("<HH", 0x0C0C, 12) + b"\0" * 12
    return data[:at] + error + nothing + data[at + 28 :], (row + 1, column)


def test_an_error_in_an_old_workbook_is_named_too():
    data, (number, column) = with_error((SAMPLES / "groups.xls").read_bytes())

    rows = dict(sheet_of(data).rows())

    assert rows[number][column].text == "#N/A"
    assert [c for row in rows.values() for c in row if isinstance(c, Unread)] == [
        rows[number][column]
    ]


TITLE = "表一".encode("utf-16-le")


@pytest.mark.parametrize(
    ("cell", "found"),
    [
        ((0x205, struct.pack("<HHHBB", 1, 1, 0, 0x17, 1)), "#REF!"),
        ((0x205, struct.pack("<HHHBB", 1, 1, 0, 1, 0)), None),
        (
            (0x06, struct.pack("<HHHBBBBBBH8x", 1, 1, 0, 2, 0, 7, 0, 0, 0, 0xFFFF)),
            "#DIV/0!",
        ),
        ((0x06, struct.pack("<HHHBBBBBBH8x", 1, 1, 0, 0, 0, 7, 0, 0, 0, 0xFFFF)), None),
        ((0x06, struct.pack("<HHHd8x", 1, 1, 0, 2.5)), None),
    ],
)
def test_old_records_tell_an_error_from_a_truth_and_from_a_number(cell, found):
    part = (0x809, b"\0" * 16)
    place = 20 + 4 + 8 + len(TITLE)
    listed = (0x85, struct.pack("<IHBB", place, 0, 2, 1) + TITLE)

    unread = check_records(stream(part, listed, part, cell))

    assert unread == ({"表一": {(2, 1): unread_cells.error(found)}} if found else {})


def test_a_merge_counts_for_its_rows_where_the_column_says_so():
    data = merged([["姓名", "民族"], ["甲", "汉族"], ["乙", ""]], "B2:B3")
    columns = [Column("姓名"), Column("民族", merged=True)]

    rows = list(Table(sheet_of(data), columns))

    assert [row.values["民族"] for row in rows] == ["汉族", "汉族"]


@pytest.mark.parametrize("value", [True, False])
def test_a_truth_is_no_text(value):
    data = workbook([["姓名", "自然村"], ["甲", value]])
    (row,) = Table(sheet_of(data), [Column("姓名"), Column("自然村")])

    with pytest.raises(Exception, match="真假值"):
        TextWidget().clean(row.values["自然村"])
