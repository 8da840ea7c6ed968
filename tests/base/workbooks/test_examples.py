"""The examples, cell by cell: exactly what the manifest says is wrong or unclear."""

import json
from pathlib import Path

import pytest
from import_export.resources import Resource

from tianmen_congress.base.personal.values import EDUCATION_ALIASES, Education, Sex
from tianmen_congress.base.workbooks.columns import (
    ChoiceWidget,
    Column,
    DayCellWidget,
    IdNumberWidget,
    IntegerWidget,
    MonthWidget,
    NamesWidget,
    NameWidget,
    PhoneWidget,
    YesNoWidget,
    columns_of,
)
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.reading import Table, open_workbook
from tianmen_congress.base.workbooks.records import read_row

EXAMPLES = Path(__file__).parents[3] / "fixtures" / "examples"
MANIFEST = json.loads((EXAMPLES / "manifest.json").read_text("utf-8"))["files"]
DEPUTIES = "人大代表名册（全国、省、市）.xlsx"
TOWNSHIP_DEPUTIES = "乡镇人大代表名册.xlsx"
GROUPS = "代表小组划分表.xlsx"
HOUSEHOLDS = "渔薪镇建档立卡贫困户花名册.xlsx"
VISITS = "渔薪镇走访台账.xlsx"
OPINIONS = "意见建议收集交办台账.xlsx"


class Deputies(Resource):
    name = Column("姓名", NameWidget(), filled=True)
    sex = Column("性别", ChoiceWidget(Sex), filled=True)
    born = Column("出生年月", MonthWidget())
    education = Column("文化程度", ChoiceWidget(Education, EDUCATION_ALIASES))
    phone = Column("联系电话", PhoneWidget())


class Groups(Resource):
    township = Column("乡镇", filled=True, merged=True)
    name = Column("小组名称", filled=True)
    members = Column("成员", NamesWidget(), filled=True)
    size = Column("人数", IntegerWidget())


class Members(Resource):
    village = Column("村名", filled=True, merged=True)
    head = Column("户主", NameWidget(), filled=True, merged=True)
    name = Column("姓名", NameWidget(), group="家庭成员", filled=True)
    id_number = Column("身份证号码", IdNumberWidget(), filled=True)
    is_lifted = Column("是否脱贫", YesNoWidget(), merged=True)
    lifted_in = Column("脱贫年度", IntegerWidget(), merged=True)
    phone = Column("联系电话", PhoneWidget(), merged=True)


class Visits(Resource):
    day = Column("走访日期", DayCellWidget(), filled=True)
    deputies = Column("参加代表", NamesWidget(), filled=True)
    household = Column("走访贫困户", NameWidget(), filled=True)


class Opinions(Resource):
    day = Column("收集时间", DayCellWidget(), filled=True)
    text = Column("意见建议内容", filled=True)
    is_closed = Column("是否办结", YesNoWidget(blank=False))


def read(name, resource):
    columns = columns_of(resource())
    records = []
    for sheet in open_workbook(EXAMPLES / name).sheets:
        table = Table(sheet, list(columns.values()))
        records += [read_row(row, columns, year=2017) for row in table]
    return records


def cells(records, kind):
    return [
        [f.sheet, f.row, f.column, f.value]
        for record in records
        for f in record.findings
        if f.kind == kind
    ]


@pytest.mark.parametrize(
    ("name", "count"), [(DEPUTIES, 459), (TOWNSHIP_DEPUTIES, 1817)]
)
def test_rosters_of_deputies_hold_only_the_ambiguous_months(name, count):
    records = read(name, Deputies)

    assert len(records) == count
    assert cells(records, IssueKind.QUESTION) == MANIFEST[name]["ambiguous"]
    assert cells(records, IssueKind.FAULT) == []
    assert cells(records, IssueKind.WARNING) == []


def test_each_group_lists_as_many_members_as_it_says():
    records = read(GROUPS, Groups)

    assert len(records) == MANIFEST[GROUPS]["groups"]
    assert [r["size"] for r in records] == [len(r["members"]) for r in records]
    total = sum(len(r["members"]) for r in records)
    assert total == MANIFEST[GROUPS]["memberships"]
    assert all(not record.findings for record in records)


def test_the_roster_of_households_holds_only_the_bad_numbers():
    records = read(HOUSEHOLDS, Members)

    assert len(records) == MANIFEST[HOUSEHOLDS]["people"]
    faults = [(f.sheet, f.row, f.column, f.reason) for r in records for f in r.findings]
    words = {
        "check digit": "校验码不正确",
        "number that lost its digits": "后几位已丢失",
        "17 digits": "只有17位",
    }
    bad = MANIFEST[HOUSEHOLDS]["bad"]
    assert [list(fault[:3]) for fault in faults] == [each[:3] for each in bad]
    for fault, (*_, reason) in zip(faults, bad, strict=True):
        assert words[reason] in fault[3]


def test_households_without_a_fault_are_as_many_as_the_manifest_says():
    homes = {}
    for record in read(HOUSEHOLDS, Members):
        if not record.row.is_blank("户主"):
            homes[record.row.number] = []
        homes[max(homes)].append(record)

    clear = [home for home in homes.values() if not any(r.is_faulty for r in home)]
    expected = MANIFEST[HOUSEHOLDS]
    assert len(homes) == expected["households"]
    assert len(clear) == expected["households_without_fault"]
    assert sum(len(home) for home in clear) == expected["people_in_them"]


@pytest.mark.parametrize(
    ("name", "resource", "key"),
    [(VISITS, Visits, "visits"), (OPINIONS, Opinions, "opinions")],
)
def test_ledgers_are_clear_in_every_cell(name, resource, key):
    records = read(name, resource)

    assert len(records) == MANIFEST[name][key]
    assert all(not record.findings for record in records)
    assert {record["day"].year for record in records} == {2017}
    assert {record["day"].month for record in records} <= {5, 6, 7}
