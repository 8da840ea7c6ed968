"""Keys of the entry page that is typed ahead of: nothing goes where it was not meant."""

import re
import time

import pytest
from playwright.sync_api import expect

from referrals.models import Opinion
from tests.browser.people import sign_in
from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import VillageFactory, presidium_of
from tests.factories.poverty import HouseholdFactory
from tests.visits.conftest import *  # noqa: F403 - the outing and what belongs to it
from visits import actions
from visits.models import HouseholdCall, Visit

RECORD = re.compile(r"/visits/\d+/$")


@pytest.fixture
def desk(page, outing, secretary, yuxin, qingshan):
    presidium_of(yuxin)
    HouseholdFactory(village=qingshan, head_name="王五")
    sign_in(page, secretary.username)
    page.goto("/visits/new/")
    return page


def keys(page, *pressed):
    """Words are written, names of keys are pressed."""
    for key in pressed:
        if re.fullmatch(r"[A-Z][A-Za-z]+(\+[A-Za-z0-9]+)*", key):
            page.keyboard.press(key)
        else:
            page.keyboard.type(key)


def slowly(page, address, seconds=0.8):
    def wait(route):
        time.sleep(seconds)
        route.continue_()

    page.route(address, wait)


def begin(page):
    keys(page, "2017.6.5", "Enter", "qs", "Enter")
    keys(page, "qym", "Enter", "sen", "Enter", "lsc", "Enter", "Enter")


def test_of_two_that_fit_none_is_taken_unseen(desk, qingshan):
    HouseholdFactory(village=qingshan, head_name="张四福")
    begin(desk)
    keys(desk, "zsf", "Enter", "家中4口人")

    note = desk.locator(".open-note")
    expect(note).to_contain_text("“zsf”有2个，请选定：")
    keys(desk, "Control+Enter")
    expect(desk.locator(".error-summary")).to_contain_text("还没有选定是哪一户")
    assert not Visit.objects.exists()

    note.get_by_role("button", name="张三丰").click()
    desk.get_by_role("heading", name="张三丰").wait_for()
    box = desk.locator("[name=calls-0-a_ask_basics]")
    expect(box).to_have_value("家中4口人")
    box.press("Control+Enter")
    desk.wait_for_url(RECORD)
    assert HouseholdCall.objects.get().answers == {"ask_basics": "家中4口人"}


def test_a_household_that_is_not_found_waits_for_the_next_one_named(desk):
    begin(desk)
    keys(desk, "xyz", "Enter", "独居")
    expect(desk.locator(".open-note")).to_contain_text("没有找到“xyz”")

    keys(desk, "Alt+h", "ww", "Enter")

    desk.get_by_role("heading", name="王五").wait_for()
    expect(desk.locator("[data-call]")).to_have_count(1)
    expect(desk.locator("[name=calls-0-a_ask_basics]")).to_have_value("独居")


def test_another_opinion_comes_without_a_page_and_takes_the_cursor(desk):
    begin(desk)
    keys(desk, "zsf", "Enter", "家中4口人")
    asked = []
    desk.on("request", lambda request: asked.append(request.url))

    desk.get_by_role("button", name="加一条此户的意见建议").click()
    keys(desk, "修路")

    assert not [url for url in asked if url.endswith("/visits/new/")]
    keys(desk, "Control+Enter")
    desk.wait_for_url(RECORD)
    assert Opinion.objects.get().source_call == HouseholdCall.objects.get()


def test_deputies_of_the_same_initials_are_told_apart_by_a_number(desk, yuxin_group):
    MembershipFactory(group=yuxin_group, person=PersonFactory(name="李思成"), order=9)
    desk.reload()
    box = desk.locator("#quick-deputy")
    box.focus()

    keys(desk, "lsc", "Enter")
    told = desk.locator("#quick-told")
    expect(told).to_contain_text("有2位")
    expect(desk.locator("[name=deputies]:checked")).to_have_count(0)
    keys(desk, "2", "Enter")

    expect(told).to_have_text("已勾选 李思成")
    expect(desk.get_by_label("李思成")).to_be_checked()


def test_names_typed_before_the_list_of_the_day_came_are_ticked_when_it_does(desk):
    slowly(desk, "**/new/choices/**")
    begin(desk)

    expect(desk.locator("[name=deputies]:checked")).to_have_count(3)
    expect(desk.locator("[name=village_pk]")).not_to_have_value("")


def test_an_input_method_keeps_its_own_enter(desk):
    begin(desk)
    keys(desk, "zsf", "Enter", "家中")
    desk.get_by_role("heading", name="张三丰").wait_for()
    box = desk.locator("[name=calls-0-a_ask_basics]")

    box.evaluate(
        "box => box.dispatchEvent(new KeyboardEvent('keydown', {key: 'Enter',"
        " keyCode: 229, isComposing: true, bubbles: true, cancelable: true}))"
    )
    expect(box).to_be_focused()
    keys(desk, "Shift+Enter", "4口人")
    expect(box).to_have_value("家中\n4口人")
    keys(desk, "Enter")
    expect(desk.locator("[name=calls-0-a_ask_wishes]")).to_be_focused()


def test_another_village_takes_two_keys(desk, yuxin):
    VillageFactory(parent=yuxin, name="李场村委会")
    begin(desk)

    keys(desk, "Alt+v", "lc", "Enter")

    expect(desk.locator("[name=village]")).to_have_value("李场村委会（渔薪镇）")
    expect(desk.locator("#quick-deputy")).to_be_focused()
    expect(desk.locator("[name=deputies]:checked")).to_have_count(3)


def test_who_comes_back_to_a_box_before_it_is_filled_types_on_in_it(desk, yuxin):
    VillageFactory(parent=yuxin, name="李场村委会")
    slowly(desk, "**/lookup/village/**")
    keys(desk, "2017.6.5", "Enter", "qs", "Enter", "Alt+v")
    expect(desk.locator("[name=village]")).to_have_value("青山村委会（渔薪镇）")

    keys(desk, "lc", "Enter")

    expect(desk.locator("[name=village]")).to_have_value("李场村委会（渔薪镇）")


def test_opinions_of_two_households_are_restored_beside_their_own(desk):
    begin(desk)
    keys(desk, "zsf", "Enter", "四口")
    keys(desk, "Alt+h", "ww", "Enter", "独居")
    desk.get_by_role("heading", name="王五").wait_for()
    titles = desk.locator("[data-call] [data-spot-title]")
    titles.nth(1).fill("打井")
    titles.nth(0).fill("修路")
    desk.get_by_role("button", name="加一条此户的意见建议").first.click()
    keys(desk, "通电")
    while "通电" not in desk.evaluate("Object.values(localStorage).join()"):
        desk.wait_for_timeout(100)

    desk.reload()
    desk.get_by_role("button", name="恢复").click()

    desk.get_by_role("heading", name="王五").wait_for()
    shown = [
        [box.input_value() for box in block.locator("[data-spot-title]").all()]
        for block in desk.locator("[data-call]").all()
    ]
    assert shown == [["修路", "通电"], ["打井"]]


def test_a_household_that_the_roster_lacks_is_entered_and_stands_in_the_visit(
    open_page, outing, clerk, yuxin_group, qingshan
):
    desk = sign_in(open_page(), clerk.username)
    desk.goto("/visits/new/")
    desk.locator("[name=visited_on]").focus()
    keys(desk, "Alt+v", "qs", "Enter")
    expect(desk.locator("[name=village_pk]")).not_to_have_value("")
    keys(desk, "Alt+h", "ww")
    with desk.expect_popup() as opened:
        desk.get_by_role("link", name="先登记入户").click()
    roster = opened.value
    expect(roster.locator("[name=village]")).to_have_value("青山村委会（渔薪镇）")
    roster.locator("[name=members-0-name]").fill("赵新户")
    roster.locator("[name=category]").select_option(index=1)
    roster.locator("[name=main_cause]").select_option(index=1)
    roster.get_by_role("button", name="保存", exact=True).click()
    expect(roster.locator("[data-entered]")).to_be_visible()

    desk.get_by_role("heading", name="赵新户").wait_for()
    expect(desk.locator("[data-call]")).to_have_count(1)
    expect(desk.locator("#id_village")).to_have_value("青山村委会（渔薪镇）")


def test_words_that_recur_are_put_in_by_a_key_and_last_answers_are_read(
    desk, outing, secretary
):
    actions.record_visit(outing, by=secretary)
    begin(desk)
    keys(desk, "zsf", "Enter", "缺劳力", "Alt+s")
    desk.get_by_role("heading", name="张三丰").wait_for()

    last = desk.locator(".last-answer")
    expect(last).to_have_text(f"上次（{outing.visited_on}）：家中4口人，因病致贫")
    expect(desk.locator(".phrases")).to_contain_text("已记为常用语")
    box = desk.locator("[name=calls-0-a_ask_basics]")
    box.fill("")
    keys(desk, "Alt+1")
    expect(box).to_have_value("缺劳力")
