"""A clerk enters a household with her own hands."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from poverty.models import Household
from tests.browser.people import sign_in
from tests.factories.poverty import HouseholdFactory, MemberFactory, PoorVillageFactory
from tests.poverty.numbers import id_number


@pytest.fixture
def desk(page, clerk, campaign, qingshan):
    return sign_in(page, clerk.username)


def test_a_household_is_entered_with_a_row_added_on_the_way(desk, qingshan):
    desk.goto("/poverty/households/new/")
    desk.get_by_label("村*", exact=True).fill("qs")
    desk.get_by_role("option", name="青山村委会（渔薪镇）").click()
    desk.get_by_label("贫困户属性*").select_option("低保贫困户")
    desk.get_by_label("主要致贫原因*").select_option("因病")
    rows = desk.locator(".member-row")
    assert rows.count() == 4

    desk.get_by_role("button", name="添加成员").click()
    assert rows.count() == 5
    people = [
        ("张伟", "户主", id_number("19570227", 913)),
        ("张小宝", "之子", id_number("19900411", 3)),
    ]
    for place, (name, relation, number) in zip((0, 4), people, strict=True):
        row = rows.nth(place)
        row.get_by_label("姓名*").fill(name)
        row.get_by_label("与户主关系*").select_option(relation)
        row.get_by_label("身份证号码").fill(number)
    desk.get_by_role("button", name="保存", exact=True).click()
    desk.wait_for_url(re.compile(r"/poverty/households/\d+/$"))

    household = Household.objects.get()
    assert household.village == qingshan
    assert [m.name for m in household.members.all()] == ["张伟", "张小宝"]
    assert desk.locator("h1").inner_text() == "张伟户"


def test_a_draft_comes_back_with_its_rows_and_without_numbers(desk):
    desk.goto("/poverty/households/new/")
    desk.get_by_role("button", name="添加成员").click()
    last = desk.locator(".member-row").nth(4)
    last.get_by_label("姓名*").fill("张小宝")
    last.get_by_label("身份证号码").fill("429099199004110031")
    expect(desk.locator("form[data-drafted]")).to_have_count(1)
    assert "张小宝" in desk.evaluate("JSON.stringify(localStorage)")
    assert "429099199004110031" not in desk.evaluate("JSON.stringify(localStorage)")

    desk.reload()
    desk.get_by_role("button", name="恢复").click()

    row = desk.locator(".member-row").nth(4)
    assert row.get_by_label("姓名*").input_value() == "张小宝"
    assert row.get_by_label("身份证号码").input_value() == ""


def test_an_id_number_typed_into_the_search_stands_in_no_address(desk, qingshan):
    number = id_number("19570227", 913)
    household = HouseholdFactory(village=qingshan, head_name="张伟")
    MemberFactory(household=household, relation="head", id_number=number)
    asked = []
    desk.on("request", lambda request: asked.append(request.url))

    desk.goto("/poverty/households/")
    desk.get_by_label("户主姓名、拼音或户编号").fill(number)
    desk.get_by_role("button", name="查询").click()
    desk.wait_for_url(re.compile(household.get_absolute_url()))

    assert not [url for url in asked if number in url]


def test_whole_numbers_show_when_asked_for(desk, qingshan):
    number = id_number("19570227", 913)
    household = HouseholdFactory(village=qingshan)
    MemberFactory(household=household, relation="head", id_number=number)

    desk.goto(household.get_absolute_url())
    assert number not in desk.content()
    desk.get_by_role("button", name="显示完整号码").click()

    desk.get_by_text(number).wait_for()


def test_the_pages_have_no_barriers(desk, qingshan):
    household = HouseholdFactory(village=qingshan)
    MemberFactory(household=household, relation="head", id_number=id_number())
    village = PoorVillageFactory(village=qingshan)
    pages = (household.get_absolute_url(), village.get_absolute_url())

    for address in ("/poverty/households/", "/poverty/households/new/", *pages):
        desk.goto(address)
        assert Axe().run(desk).response["violations"] == [], address
