"""One row of a workbook: its values, and what was found in it."""

from datetime import date

import pytest
from import_export.resources import Resource

from tianmen_congress.base.cells import Candidate, Unread
from tianmen_congress.base.workbooks.columns import (
    Column,
    DecimalWidget,
    IdNumberWidget,
    MonthWidget,
    NameWidget,
    TextWidget,
    columns_of,
)
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.reading import SheetRow
from tianmen_congress.base.workbooks.records import read_row


class Roster(Resource):
    name = Column("姓名", NameWidget(), filled=True)
    born = Column("出生年月", MonthWidget())
    id_number = Column("身份证号码", IdNumberWidget(), personal=True)
    income = Column("收入", DecimalWidget(), optional=True)
    note = Column("备注", TextWidget(5), optional=True)


def record_of(*, heading="", answers=None, **cells):
    """A row; `heading` is what its sheet calls 收入."""
    cells = {"姓名": "李　楠", **cells}
    places = {name: number for number, name in enumerate(cells)}
    titles = [heading or name if name == "收入" else name for name in cells]
    row = SheetRow("名册", 7, cells, cells, "竟陵代表团", places, titles)
    return read_row(row, columns_of(Roster()), year=2017, answers=answers)


def found(record):
    return [(f.kind, f.column, f.reason) for f in record.findings]


def test_values_are_clean_and_named_after_their_field():
    record = record_of(出生年月="1964.10")

    assert record["name"] == "李楠"
    assert record["born"] == date(1964, 10, 1)
    assert found(record) == []


def test_a_column_that_the_sheet_lacks_is_blank():
    assert record_of()["born"] is None
    assert record_of()["id_number"] == ""


def test_a_record_holds_what_is_filled_in_and_clean_text_once():
    record = record_of(姓名="李楠", 出生年月="")

    assert record.values == {"name": "李楠"}
    assert record.values["name"] is record.row.values["姓名"]


def test_a_fault_names_its_cell():
    record = record_of(出生年月="上月")

    (finding,) = record.findings
    assert record.is_faulty
    assert (finding.sheet, finding.row, finding.column, finding.value) == (
        *("名册", 7, "出生年月", "上月"),
    )


def test_an_empty_cell_that_must_be_filled_is_a_fault():
    assert found(record_of(姓名="　")) == [(IssueKind.FAULT, "姓名", "不能为空")]


def test_a_word_for_nothing_is_an_empty_cell_and_no_name():
    record = record_of(姓名="不详", 出生年月="/", 身份证号码="无")

    assert record.values == {}
    assert found(record) == [(IssueKind.FAULT, "姓名", "写的是“不详”，不能为空")]


def test_what_nobody_needs_is_left_out_with_a_warning_where_it_cannot_be_read():
    record = record_of(备注="超过五个字的", 出生年月="上月")

    assert record["note"] == ""
    assert found(record) == [
        (IssueKind.FAULT, "出生年月", "不是可识别的年月，请写成1964-10的形式"),
        (IssueKind.WARNING, "备注", "超过5字，请缩短。此项没有导入，其余照常导入"),
    ]


def test_a_cell_that_the_workbook_does_not_tell_is_named_and_never_empty():
    error = Unread("#REF!", "单元格是错误值#REF!，请改正")

    assert found(record_of(姓名=error)) == [(IssueKind.FAULT, "姓名", error.reason)]
    (finding,) = record_of(备注=error).findings
    assert (finding.kind, finding.value) == (IssueKind.WARNING, "#REF!")


@pytest.mark.parametrize(
    ("heading", "cell", "income", "said"),
    [
        ("收入", "0.35万元", 3500, []),
        ("收入（万元）", 0.35, 3500, []),
        ("收入（万元）", "3500元", 3500, []),
        ("收入（2016年）", 3500, 3500, []),
        ("收入", "3500美元", None, ["单位“美元”不能换算成元，请换算后填写"]),
        ("收入（美元）", 3500, None, ["单位“美元”不能换算成元，请换算后填写"]),
    ],
)
def test_a_unit_counts_in_the_cell_or_in_the_brackets_of_the_heading(
    heading, cell, income, said
):
    record = record_of(heading=heading, 收入=cell)

    assert record["income"] == income
    assert [f.reason for f in record.findings] == said


def test_an_unknown_unit_is_asked_once_and_the_answer_holds_for_the_same_words():
    (question,) = record_of(收入="3500美元").findings
    words = question.about["words"]

    assert [c.label for c in question.candidates] == ["3500元", "不填"]
    for answer, income in (("3500", 3500), ("", None)):
        record = record_of(answers={("income", words): answer}, 收入="3500美元")
        assert (record["income"], record.findings) == (income, [])


def test_a_question_leaves_the_value_out_and_the_record_in():
    record = record_of(出生年月=1964.1)

    (finding,) = record.findings
    assert not record.is_faulty
    assert record["born"] is None
    assert finding.about == {"field": "born"}
    assert finding.value == "1964.1"


def test_a_warning_takes_the_value():
    record = record_of(身份证号码="429099570227912")

    (finding,) = record.findings
    assert finding.kind == IssueKind.WARNING
    assert record["id_number"] == "429099195702279124"


def test_findings_on_personal_columns_are_marked():
    assert record_of(身份证号码="1").findings[0].personal
    assert not record_of(出生年月="上月").findings[0].personal


def test_several_cells_are_told_at_once():
    record = record_of(出生年月="上月", 身份证号码="1", 姓名="")

    assert [column for _, column, _ in found(record)] == [
        *("姓名", "出生年月", "身份证号码"),
    ]


def test_a_room_can_add_its_own_findings():
    record = record_of()

    record.fault("name", "没有这个人")
    record.ask("born", "哪一年", [Candidate("1", "一"), Candidate("2", "二")], person=5)
    record.warn("id_number", "请留意")

    kinds = [finding.kind for finding in record.findings]
    assert kinds == [IssueKind.FAULT, IssueKind.QUESTION, IssueKind.WARNING]
    assert record.findings[1].about == {"field": "born", "person": 5}


def test_what_is_known_settles_the_question_it_answers():
    record = record_of(出生年月=1964.1)

    record.settle("born", "1964-10", date(1964, 10, 1))

    assert record["born"] == date(1964, 10, 1)
    assert found(record) == []


@pytest.mark.parametrize(
    ("field", "answer"), [("born", "1970-01"), ("name", "1964-10")]
)
def test_what_is_no_answer_settles_nothing(field, answer):
    record = record_of(出生年月=1964.1)

    record.settle(field, answer, date(1970, 1, 1))

    assert record["born"] is None
    assert len(record.findings) == 1


def test_a_settled_question_leaves_the_others_open():
    record = record_of(出生年月=1964.1)
    record.fault("name", "没有这个人")

    record.settle("born", "1964-10", date(1964, 10, 1))

    assert found(record) == [(IssueKind.FAULT, "姓名", "没有这个人")]
