"""Who said an opinion is chosen out of the households that stand on the page."""

import pytest
from playwright.sync_api import expect

from referrals.models import Opinion
from tests.browser.conftest import DESK, PHONE
from tests.browser.people import sign_in
from tests.browser.test_visit_people import RECORD, add, begin
from tests.factories.poverty import HouseholdFactory
from tests.visits.conftest import *  # noqa: F403 - the outing and what belongs to it

OTHERS = ["其他个人（填写姓名）", "村（村委会或群众集体）", "匿名"]
ZHANG, WANG = "张三丰（一般贫困户）", "王五（一般贫困户）"


@pytest.fixture
def neighbour(qingshan):
    return HouseholdFactory(village=qingshan, head_name="王五")


def offers(page, *first):
    box = page.locator("[name=opinions-0-said_by]")
    expect(box.locator("option")).to_have_text([*first, *OTHERS])
    return box


def save(page):
    page.get_by_role("button", name="保存", exact=True).last.click()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_box_follows_the_households_of_the_page(
    open_page, outing, clerk, neighbour, yuxin_group, viewport
):
    page = open_page(viewport)
    sign_in(page, clerk.username)
    page.goto("/visits/new/")
    begin(page, yuxin_group)
    offers(page, "默认：本村（选了代表的为代表）")
    add(page, "zsf", "张三丰")
    page.keyboard.type("家中4口人")
    offers(page, f"默认：{ZHANG}", ZHANG)
    add(page, "ww", "王五")
    page.keyboard.type("独居")
    box = offers(page, "请选择", ZHANG, WANG)
    if viewport is PHONE:
        page.locator("details.entry-part > summary").click()
    page.locator("[name=opinions-0-text]").fill("三组的路雨天走不出去")

    save(page)
    expect(page.locator(".error-summary")).to_contain_text("哪一户反映的")
    box = offers(page, "请选择", ZHANG, WANG)
    box.select_option(label=WANG)
    assert page.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    page.get_by_label("移除此户").nth(1).check()
    offers(page, f"默认：{ZHANG}", ZHANG)
    page.get_by_label("移除此户").nth(1).uncheck()
    box = offers(page, "请选择", ZHANG, WANG)
    box.select_option(label=WANG)
    save(page)
    page.wait_for_url(RECORD)

    (proposer,) = Opinion.objects.get().proposers.all()
    assert (proposer.name, proposer.household) == ("王五", neighbour)


def test_a_draft_brings_the_choice_back(page, outing, clerk, neighbour, yuxin_group):
    sign_in(page, clerk.username)
    page.goto("/visits/new/")
    begin(page, yuxin_group)
    add(page, "zsf", "张三丰")
    add(page, "ww", "王五")
    page.locator("[name=opinions-0-text]").fill("三组的路")
    page.locator("[name=opinions-0-said_by]").select_option(label=WANG)
    expect(page.locator("form[data-drafted]")).to_have_count(1)

    page.reload()
    page.get_by_role("button", name="恢复").click()

    box = offers(page, "请选择", ZHANG, WANG)
    expect(box).to_have_value(f"household-{neighbour.pk}")


def test_without_scripts_the_server_offers_the_households(
    browser, live_server, outing, household, neighbour, secretary, clerk
):
    context = browser.new_context(
        base_url=live_server.url, locale="zh-CN", java_script_enabled=False
    )
    page = context.new_page()
    sign_in(page, secretary.username)
    page.goto("/visits/new/")
    page.locator("[name=village]").fill("青山村委会")
    for box in page.locator("[name=deputies]").all()[:3]:
        box.check()
    for name in ("张三丰", "王五"):
        page.locator("[name=add_household]").fill(name)
        page.get_by_role("button", name="再加一户").click()
        page.get_by_role("heading", name=name).wait_for()
    page.locator("[name=opinions-0-text]").fill("三组的路")
    offers(page, "请选择", ZHANG, WANG).select_option(label=ZHANG)
    for number, words in enumerate(("家中4口人", "独居")):
        page.locator(f"[name=calls-{number}-a_ask_basics]").fill(words)
    save(page)
    page.wait_for_url(RECORD)

    assert Opinion.objects.get().proposers.get().household == household
    context.close()
