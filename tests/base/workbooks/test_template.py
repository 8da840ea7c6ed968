"""The empty form of a kind, and that it goes in again once it is filled."""

import io

import pytest
from openpyxl import load_workbook

from tests.base.workbooks.books import saved
from tianmen_congress.base.personal.values import EDUCATION_ALIASES, Education
from tianmen_congress.base.workbooks.actions import check_file
from tianmen_congress.base.workbooks.columns import (
    ChoiceWidget,
    Column,
    MonthWidget,
    YesNoWidget,
)
from tianmen_congress.base.workbooks.official import write_template

COLUMNS = [
    Column("姓名", filled=True, hint="按身份证填写。"),
    Column("文化程度", ChoiceWidget(Education, EDUCATION_ALIASES)),
    Column("出生年月", MonthWidget(), group="出生"),
    Column("是否党员", YesNoWidget(), group="出生"),
]


@pytest.fixture
def book():
    out = io.BytesIO()
    write_template("代表名册", COLUMNS, out, note="每人一行。")
    return load_workbook(out)


def test_headings_stand_under_the_title_and_required_ones_are_marked(book):
    form = book["代表名册"]

    assert form["A1"].value == "代表名册"
    assert [cell.value for cell in form[2]] == ["姓名*", "文化程度", "出生", None]
    assert [cell.value for cell in form[3]] == [None, None, "出生年月", "是否党员"]


def test_cells_are_text_so_that_nothing_is_rounded(book):
    form = book["代表名册"]

    assert {form.cell(4, column).number_format for column in (1, 2, 3, 4)} == {"@"}
    assert form.column_dimensions["C"].number_format == "@"


def test_value_lists_can_be_chosen_from(book):
    checks = book["代表名册"].data_validations.dataValidation
    lists = [check.formula1 for check in checks if check.type == "list"]

    assert lists == [
        '"文盲或半文盲,小学,初中,高中,中专,大专,本科,研究生"',
        '"是,否"',
    ]


def test_hints_are_shown_while_filling_in(book):
    first = book["代表名册"].data_validations.dataValidation[0]

    assert first.prompt == "必填。按身份证填写。"
    assert str(first.sqref) == "A4:A2004"


def test_the_guide_explains_each_column(book):
    rows = [[cell.value for cell in row] for row in book["填表说明"].iter_rows()]

    assert rows[1] == ["姓名", "必填", "按身份证填写。"]
    assert rows[2][2].startswith("可填：文盲或半文盲、小学")
    assert rows[-1][0] == "注：每人一行。"


@pytest.mark.django_db
def test_a_filled_form_goes_in_without_a_remark(units, office, yuxin):
    out = io.BytesIO()
    write_template(units.title, units.columns().values(), out)
    book = load_workbook(out)
    for column, value in enumerate(["渔薪镇", "水利站", "1964.10", "", ""], start=1):
        book.worksheets[0].cell(3, column, value)

    report = check_file(units, saved(book), name="a.xlsx", by=office)

    assert report.counts.new == 1
    assert report.findings == []
