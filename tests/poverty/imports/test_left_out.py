"""Households whose cells are odd: what is left out, what is asked, what keeps them out."""

from decimal import Decimal

import pytest

from poverty.imports import HouseholdKind
from poverty.models import Household, HouseholdMember
from tests.poverty.imports.books import OFFICIAL, family, head, member, official
from tests.poverty.numbers import id_number
from tianmen_congress.base.workbooks.actions import answer_all, take
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue

pytestmark = pytest.mark.django_db
HEAD = id_number("19570227", 3)
WIFE = id_number("19600310", 2)
# By column: a cell that cannot be read, and what would hold it.
OPTIONAL = {
    "县": "天" * 41,
    "自然村": "组" * 41,
    "人数": "三四人",
    "民族": "H",
    "文化程度": "学龄前儿童",
    "在校生状况": "长" * 31,
    "健康状况": "还行",
    "劳动技能": "一般",
    "务工状况": "长" * 31,
    "务工时间(月)": 99_999_999_999,
    "参加大病医疗": "也许",
    "危房户": "也许",
    "饮水安全": "也许",
    "饮水困难": "也许",
    "人均纯收入": "约三千",
    "联系电话": "1380000",
    "脱贫年度": "2099",
}
NEEDED = {
    "乡(镇)": "无名镇",
    "行政村": "无名村",
    "户编号": 4290061052180001234.0,
    "人编号": 4290061052180001234.0,
    "姓名": "李楠、张斌",
    "证件号码": "429099",
    "与户主关系": "之叔",
    "脱贫属性": "也许",
    "贫困户属性": "特困",
    "主要致贫原因": "懒",
}


@pytest.fixture(autouse=True)
def _village(qingshan, campaign):
    return qingshan


@pytest.fixture
def send(office):
    def send(*rows, columns=OFFICIAL):
        data = official(*rows, columns=columns)
        kind = HouseholdKind()
        return take(kind, data, name="花名册.xlsx", by=office, accept_rest=True)

    return send


def found(report):
    return [(f.kind, f.row, f.column) for f in report.findings]


def test_the_two_lists_are_all_columns_there_are():
    by_field = HouseholdKind().columns()
    beside = {"序号", "性别", "备注", "户主"}

    assert {c.column_name for c in by_field.values()} == {*OPTIONAL, *NEEDED} | beside
    optional = {c.column_name for c in by_field.values() if c.optional}
    assert optional - beside == set(OPTIONAL)


@pytest.mark.parametrize("column", OPTIONAL)
def test_a_value_that_nobody_needs_never_costs_the_family(send, column):
    lifted = {"脱贫属性": "已脱贫"} | {column: OPTIONAL[column]}

    report = send(*family(code="1", **lifted))

    assert found(report) == [(IssueKind.WARNING, 2, column)]
    assert report.findings[0].reason.endswith("此项没有导入，其余照常导入")
    assert Household.objects.get().members.count() == 3


@pytest.mark.parametrize("column", NEEDED)
def test_what_tells_who_they_are_is_never_left_out(send, column):
    bad, *others = family(code="1")

    report = send(bad | {column: NEEDED[column]}, *others, *family("王强", 4, code="2"))

    assert (IssueKind.FAULT, 2, column) in found(report)
    assert [h.head_name for h in Household.objects.all()] == ["王强"]


@pytest.mark.parametrize("words", ["无", "/", "-", "暂无", "不详"])
def test_a_word_for_nothing_is_an_empty_cell_in_every_column(send, words):
    send(*family(code="1"))
    stored = Household.objects.values().get(), list(HouseholdMember.objects.values())
    # To what is answered with yes or no, 无 says no.
    columns = {*OPTIONAL} - {"参加大病医疗", "危房户", "饮水安全", "饮水困难"}

    report = send(*family(code="1", **dict.fromkeys(columns, words)))

    assert report.findings == []
    assert stored == (
        Household.objects.values().get(),
        list(HouseholdMember.objects.values()),
    )


def test_two_causes_are_one_main_and_one_other(send):
    report = send(head("张伟", HEAD, 主要致贫原因="因病、缺劳力"))

    assert report.findings == []
    household = Household.objects.get()
    assert (household.main_cause, household.other_causes) == ("illness", ["labour"])


def test_a_further_cause_that_is_none_is_left_out_with_a_warning(send):
    report = send(head("张伟", HEAD, 主要致贫原因="因病和懒、缺劳力"))

    assert [f.reason for f in report.findings] == ["“懒”不在可选值中，没有登记"]
    household = Household.objects.get()
    assert (household.main_cause, household.other_causes) == ("illness", ["labour"])


def test_a_main_cause_that_was_another_before_stands_once(send):
    send(head("张伟", HEAD, 主要致贫原因="因病、缺劳力"))
    send(head("张伟", HEAD, 主要致贫原因="缺劳力"))

    household = Household.objects.get()
    assert (household.main_cause, household.other_causes) == ("labour", [])


@pytest.mark.parametrize(
    ("heading", "income", "months"),
    [("人均纯收入", "0.35万元", "2年"), ("人均纯收入（万元）", 0.35, 24)],
)
def test_units_are_converted_in_the_cell_and_by_the_heading(
    send, heading, income, months
):
    columns = [heading if name == "人均纯收入" else name for name in OFFICIAL]
    rows = family(**{heading: income, "务工时间(月)": months})

    report = send(*rows, columns=columns)

    assert report.findings == []
    assert Household.objects.get().income == Decimal(3500)
    assert HouseholdMember.objects.get(relation="head").working_months == 24


def test_a_household_goes_in_without_the_sum_whose_unit_is_asked_and_gets_it_later(
    send, office
):
    send(*family(code="1", 人均纯收入="3500美元"))
    household, batch = Household.objects.get(), ImportBatch.objects.get()
    assert (household.income, batch.new, batch.rejected) == (None, 1, 0)

    done, said = answer_all([(ImportIssue.objects.get(), "3500")], by=office)

    household.refresh_from_db()
    batch.refresh_from_db()
    assert (done, said, household.income) == (1, [], Decimal(3500))
    assert (batch.new, batch.changed, batch.rejected) == (1, 0, 0)


def test_sixteen_digits_of_a_number_cell_are_a_code(send):
    report = send(*family(code=4290061052180001))

    assert report.findings == []
    assert Household.objects.get().code == "4290061052180001"


def test_two_codes_that_lost_their_digits_are_never_one_household(send):
    rows = [
        *family(code=4290061052180001234),
        *family("王强", 4, code=4290061052180001567),
    ]

    report = send(*rows)

    assert report.counts.rejected >= 1
    assert {f.kind for f in report.findings} == {IssueKind.FAULT}
    assert not Household.objects.exists()


@pytest.mark.parametrize(
    ("answer", "stored"),
    [
        ("lifted", ("lifted", 2016)),
        ("returned", ("returned", 2016)),
        ("poor", ("poor", None)),
    ],
)
def test_a_year_without_a_state_is_asked_and_the_other_household_goes_in(
    send, office, answer, stored
):
    silent = head("张伟", HEAD, 脱贫属性="", 脱贫年度=2016)
    report = send(silent, head("王强", id_number(serial=9)))
    assert found(report) == [(IssueKind.QUESTION, 2, "脱贫属性")]
    assert [h.head_name for h in Household.objects.all()] == ["王强"]

    done, said = answer_all([(ImportIssue.objects.get(), answer)], by=office)

    assert (done, said) == (1, [])
    household = Household.objects.get(head_name="张伟")
    assert (household.state, household.lifted_year) == stored


def test_a_year_for_a_household_that_is_lifted_already_is_not_asked(send):
    send(head("张伟", HEAD, 脱贫属性="已脱贫"))

    report = send(head("张伟", HEAD, 脱贫属性="", 脱贫年度=2016))

    assert {f.kind for f in report.findings} == {IssueKind.CHANGE}
    assert Household.objects.get().lifted_year == 2016


def test_marks_that_nobody_sees_vanish_around_names_and_numbers(send):
    rows = [
        head(
            "测\u202c丁\ufe0f",
            f"\u202d{HEAD}\u202c",
            联系电话="\u202d13800001234\u202c",
        ),
        member("测\u00ad二", "配偶", WIFE),
    ]

    report = send(*rows)

    assert report.findings == []
    assert [m.name for m in HouseholdMember.objects.all()] == ["测丁", "测二"]
    assert Household.objects.get().phone == "13800001234"
