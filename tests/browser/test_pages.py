"""What forms and lists do in a real browser: drafts, suggestions, one press, keyboards."""

import json

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from deputies.models import Person
from tests.factories.deputies import MandateFactory
from tests.factories.platform import VillageFactory

from .people import sign_in


@pytest.fixture
def desk(page, clerk, qingshan, try_pages):
    return sign_in(page, clerk.username)


def wait_for_draft(page):
    expect(page.locator("form[data-drafted]")).to_have_count(1)


def test_typed_text_is_offered_again_after_a_crash(desk):
    desk.goto("/try/new/")
    desk.get_by_label("姓名").fill("张三")
    desk.get_by_label("备注").fill("三组的路灯不亮")
    wait_for_draft(desk)

    desk.goto("/try/new/")
    desk.get_by_role("button", name="恢复").click()

    expect(desk.get_by_label("姓名")).to_have_value("张三")
    expect(desk.get_by_label("备注")).to_have_value("三组的路灯不亮")


def test_a_draft_that_is_thrown_away_is_not_offered_again(desk):
    desk.goto("/try/new/")
    desk.get_by_label("姓名").fill("张三")
    wait_for_draft(desk)
    desk.reload()
    desk.get_by_role("button", name="丢弃").click()

    desk.reload()

    expect(desk.get_by_role("button", name="恢复")).to_have_count(0)


def test_a_saved_form_leaves_no_draft(desk):
    desk.goto("/try/new/")
    desk.get_by_label("姓名").fill("张三")
    wait_for_draft(desk)
    desk.keyboard.press("Control+Enter")
    desk.wait_for_url("**/try/")

    drafts = "Object.keys(localStorage).filter((key) => key.startsWith('draft:'))"
    assert desk.evaluate(drafts) == []
    assert Person.objects.get().name == "张三"


def test_a_session_that_ends_while_typing_loses_nothing(desk, clerk):
    desk.goto("/try/new/")
    desk.get_by_label("姓名").fill("张三")
    wait_for_draft(desk)
    desk.context.clear_cookies()
    desk.get_by_role("button", name="保存").click()
    expect(desk.get_by_role("heading", name="登录")).to_be_visible()

    desk.locator("[name=username]").fill(clerk.username)
    desk.locator("[name=password]").fill("tianmen-demo")
    desk.locator("[name=password]").press("Enter")
    desk.wait_for_url("**/try/new/")
    desk.get_by_role("button", name="恢复").click()

    expect(desk.get_by_label("姓名")).to_have_value("张三")


def test_drafts_are_kept_from_the_next_user_of_the_computer(desk, other_clerk):
    desk.goto("/try/new/")
    desk.get_by_label("姓名").fill("张三")
    wait_for_draft(desk)
    desk.context.clear_cookies()

    sign_in(desk, other_clerk.username)
    desk.goto("/try/new/")

    expect(desk.get_by_role("button", name="恢复")).to_have_count(0)


def test_a_double_press_stores_one_record(desk):
    desk.goto("/try/new/")
    desk.get_by_label("姓名").fill("张三")

    desk.get_by_role("button", name="保存").dblclick()
    desk.wait_for_url("**/try/")

    assert Person.objects.count() == 1


def test_the_summary_of_faults_takes_the_focus_and_leads_to_the_field(desk):
    desk.goto("/try/new/")
    desk.get_by_role("button", name="保存").click()

    expect(desk.locator(".error-summary")).to_be_focused()
    desk.get_by_role("link", name="姓名").click()
    expect(desk.get_by_label("姓名")).to_be_focused()


def test_a_village_is_chosen_by_its_initials_with_the_keyboard_alone(desk, qingshan):
    desk.goto("/try/new/")
    box = desk.get_by_role("combobox", name="村")
    box.press_sequentially("qs")
    expect(desk.get_by_role("option", name="青山村委会")).to_be_visible()
    desk.keyboard.press("ArrowDown")
    desk.keyboard.press("Enter")

    expect(box).to_have_value("青山村委会")
    expect(desk.locator("[name=village_pk]")).to_have_value(str(qingshan.pk))


def test_a_chosen_village_is_forgotten_when_its_name_is_changed(desk, qingshan):
    desk.goto("/try/new/")
    box = desk.get_by_role("combobox", name="村")
    box.press_sequentially("qs")
    desk.get_by_role("option", name="青山村委会").click()
    box.press_sequentially("x")

    expect(desk.locator("[name=village_pk]")).to_have_value("")


def test_a_search_changes_the_list_and_the_address_without_a_new_page(desk, yuxin):
    VillageFactory(name="白湖村委会", parent=yuxin)
    desk.goto("/divisions/")
    desk.evaluate("window.same = true")

    desk.get_by_label("名称、拼音或代码").fill("青山")
    desk.get_by_role("button", name="查询").click()
    expect(desk.locator(".total")).to_contain_text("共 1 条")
    assert "q=%E9%9D%92%E5%B1%B1" in desk.url
    assert desk.evaluate("window.same") is True

    desk.go_back()
    expect(desk.locator(".total")).to_contain_text("共 2 条")


def test_what_was_left_empty_stays_out_of_the_address(desk, yuxin):
    desk.goto("/divisions/")

    desk.get_by_label("名称、拼音或代码").fill("青山")
    desk.get_by_role("button", name="查询").click()
    expect(desk.locator(".chips")).to_contain_text("青山")

    assert desk.url.endswith("/divisions/?q=%E9%9D%92%E5%B1%B1")


def test_acts_on_many_appear_when_something_is_ticked(desk, yuxin):
    for name in ("甲", "乙"):
        MandateFactory(township=yuxin, person__name=name)
    desk.goto("/try/")
    act = desk.get_by_role("button", name="填写备注")
    expect(act).to_be_hidden()

    desk.get_by_label("选择 甲").check()
    expect(act).to_be_visible()
    expect(act).to_have_text("填写备注 1条可办")
    expect(desk.locator("[data-ticked]")).to_have_text("1")

    desk.get_by_label("选择 甲").uncheck()
    expect(act).to_be_hidden()


def test_a_list_that_is_searched_after_the_session_ended_shows_the_sign_in_page(desk):
    desk.goto("/divisions/")
    desk.context.clear_cookies()

    desk.get_by_role("button", name="查询").click()

    expect(desk.get_by_role("heading", name="登录")).to_be_visible()


def test_the_menu_opens_on_a_phone_without_scripts(phone, browser, clerk, live_server):
    sign_in(phone, clerk.username)
    plain = browser.new_context(
        java_script_enabled=False,
        viewport={"width": 390, "height": 844},
        storage_state=phone.context.storage_state(),
    )
    page = plain.new_page()
    page.goto(f"{live_server.url}/divisions/")
    entry = page.get_by_role("navigation").get_by_role("link", name="行政区划")

    expect(entry).to_be_hidden()
    page.get_by_text("菜单", exact=True).click()
    expect(entry).to_be_visible()
    plain.close()


@pytest.mark.parametrize(
    "path", ["/divisions/?q=青", "/try/new/", "/accounts/password/", "/reports/"]
)
def test_a_page_has_no_barrier_that_a_machine_finds(desk, phone, clerk, path):
    sign_in(phone, clerk.username)
    for page in (desk, phone):
        page.goto(path)
        found = Axe().run(page).response["violations"]
        assert [(v["id"], v["nodes"][0]["html"]) for v in found] == []


def test_the_sign_in_page_has_no_barrier(page, clerk):
    page.goto("/accounts/sign-in/")
    found = Axe().run(page).response["violations"]

    assert json.dumps(found) == "[]"
