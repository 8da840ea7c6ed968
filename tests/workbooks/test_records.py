"""One row of a workbook: its values, and what was found in it."""

from datetime import date

import pytest
from import_export.resources import Resource

from tianmen_congress.cells import Candidate
from tianmen_congress.workbooks.columns import (
    Column,
    IdNumberWidget,
    MonthWidget,
    NameWidget,
    columns_of,
)
from tianmen_congress.workbooks.enums import IssueKind
from tianmen_congress.workbooks.reading import Row
from tianmen_congress.workbooks.records import read_row


class Roster(Resource):
    name = Column("姓名", NameWidget(), filled=True)
    born = Column("出生年月", MonthWidget())
    id_number = Column("身份证号码", IdNumberWidget(), personal=True)


def record_of(**cells):
    cells = {"姓名": "李　楠", **cells}
    places = {name: number for number, name in enumerate(cells)}
    row = Row("名册", 7, cells, cells, "竟陵代表团", places, [*cells])
    return read_row(row, columns_of(Roster()), year=2017)


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
    record = record_of(出生年月="不详")

    (finding,) = record.findings
    assert record.is_faulty
    assert (finding.sheet, finding.row, finding.column, finding.value) == (
        *("名册", 7, "出生年月", "不详"),
    )


def test_an_empty_cell_that_must_be_filled_is_a_fault():
    assert found(record_of(姓名="　")) == [(IssueKind.FAULT, "姓名", "不能为空")]


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
    assert not record_of(出生年月="不详").findings[0].personal


def test_several_cells_are_told_at_once():
    record = record_of(出生年月="不详", 身份证号码="1", 姓名="")

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
