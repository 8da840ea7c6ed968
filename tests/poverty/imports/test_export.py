"""The roster that goes out comes back in unchanged."""

import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from poverty.imports import HouseholdKind
from poverty.models import Household
from tests.factories.poverty import HouseholdFactory, MemberFactory
from tests.poverty.imports.books import family, official
from tests.poverty.numbers import id_number
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.workbooks.actions import check_file, take

pytestmark = pytest.mark.django_db
EXPORT = reverse("poverty:roster_export")


@pytest.fixture
def households(office, qingshan, duobao):
    """Two households of 渔薪 with all columns filled, and one next door."""
    said = {
        "自然村": "三组",
        "脱贫属性": "已脱贫",
        "脱贫年度": 2016,
        "危房户": "是",
        "饮水安全": "否",
        "饮水困难": "是",
        "人均纯收入": "3200.50",
        "联系电话": "13800001234",
        "人编号": "429006105000101",
        "民族": "汉族",
        "文化程度": "小学",
        "健康状况": "残疾",
        "劳动技能": "丧失劳动力",
        "务工时间(月)": 6,
        "参加大病医疗": "是",
        "备注": "房屋漏雨",
    }
    rows = [*family("张伟", 1, "1", **said), *family("王强", 2, "2")]
    columns = [*rows[0], "性别"]
    take(HouseholdKind(), official(*rows, columns=columns), name="a.xlsx", by=office)
    MemberFactory(
        household=HouseholdFactory(village__parent=duobao), id_number=id_number()
    )
    return Household.objects.filter(township=qingshan.parent)


def export(client, user, query=""):
    client.force_login(user)
    response = client.post(f"{EXPORT}?{query}")
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def cells(data):
    return [list(row) for row in load_workbook(io.BytesIO(data)).active.values]


def test_what_goes_out_comes_back_unchanged(client, clerk, yuxin, households):
    data = export(client, clerk)

    report = check_file(
        HouseholdKind(), data, name="花名册.xlsx", by=clerk, township=yuxin
    )

    counts = report.counts
    assert report.findings == []
    assert (counts.rows, counts.unchanged) == (2, 2)


def test_a_value_mended_in_the_file_comes_back_as_a_change(
    client, clerk, yuxin, households
):
    book = load_workbook(io.BytesIO(export(client, clerk)))
    for line in book.active.iter_rows():
        for cell in line:
            if cell.value == "三组":
                cell.value = "五组"
    out = io.BytesIO()
    book.save(out)

    report = take(
        HouseholdKind(), out.getvalue(), name="花名册.xlsx", by=clerk, township=yuxin
    )

    assert (report.counts.changed, report.counts.unchanged) == (1, 1)
    assert households.get(code="1").hamlet == "五组"


def test_it_holds_the_rows_of_the_search_and_never_those_of_others(
    client, clerk, other_clerk, households
):
    names = {name for row in cells(export(client, clerk, "q=ww")) for name in row}
    assert "张伟" not in names

    names = {n for row in cells(export(client, clerk, "q=zhang")) for n in row}
    assert {"张伟", "李芳"} <= names
    assert "王强" not in names

    assert "张伟" not in str(cells(export(client, other_clerk)))


def test_who_has_left_is_not_in_it(client, clerk, households):
    wife = households.get(code="1").members.get(relation="spouse")
    wife.left_on, wife.left_reason = today(), "死亡"
    wife.save()

    assert wife.id_number not in str(cells(export(client, clerk)))


def test_numbers_are_whole_only_for_those_who_may_see_them(
    client, clerk, leader, households
):
    number = households.get(code="1").members.get(relation="head").id_number

    assert number in str(cells(export(client, clerk)))
    masked = str(cells(export(client, leader)))
    assert number not in masked
    assert "张伟" not in masked
    assert "13800001234" not in masked
    assert f"429099********{number[-4:]}" in masked


def test_taking_it_out_is_in_the_trail(client, clerk, households):
    export(client, clerk)

    entry = TrailEntry.objects.get(kind=Kind.EXPORT)
    assert (entry.user, entry.subject, entry.rows) == (clerk, "贫困户花名册", 6)


def test_it_is_only_posted_for(client, clerk):
    client.force_login(clerk)

    assert client.get(EXPORT).status_code == 405
