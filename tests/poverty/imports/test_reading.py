"""How rows of a sheet become households, and where they belong."""

import gc
import io
import tracemalloc

import pytest
from openpyxl import load_workbook

from poverty.imports import HouseholdKind
from tests.factories.platform import TownshipFactory, VillageFactory
from tests.poverty.imports.books import (
    OFFICIAL,
    bytes_of,
    family,
    head,
    member,
    official,
)
from tests.poverty.imports.books import township_list as listed
from tests.poverty.numbers import id_number
from tianmen_congress.base.workbooks.actions import check_file
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.reading import WorkbookRefused

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _places(qingshan, duobao, campaign):
    return qingshan


@pytest.fixture
def read(office):
    """What a check finds in a workbook sent by the city office."""

    def read(data, township=None, by=office):
        return check_file(
            HouseholdKind(), data, name="花名册.xlsx", by=by, township=township
        )

    return read


def households(report):
    """(names, township, village) of each household in the file."""
    return [
        (
            [row["name"] for row in plan.records[0].members],
            plan.township and plan.township.name,
            plan.records[0].village and plan.records[0].village.name,
        )
        for plan in report.plans
    ]


def faults(report):
    return [(f.row, f.column, f.reason) for f in report.of_kind(IssueKind.FAULT)]


def without_township(rows):
    return [row | {"乡(镇)": ""} for row in rows]


def test_a_head_opens_a_household_and_the_others_follow(read):
    rows = [*family(), *family("王强", serial=5)]

    assert households(read(official(*rows))) == [
        (["张伟", "李芳", "张小宝"], "渔薪镇", "青山村委会"),
        (["王强", "李芳", "张小宝"], "渔薪镇", "青山村委会"),
    ]


def test_a_new_code_opens_a_household_even_without_a_head(read):
    rows = [*family(code="1"), member("赵敏", "配偶", id_number(serial=9), 户编号="2")]

    report = read(official(*rows))

    assert [names for names, *_ in households(report)] == [
        ["张伟", "李芳", "张小宝"],
        ["赵敏"],
    ]
    assert faults(report) == [(5, "与户主关系", "本户没有“户主”一行")]


def test_rows_before_the_first_head_are_a_household_without_one(read):
    rows = [member("赵敏", "配偶", id_number(serial=9)), *family()]

    report = read(official(*rows))

    assert households(report)[0][0] == ["赵敏"]
    assert (2, "与户主关系", "本户没有“户主”一行") in faults(report)


@pytest.mark.parametrize(
    ("sheet", "unit"),
    [
        ("渔薪镇", "市扶贫办"),
        ("渔薪", "市扶贫办"),
        ("花名册", "渔薪镇扶贫办"),
        ("花名册", "渔薪镇人大主席团"),
        ("花名册", "渔 薪 镇 扶贫办"),
    ],
)
def test_the_township_is_that_of_the_sheet_or_of_the_reporting_unit(read, sheet, unit):
    data = listed(({}, [("张伟", "户主", id_number())]), unit=unit, sheet=sheet)

    assert households(read(data)) == [(["张伟"], "渔薪镇", "青山村委会")]


def test_the_column_of_the_township_counts_for_more_than_the_sheet(read, duobao):
    VillageFactory(name="永漋村委会", parent=duobao)
    rows = [head("张伟", id_number(), **{"乡(镇)": "多宝", "行政村": "永漋"})]

    report = read(official(*rows, sheet="渔薪镇"))

    assert households(report) == [(["张伟"], "多宝镇", "永漋村委会")]


def test_a_sheet_that_names_two_townships_names_none(read, yuxin):
    TownshipFactory(name="渔薪农场", code="429006499")
    data = listed(
        ({}, [("张伟", "户主", id_number())]), unit="渔薪镇、渔薪农场", sheet="名册"
    )

    assert faults(read(data))[0][1] == "村名"


@pytest.mark.parametrize(
    "written", ["青山", "青山村", "青山村委会", "青 山 村", "青山　"]
)
def test_a_village_is_found_however_it_is_written(read, written):
    report = read(official(*family(行政村=written)))

    assert [village for *_, village in households(report)] == ["青山村委会"]


def test_an_unknown_village_is_a_fault_with_the_township_in_its_reason(read):
    report = read(official(*family(行政村="无名村")))

    assert faults(report) == [(2, "行政村", "渔薪镇没有这个村")]


def test_a_village_of_another_township_is_unknown_here(read, duobao):
    VillageFactory(name="永漋村委会", parent=duobao)

    assert faults(read(official(*family(行政村="永漋")))) == [
        (2, "行政村", "渔薪镇没有这个村")
    ]


def test_a_village_cell_merged_over_several_households_counts_for_all(read, office):
    data = listed(
        ({}, [("张伟", "户主", id_number())]),
        ({"村名": None}, [("王强", "户主", id_number(serial=2))]),
    )
    book = load_workbook(io.BytesIO(data))
    book.active.merge_cells("B5:B6")

    report = read(bytes_of(book))

    assert faults(report) == []
    assert [village for *_, village in households(report)] == ["青山村委会"] * 2


@pytest.mark.parametrize(
    ("column", "written", "field", "value"),
    [
        ("贫困户属性", "低保户", "category", "allowance"),
        ("贫困户属性", "五保", "category", "five_guarantees"),
        ("主要致贫原因", "自身发展力不足", "main_cause", ["motivation"]),
        ("主要致贫原因", "缺劳动力", "main_cause", ["labour"]),
        ("脱贫属性", "是", "state", "lifted"),
        ("脱贫属性", "返贫", "state", "returned"),
        ("民族", "汉", "ethnicity", "汉族"),
        ("民族", "土家族", "ethnicity", "土家族"),
        ("文化程度", "大学本科", "education", "bachelor"),
        ("人均纯收入", "3,200元", "income", 3200),
        ("务工时间(月)", "6个月", "working_months", 6),
        ("联系电话", "138 0000 1234", "phone", "13800001234"),
        ("危房户", "√", "has_unsafe_house", True),
        ("饮水安全", "否", "has_safe_water", False),
    ],
)
def test_values_are_understood_as_offices_write_them(
    read, column, written, field, value
):
    report = read(official(head("张伟", id_number(), **{column: written})))

    assert report.plans[0].records[0][field] == value


def test_an_old_number_of_fifteen_digits_is_taken_with_a_warning(read):
    report = read(official(head("张伟", "429099570227913")))

    assert report.counts.new == 1
    assert [f.column for f in report.of_kind(IssueKind.WARNING)] == ["证件号码"]


def test_a_number_that_lost_its_digits_is_a_fault(read):
    report = read(official(head("张伟", 4.290991966040412e17)))

    assert "丢失" in faults(report)[0][2]


def test_a_sheet_without_the_columns_of_a_roster_is_refused_in_words(read):
    with pytest.raises(WorkbookRefused, match="不是贫困户花名册"):
        read(official(*family(), columns=["序号", "姓名"]))


def test_the_official_columns_stand_in_any_order(read):
    report = read(official(*family(), columns=list(reversed(OFFICIAL))))

    assert (report.counts.new, report.findings) == (1, [])


def test_checking_costs_the_same_for_one_household_and_for_three(
    read, django_assert_max_num_queries
):
    rows = [row for n in range(3) for row in family(f"张伟{n}", serial=10 * n + 1)]

    read(official(*rows))  # what is asked once a request is asked here

    with django_assert_max_num_queries(18) as one:
        read(official(*rows[:3]))
    with django_assert_max_num_queries(18) as three:
        read(official(*rows))

    assert len(one) == len(three)


def bytes_held(read, households):
    """What a check of so many households leaves in memory."""
    rows = [row for n in range(households) for row in family(serial=n + 1, code=str(n))]
    book = official(*rows)
    gc.collect()
    tracemalloc.start()
    try:
        report = read(book)
        gc.collect()
        return tracemalloc.get_traced_memory()[0], report.counts.new
    finally:
        tracemalloc.stop()


def test_a_person_of_a_roster_takes_two_kilobytes_while_it_is_checked(read):
    """A city has 60,000 of them, and the worker 300 MB."""
    read(official(*family()))
    few, many = bytes_held(read, 20), bytes_held(read, 120)

    assert (few[1], many[1]) == (20, 120)
    assert (many[0] - few[0]) / 300 < 2048
