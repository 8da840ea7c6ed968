"""A clerk types visits: by keyboard, with a draft that survives, and on a phone."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.people import sign_in
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import PairingFactory
from tests.visits.conftest import *  # noqa: F403 - the outing and what belongs to it
from tianmen_congress.base.clocks.calendar import today
from visits import actions
from visits.models import HouseholdCall, Visit

RECORD = re.compile(r"/visits/\d+/$")
GOING_ON = re.compile(r"/visits/new/\?after=\d+$")


@pytest.fixture
def neighbour(qingshan):
    return HouseholdFactory(village=qingshan, head_name="王五")


@pytest.fixture
def entry(page, outing, neighbour, secretary):
    """The secretary before an empty entry page."""
    sign_in(page, secretary.username)
    page.goto("/visits/new/")
    return page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def add(page, letters, name):
    """A household by its initials and Enter, then its block has the cursor."""
    page.locator("#id_add_household").click()
    page.keyboard.type(letters)
    press(page, "Enter")
    page.get_by_role("heading", name=name).wait_for()
    expect(page.locator("textarea:focus")).to_have_count(1)


def choose_village(page, letters):
    page.locator("#id_village").click()
    page.keyboard.type(letters)
    press(page, "Enter")
    expect(page.locator("[name=village_pk]")).not_to_have_value("")


def tick_three(page):
    for box in page.locator("[name=deputies]").all()[:3]:
        box.check()


def test_a_visit_with_two_calls_is_typed_by_keyboard_alone(
    entry, household, neighbour, members, qingshan
):
    expect(entry.locator("[name=visited_on]")).to_be_focused()
    entry.keyboard.type("2017.6.5")
    press(entry, "Enter")
    entry.keyboard.type("qs")
    press(entry, "Enter")
    expect(entry.locator("[name=village_pk]")).not_to_have_value("")
    # The names of the day typed are there.
    entry.wait_for_load_state("networkidle")
    entry.locator("[name=deputies]").first.focus()
    for _ in range(3):
        press(entry, "Space", "Enter")
    add(entry, "zsf", "张三丰")
    entry.keyboard.type("家中4口人，因病致贫")
    add(entry, "ww", "王五")
    entry.keyboard.type("独居")
    press(entry, "Control+Enter")
    entry.wait_for_url(RECORD)

    visit = Visit.objects.get()
    assert f"{visit.visited_on}" == "2017-06-05"
    assert visit.village == qingshan
    assert set(visit.deputies.all()) == set(members[:3])
    assert [(c.household, c.answers) for c in visit.calls.all()] == [
        (household, {"ask_basics": "家中4口人，因病致贫"}),
        (neighbour, {"ask_basics": "独居"}),
    ]
    assert entry.get_by_text("已保存 2017-06-05 青山村委会 的走访").is_visible()


def test_a_draft_survives_a_reload_with_its_households(entry, household):
    choose_village(entry, "qs")
    tick_three(entry)
    add(entry, "zsf", "张三丰")
    entry.keyboard.type("写了一半")
    # The form says drafted from the first word on; the last one is waited for.
    while "写了一半" not in entry.evaluate("Object.values(localStorage).join()"):
        entry.wait_for_timeout(100)

    entry.reload()
    entry.get_by_role("button", name="恢复").click()

    entry.get_by_role("heading", name="张三丰").wait_for()
    first = entry.locator("[name=calls-0-a_ask_basics]")
    assert first.input_value() == "写了一半"
    assert entry.locator("#id_village").input_value() == "青山村委会（渔薪镇）"
    expect(entry.locator("[name=deputies]:checked")).to_have_count(3)
    first.focus()
    press(entry, "Control+Enter")
    entry.wait_for_url(RECORD)
    assert HouseholdCall.objects.get().household == household
    entry.goto("/visits/new/")
    assert entry.get_by_role("button", name="恢复").count() == 0


def test_a_likely_double_is_told_before_it_is_saved(entry, outing, secretary):
    outing.visited_on = today()
    actions.record_visit(outing, by=secretary)
    choose_village(entry, "qs")
    tick_three(entry)

    add(entry, "zsf", "张三丰")
    entry.get_by_role("link", name="张三丰户").wait_for()
    entry.keyboard.type("再访")
    entry.get_by_label("确认不是重复、日期无误，照此保存").check()
    entry.get_by_role("button", name="保存并继续录入").click()
    entry.wait_for_url(GOING_ON)

    assert Visit.objects.count() == 2
    expect(entry.locator("#id_village")).to_have_value("青山村委会（渔薪镇）")
    expect(entry.locator("[name=deputies]:checked")).to_have_count(3)


def test_a_household_taken_out_can_be_taken_back(entry, household):
    choose_village(entry, "qs")
    tick_three(entry)
    add(entry, "zsf", "张三丰")
    entry.keyboard.type("家中4口人")

    entry.get_by_label("移除此户").check()
    assert entry.locator("[name=calls-0-a_ask_basics]").is_hidden()
    entry.get_by_label("移除此户").uncheck()

    assert entry.locator("[name=calls-0-a_ask_basics]").input_value() == "家中4口人"


def test_paired_households_are_a_click_away(
    page, outing, clerk, household, members, yuxin_group
):
    PairingFactory(person=members[0], household=household, group=yuxin_group)
    sign_in(page, clerk.username)
    page.goto("/visits/new/")

    page.get_by_label("联户走访").check()
    page.locator("[name=group]").select_option(str(yuxin_group.pk))
    page.get_by_label("钱一鸣").check()
    page.get_by_role("button", name="张三丰户").click()
    page.keyboard.type("已办小额贷款")
    press(page, "Control+Enter")
    page.wait_for_url(RECORD)

    visit = Visit.objects.get()
    assert (visit.kind, visit.village) == ("paired", household.village)
    assert visit.calls.get().answers == {"ask_basics": "已办小额贷款"}


def test_the_page_fits_a_phone_and_has_no_hurdle(phone, outing, secretary, household):
    sign_in(phone, secretary.username)
    phone.goto("/visits/new/")
    choose_village(phone, "qs")
    add(phone, "zsf", "张三丰")

    width = phone.evaluate("document.documentElement.scrollWidth")
    violations = Axe().run(phone).response["violations"]

    assert width <= 390
    assert [(each["id"], each["nodes"][0]["html"]) for each in violations] == []


def test_the_whole_page_works_without_scripts(browser, live_server, outing, secretary):
    context = browser.new_context(
        base_url=live_server.url, locale="zh-CN", java_script_enabled=False
    )
    page = sign_in(context.new_page(), secretary.username)
    page.goto("/visits/new/")
    page.locator("[name=visited_on]").fill("6月5日")
    page.locator("#id_village").fill("青山")
    tick_three(page)
    page.locator("#id_add_household").fill("张三丰")
    page.get_by_role("button", name="再加一户").click()
    page.locator("[name=calls-0-a_ask_basics]").fill("家中4口人")
    page.get_by_role("button", name="保存", exact=True).last.click()
    page.wait_for_url(RECORD)
    context.close()

    assert HouseholdCall.objects.get().answers == {"ask_basics": "家中4口人"}
