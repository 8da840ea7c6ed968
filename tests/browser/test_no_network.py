"""A village hall without a network: the form opens, is written on, and is sent later."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser.acts import picture
from tests.browser.conftest import PHONE
from tests.browser.people import sign_in
from tests.visits.conftest import *  # noqa: F403 - the outing and what belongs to it
from visits.models import Visit

KEPT = "caches.open('shells').then((store) => store.match('/visits/new/offline/')).then(Boolean)"
RECORD = re.compile(r"/visits/\d+/$")


def wait_until(page, question):
    """Asked from outside: the page's own policy lets nobody evaluate within it."""
    for _ in range(900):
        if page.evaluate(question):
            return
        page.wait_for_timeout(100)
    raise AssertionError(question)


@pytest.fixture
def kept(open_page, outing, secretary, guard):
    """A phone that has opened the form once, and then left the network."""
    guard.expected.append("ERR_INTERNET_DISCONNECTED")
    page = sign_in(open_page(PHONE, keeps_forms=True), secretary.username)
    page.goto("/visits/new/")
    wait_until(page, KEPT)
    page.evaluate("navigator.serviceWorker.ready.then(Boolean)")
    page.goto("/")
    page.context.set_offline(True)
    return page


def write_visit(page):
    page.goto("/visits/new/")
    expect(page.locator("h1")).to_have_text("登记走访（没有网络）")
    page.locator("#id_village").fill("青山")
    page.locator("#id_add_household").fill("张三丰")
    page.keyboard.press("Enter")
    page.locator("[name=calls-0-a_ask_basics]").fill("家中4口人，2人务工")
    page.locator("[name=photos]").set_input_files([picture("村头.jpg")])
    expect(page.locator(".draft-note")).to_be_visible()


def test_a_visit_written_without_a_network_is_put_back_and_saved(kept):
    page = kept
    write_visit(page)
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.locator("[data-unsent]")).to_contain_text("没有连上服务器")

    page.context.set_offline(False)
    page.get_by_role("button", name="保存", exact=True).last.click()
    expect(page.locator("h1")).to_have_text("登记走访")
    page.get_by_role("button", name="恢复").click()

    expect(page.locator("[data-call-title]").first).to_contain_text("张三丰")
    expect(page.locator("[data-unknown]")).to_have_count(0)
    expect(page.locator("[name=village_pk]")).not_to_have_value("")
    expect(page.locator("[name=calls-0-a_ask_basics]")).to_have_value(
        "家中4口人，2人务工"
    )
    for box in page.locator("[name=deputies]").all()[:3]:
        box.check()
    page.get_by_role("button", name="保存", exact=True).last.click()
    page.wait_for_url(RECORD)

    visit = Visit.objects.get()
    assert visit.village.name == "青山村委会"
    assert visit.calls.get().answers["ask_basics"] == "家中4口人，2人务工"
    assert [photo.file.name for photo in visit.photos.all()] == ["村头.jpg"]


def test_the_form_opened_again_without_a_network_offers_what_was_written(kept):
    write_visit(kept)

    kept.reload()
    kept.get_by_role("button", name="恢复").click()

    expect(kept.locator("[name=calls-0-a_ask_basics]")).to_have_value(
        "家中4口人，2人务工"
    )


def test_any_other_page_says_that_nobody_answers_and_leads_to_the_form(kept):
    kept.goto("/visits/")

    expect(kept.locator("h1")).to_have_text("没有连上服务器")
    kept.get_by_role("link", name="登记走访").click()
    expect(kept.locator("h1")).to_have_text("登记走访（没有网络）")


def test_who_signed_out_leaves_nobody_to_write_for(kept):
    kept.context.set_offline(False)
    kept.goto("/")
    kept.locator("details.who summary, .menu-button").last.click()
    kept.evaluate("document.querySelector('[data-sign-out]').requestSubmit()")
    kept.wait_for_url("**/accounts/sign-in/**")

    assert kept.evaluate("localStorage.getItem('offline-user')") is None
