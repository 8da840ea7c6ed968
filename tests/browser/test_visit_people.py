"""The entry page as the clerk, a deputy with a phone, and somebody interrupted use it."""

import io
import re
import time

import pytest
from PIL import Image
from playwright.sync_api import expect

from referrals.models import Opinion
from tests.browser.people import sign_in
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import PairingFactory, VisitFactory
from tests.visits.conftest import *  # noqa: F403 - the outing and what belongs to it
from visits import actions
from visits.models import HouseholdCall, Visit, VisitPhoto

RECORD = re.compile(r"/visits/\d+/$")
GOING_ON = re.compile(r"/visits/new/\?after=\d+$")


def picture():
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, "JPEG")
    return {"name": "田间.jpg", "mimeType": "image/jpeg", "buffer": out.getvalue()}


def choose(page, box, letters):
    page.locator(box).click()
    page.keyboard.type(letters)
    page.keyboard.press("Enter")


def add(page, letters, name):
    choose(page, "#id_add_household", letters)
    page.get_by_role("heading", name=name).wait_for()


@pytest.fixture
def at_work(page, outing, clerk, second_group, qingshan):
    """The clerk of two groups before an empty page."""
    HouseholdFactory(village=qingshan, head_name="王五")
    sign_in(page, clerk.username)
    page.goto("/visits/new/")
    return page


def begin(page, group):
    """In another's name the group comes first: its deputies and villages follow."""
    page.locator("[name=group]").select_option(str(group.pk))
    page.locator("[name=deputies]").first.wait_for()
    choose(page, "#id_village", "qs")
    expect(page.locator("[name=village_pk]")).not_to_have_value("")
    for box in page.locator("[name=deputies]").all()[:3]:
        box.check()


def test_who_types_faster_than_the_network_gets_whom_he_typed(at_work, yuxin_group):
    """The names offered before an answer came are those of an older question."""

    def slowly(route):
        time.sleep(0.5)
        route.continue_()

    begin(at_work, yuxin_group)
    at_work.locator("#id_add_household").click()
    offered = at_work.locator(".autocomplete__option:visible")
    expect(offered).to_have_count(2)
    expect(offered.first).to_contain_text("王五")
    at_work.route("**/ui/choices/households-of-village/**", slowly)

    at_work.keyboard.type("zsf")
    at_work.keyboard.press("Enter")

    at_work.get_by_role("heading", name="张三丰").wait_for()
    expect(at_work.locator("[data-call]")).to_have_count(1)


def test_a_clerk_writes_a_visit_with_two_households_and_an_opinion(
    at_work, yuxin_group, clerk
):
    expect(at_work.locator(".entry-wait")).to_be_visible()
    begin(at_work, yuxin_group)
    add(at_work, "zsf", "张三丰")
    at_work.keyboard.type("家中4口人")
    add(at_work, "ww", "王五")
    at_work.keyboard.type("独居")
    at_work.locator("[name=opinions-0-text]").fill("三组的路雨天走不出去")
    said_by = at_work.locator("[name=opinions-0-said_by]")
    said_by.select_option(label="王五（一般贫困户）")
    at_work.keyboard.press("Control+Shift+Enter")
    at_work.wait_for_url(GOING_ON)

    visit = Visit.objects.get()
    assert (visit.recorded_by, visit.is_on_behalf) == (clerk, True)
    assert [call.answers["ask_basics"] for call in visit.calls.all()] == [
        "家中4口人",
        "独居",
    ]
    opinion = Opinion.objects.get()
    assert (opinion.source_visit, opinion.proposers.get().name) == (visit, "王五")
    expect(at_work.locator("#id_village")).to_have_value("青山村委会（渔薪镇）")
    expect(at_work.locator("#id_add_household")).to_be_focused()
    expect(at_work.locator("[data-call]")).to_have_count(0)


def test_a_deputy_writes_his_call_with_a_phone_and_a_picture(
    phone, outing, deputy, household, yuxin_group
):
    PairingFactory(person=deputy.person, household=household, group=yuxin_group)
    sign_in(phone, deputy.username)
    phone.goto("/visits/new/")

    expect(phone.get_by_label("联户走访")).to_be_checked()
    phone.get_by_role("button", name="张三丰户").click()
    phone.locator("[name=calls-0-a_ask_basics]").fill("已办小额贷款")
    phone.get_by_role("radio", name="危房").check()
    phone.locator("[name=calls-0-photos]").set_input_files([picture()])
    phone.get_by_role("button", name="保存", exact=True).last.click()
    phone.wait_for_url(RECORD)

    visit = Visit.objects.get()
    assert (visit.kind, visit.recorded_by) == ("paired", deputy)
    assert visit.calls.get().answers == {
        "ask_basics": "已办小额贷款",
        "look_house": "危房",
    }
    assert VisitPhoto.objects.get().call == visit.calls.get()
    assert phone.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_session_that_ends_while_a_visit_is_typed_loses_nothing(
    at_work, yuxin_group, clerk
):
    begin(at_work, yuxin_group)
    add(at_work, "zsf", "张三丰")
    at_work.keyboard.type("写了一半")
    at_work.locator("[name=opinions-0-text]").fill("三组的路")
    expect(at_work.locator("form[data-drafted]")).to_have_count(1)
    at_work.context.clear_cookies()
    at_work.keyboard.press("Control+Enter")
    expect(at_work.get_by_role("heading", name="登录")).to_be_visible()

    at_work.locator("[name=username]").fill(clerk.username)
    at_work.locator("[name=password]").fill("tianmen-demo")
    at_work.keyboard.press("Enter")
    at_work.wait_for_url("**/visits/new/")
    at_work.get_by_role("button", name="恢复").click()

    at_work.get_by_role("heading", name="张三丰").wait_for()
    first = at_work.locator("[name=calls-0-a_ask_basics]")
    expect(first).to_have_value("写了一半")
    expect(at_work.locator("[name=opinions-0-text]")).to_have_value("三组的路")
    expect(at_work.locator("[name=deputies]:checked")).to_have_count(3)
    first.press("Control+Enter")
    at_work.wait_for_url(RECORD)
    assert HouseholdCall.objects.get().answers == {"ask_basics": "写了一半"}


def test_faults_take_the_focus_lead_to_their_fields_and_keep_what_was_typed(
    at_work, yuxin_group
):
    begin(at_work, yuxin_group)
    add(at_work, "zsf", "张三丰")
    at_work.locator("[name=visited_on]").fill("昨天")
    at_work.locator("[name=note]").fill("雨天")
    at_work.keyboard.press("Control+Enter")

    summary = at_work.locator(".error-summary")
    expect(summary).to_be_focused()
    expect(summary.get_by_role("heading")).to_have_text("有2处需要更正")
    at_work.get_by_role("link", name="走访日期").click()
    expect(at_work.locator("[name=visited_on]")).to_be_focused()
    expect(at_work.locator("[name=visited_on]")).to_have_value("昨天")
    expect(at_work.locator("[name=note]")).to_have_value("雨天")
    at_work.get_by_role("link", name="张三丰户 基本情况").click()
    expect(at_work.locator("[name=calls-0-a_ask_basics]")).to_be_focused()


def test_the_reason_for_few_deputies_is_asked_for_when_it_is_needed(
    at_work, yuxin_group
):
    begin(at_work, yuxin_group)
    reason = at_work.locator("[name=few_reason]")
    expect(reason).to_be_hidden()

    at_work.locator("[name=deputies]").first.uncheck()

    expect(reason).to_be_visible()
    expect(at_work.locator("[data-deputies]")).to_contain_text("已选 2 名")


def test_two_people_at_one_visit_the_second_sees_both_texts(
    open_page, page, outing, secretary, clerk
):
    visit = actions.record_visit(outing, by=secretary)
    for user, desk in ((secretary, page), (clerk, second := open_page())):
        sign_in(desk, user.username)
        desk.goto(f"/visits/{visit.pk}/edit/")
        desk.locator("[name=note]").fill(f"{user.username}写的")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(RECORD)

    second.keyboard.press("Control+Enter")

    conflict = second.locator(".conflict")
    expect(conflict).to_contain_text("yuxin-1写的")
    expect(conflict).to_contain_text("yuxin写的")
    expect(second.locator(".error-summary")).to_be_focused()
    expect(second.locator("[name=note]")).to_have_value("yuxin写的")
    second.get_by_role("button", name="保存", exact=True).last.click()
    second.wait_for_url(RECORD)
    visit.refresh_from_db()
    assert (visit.note, visit.version) == ("yuxin写的", 3)


def test_the_recorder_follows_the_group_until_somebody_types_one(
    at_work, yuxin_group, second_group, outing, clerk
):
    VisitFactory(group=yuxin_group, recorder="钱一鸣")
    VisitFactory(group=second_group, recorder="李三才")
    recorder = at_work.locator("[name=recorder]")

    begin(at_work, yuxin_group)
    expect(recorder).to_have_value("钱一鸣")
    at_work.locator("[name=group]").select_option(str(second_group.pk))
    expect(recorder).to_have_value("李三才")
    recorder.fill("周四海")
    at_work.locator("[name=group]").select_option(str(yuxin_group.pk))
    at_work.locator("[name=deputies]").first.wait_for()

    expect(at_work.locator("[data-recorder=钱一鸣]")).to_have_count(1)
    expect(recorder).to_have_value("周四海")


def test_the_fault_of_the_deputies_stands_beneath_them_all(at_work, yuxin_group):
    begin(at_work, yuxin_group)
    for box in at_work.locator("[name=deputies]").all()[:3]:
        box.uncheck()
    add(at_work, "zsf", "张三丰")
    at_work.keyboard.type("家中4口人")
    at_work.keyboard.press("Control+Enter")

    expect(at_work.locator(".error-summary")).to_be_focused()
    fault = at_work.locator(".entry-deputies .invalid-feedback:visible")
    last = at_work.locator(".entry-deputies .form-check").last
    expect(fault).to_have_text("请勾选参加代表")
    assert fault.bounding_box()["y"] >= last.bounding_box()["y"] + 20


def test_boxes_of_an_ended_session_say_so_instead_of_finding_nothing(
    at_work, yuxin_group
):
    begin(at_work, yuxin_group)
    at_work.context.clear_cookies()

    at_work.locator("#id_add_household").click()
    at_work.keyboard.type("zsf")

    offered = at_work.locator(".autocomplete__option--no-results:visible")
    expect(offered).to_contain_text("登录已过期，请重新登录")
    at_work.get_by_label("联户走访").check()
    trouble = at_work.locator("[data-trouble]")
    expect(trouble).to_contain_text("登录已过期，名单没有更新")
    expect(at_work.locator("[name=deputies]:checked")).to_have_count(3)


def test_boxes_without_a_network_say_so_until_it_is_back(at_work, yuxin_group, guard):
    guard.expected.append("ERR_INTERNET_DISCONNECTED")
    begin(at_work, yuxin_group)
    at_work.context.set_offline(True)

    at_work.locator("#id_add_household").click()
    at_work.keyboard.type("zsf")
    offered = at_work.locator(".autocomplete__option--no-results:visible")
    expect(offered).to_contain_text("没有连上服务器")
    at_work.get_by_label("联户走访").check()
    trouble = at_work.locator("[data-trouble]")
    expect(trouble).to_contain_text("没有连上服务器，名单没有更新")

    at_work.context.set_offline(False)
    at_work.get_by_label("集体走访").check()
    expect(trouble).to_be_hidden()


def test_boxes_of_a_busy_system_say_so_instead_of_finding_nothing(
    at_work, yuxin_group, guard
):
    guard.expected.append("503")
    begin(at_work, yuxin_group)
    for address in ("**/choices/**", "**/doubts/**"):
        at_work.route(address, lambda route: route.fulfill(status=503, body="忙"))

    at_work.locator("#id_add_household").click()
    at_work.keyboard.type("zsf")
    offered = at_work.locator(".autocomplete__option--no-results:visible")
    expect(offered).to_contain_text("系统正忙")
    at_work.get_by_label("联户走访").check()
    trouble = at_work.locator("[data-trouble]")
    expect(trouble).to_contain_text("系统正忙，名单没有更新")

    at_work.unroute("**/choices/**")
    at_work.get_by_label("集体走访").check()
    expect(trouble).to_be_hidden()
