"""What is typed and not saved: kept for its writer, for a day, until he signs out."""

import json

import pytest
from playwright.sync_api import expect

from .people import sign_in

HOUR = 3600 * 1000


@pytest.fixture
def desk(page, clerk, try_pages):
    return sign_in(page, clerk.username)


def write(page, name="张三"):
    page.goto("/try/new/")
    page.get_by_label("姓名").fill(name)
    expect(page.locator("form[data-drafted]")).to_have_count(1)


def drafts(page):
    return page.evaluate(
        "Object.keys(localStorage).filter((key) => key.startsWith('draft:'))"
    )


def leave(page):
    page.locator("details.who summary").click()
    page.get_by_role("button", name="退出登录").click()


def answer(page, *, with_yes):
    asked = []

    def hear(dialog):
        asked.append(dialog.message)
        dialog.accept() if with_yes else dialog.dismiss()

    page.on("dialog", hear)
    return asked


def test_signing_out_asks_and_then_forgets_what_was_not_saved(desk, clerk):
    write(desk)
    asked = answer(desk, with_yes=True)

    leave(desk)
    expect(desk.get_by_role("heading", name="登录")).to_be_visible()

    assert asked == ["本机还有1份没有保存的草稿，退出登录时会清除。确定退出吗？"]
    assert drafts(desk) == []
    sign_in(desk, clerk.username)
    desk.goto("/try/new/")
    expect(desk.get_by_role("button", name="恢复")).to_have_count(0)


def test_who_thinks_better_of_it_stays_signed_in_with_his_draft(desk):
    write(desk)
    answer(desk, with_yes=False)

    leave(desk)

    expect(desk.get_by_label("姓名")).to_have_value("张三")
    assert len(drafts(desk)) == 1
    desk.reload()
    expect(desk.get_by_role("button", name="恢复")).to_be_visible()


def test_a_second_press_after_staying_signs_out(desk):
    write(desk)
    desk.get_by_label("姓名").blur()
    # What leaving the box has the page keep once more is kept before it is cleared.
    desk.wait_for_timeout(600)
    answer(desk, with_yes=False)
    leave(desk)
    desk.evaluate("localStorage.clear()")

    desk.get_by_role("button", name="退出登录").click()

    expect(desk.get_by_role("heading", name="登录")).to_be_visible()


def test_who_has_saved_everything_is_not_asked(desk):
    asked = answer(desk, with_yes=True)

    leave(desk)
    expect(desk.get_by_role("heading", name="登录")).to_be_visible()

    assert asked == []


def test_signing_out_leaves_the_drafts_of_others_alone(desk, clerk, other_clerk):
    write(desk)
    [key] = drafts(desk)
    desk.context.clear_cookies()
    sign_in(desk, other_clerk.username)

    leave(desk)
    expect(desk.get_by_role("heading", name="登录")).to_be_visible()

    assert drafts(desk) == [key]
    sign_in(desk, clerk.username)
    desk.goto("/try/new/")
    expect(desk.get_by_role("button", name="恢复")).to_be_visible()


def test_the_settings_pages_forget_drafts_at_sign_out_too(page, office, try_pages):
    sign_in(page, office.username)
    write(page)
    answer(page, with_yes=True)
    page.goto("/admin/")

    page.get_by_role("button", name="退出登录").click()
    expect(page.get_by_role("heading", name="登录")).to_be_visible()

    assert drafts(page) == []


@pytest.mark.parametrize(("hours", "is_offered"), [(23, True), (25, False)])
def test_a_draft_is_offered_for_a_day(desk, hours, is_offered):
    write(desk)
    [key] = drafts(desk)
    desk.goto("/divisions/")
    desk.evaluate(
        "([key, age]) => {"
        " const draft = JSON.parse(localStorage.getItem(key));"
        " draft.at = Date.now() - age;"
        " localStorage.setItem(key, JSON.stringify(draft)); }",
        [key, hours * HOUR],
    )

    desk.goto("/try/new/")

    expect(desk.get_by_role("button", name="恢复")).to_have_count(int(is_offered))
    assert bool(drafts(desk)) == is_offered


def test_old_drafts_of_others_go_too(desk, other_clerk):
    key = f"draft:{other_clerk.pk}:/visits/new/"
    desk.evaluate(
        "([key, at]) => localStorage.setItem(key, JSON.stringify({at, values: []}))",
        [key, 1_000_000],
    )

    desk.reload()

    assert drafts(desk) == []


def test_the_page_says_how_long_it_keeps_what_is_typed(desk):
    desk.goto("/try/new/")
    expect(desk.locator(".draft-note")).to_have_count(0)

    write(desk)

    note = desk.locator(".draft-note")
    expect(note).to_contain_text("最多保留1天，退出登录时清除")
    desk.get_by_label("姓名").fill("张三丰")
    desk.get_by_label("姓名").press("Tab")
    expect(note).to_have_count(1)


def test_a_draft_holds_no_token_and_no_secret(desk):
    write(desk)
    [key] = drafts(desk)

    kept = json.loads(desk.evaluate("(key) => localStorage.getItem(key)", key))

    names = {name for name, _ in kept["values"]}
    assert "name" in names
    assert names.isdisjoint({"csrfmiddlewaretoken", "form_token", "version"})


def test_a_broken_draft_does_not_break_the_page(desk, clerk):
    desk.evaluate(
        "(key) => localStorage.setItem(key, '{broken')",
        f"draft:{clerk.pk}:/try/new/",
    )

    write(desk)

    expect(desk.get_by_role("button", name="恢复")).to_have_count(0)


def test_two_tabs_have_two_drafts(desk):
    """Neither is offered what the other is still writing, nor writes over it."""
    write(desk, "张三")
    other = desk.context.new_page()
    write(other, "李四")
    assert len(drafts(desk)) == 2
    expect(other.get_by_role("button", name="恢复")).to_have_count(0)
    other.close()

    desk.reload()
    expect(desk.get_by_role("button", name="恢复")).to_have_count(2)
    desk.get_by_role("button", name="恢复").first.click()

    expect(desk.get_by_label("姓名")).to_have_value("李四")
    expect(desk.get_by_role("button", name="恢复")).to_have_count(1)


def test_a_restored_draft_is_one_and_goes_when_it_is_saved(desk):
    write(desk, "张三")
    desk.reload()
    desk.get_by_role("button", name="恢复").click()
    desk.wait_for_timeout(700)
    assert len(drafts(desk)) == 1

    desk.keyboard.press("Tab")
    desk.get_by_label("姓名").press("Control+Enter")
    desk.wait_for_url("**/try/")

    assert drafts(desk) == []


def test_a_dead_server_leaves_everything_on_the_page(desk, guard):
    """As a cable that was pulled does, and the same button saves it afterwards."""
    guard.expected += ["502", "ERR_CONNECTION"]
    write(desk, "张三丰")
    for answer in (
        lambda route: route.fulfill(status=502, body="bad gateway"),
        lambda route: route.abort("connectionrefused"),
    ):
        desk.route("**/health/", answer)
        desk.get_by_label("姓名").press("Control+Enter")
        expect(desk.locator("[data-unsent]")).to_contain_text(
            "没有连上服务器，还没有保存。填写的内容都还在本页"
        )
        expect(desk.get_by_label("姓名")).to_have_value("张三丰")
        desk.unroute("**/health/")

    desk.get_by_role("button", name="保存", exact=True).first.click()
    desk.wait_for_url("**/try/")
    assert drafts(desk) == []
