"""The presidium's clerk triages one after the other without touching the mouse."""

import re

import pytest
from playwright.sync_api import expect

from referrals.enums import State
from tests.browser.conftest import PHONE
from tests.browser.people import sign_in
from tests.factories.platform import OrganFactory
from tests.referrals.conftest import holidays, way, whole_way
from tianmen_congress.base.accounts.enums import OrganKind

__all__ = ["holidays", "way", "whole_way"]
AT = r"/opinions/{}/{}/\?queue=1$"


@pytest.fixture
def two(way):
    texts = ("通组道路3公里未硬化", "村道2公里未硬化")
    return [way.to(State.TRIAGE, title=text[:4], text=text) for text in texts]


@pytest.fixture
def desk(page, way, two):
    """The clerk before the first of two, come there from the inbox."""
    sign_in(page, way.clerk.username)
    page.goto("/opinions/inbox/?state=triage")
    page.get_by_role("link", name="逐件办理").press("Enter")
    page.wait_for_url(re.compile(AT.format(two[0].pk, "refer")))
    return page


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)


def alt(page, key):
    """An access key: the browser goes by the character, Playwright's keyboard by the key."""
    session = page.context.new_cdp_session(page)
    event = {"modifiers": 1, "text": key, "unmodifiedText": key}
    session.send("Input.dispatchKeyEvent", {"type": "char", **event})
    session.detach()


def at(page, opinion, name="refer"):
    page.wait_for_url(re.compile(AT.format(opinion.pk, name)))


def test_two_opinions_are_referred_by_keys_alone(desk, way, two):
    expect(desk.locator("[name=category]")).to_be_focused()
    expect(desk.locator("[name=category]")).to_have_value("")
    press(desk, "Tab", "Enter")  # the button that takes the suggestion
    expect(desk.locator("[name=category]")).to_have_value(str(way.category.pk))
    press(desk, "Tab", "Tab", "ArrowDown", "ArrowDown", "Tab", "ArrowDown")
    press(desk, "Control+Enter")
    expect(desk.locator("#check")).to_be_visible()
    # The keys are listened to once the page is whole.
    desk.wait_for_load_state()
    press(desk, "Control+Enter")

    at(desk, two[1])
    expect(desk.locator("main")).to_contain_text("已办理“交办”")
    two[0].refresh_from_db()
    assert (two[0].state, two[0].level) == (State.HANDLING, "township")
    assert two[0].handler.kind == OrganKind.GOVERNMENT


def test_one_goes_on_and_back_and_to_another_way_of_settling_it(desk, two):
    alt(desk, "n")
    at(desk, two[1])
    alt(desk, "p")
    at(desk, two[0])
    alt(desk, "3")
    at(desk, two[0], "grade_city")
    alt(desk, "l")
    desk.wait_for_url("**/opinions/inbox/?state=triage")


@pytest.fixture
def bare_phone(browser, live_server):
    """A telephone whose browser runs no scripts."""
    context = browser.new_context(
        base_url=live_server.url, viewport=PHONE, java_script_enabled=False
    )
    yield context.new_page()
    context.close()


def test_co_handling_units_are_ticked_on_a_phone_without_scripts(bare_phone, way):
    for name in ("市财政局", "市农业局"):
        OrganFactory(name=name)
    opinion = way.to(State.AGENDA)
    page = sign_in(bare_phone, way.office.username)
    page.goto(f"/opinions/conferences/{way.conference.pk}/decisions/")
    expect(page.locator("[data-chosen]")).to_have_text("未选")
    page.locator(".unit-boxes summary").click()
    for name in ("市财政局", "市农业局"):
        page.locator(".unit-boxes").get_by_label(name).check()
    page.locator("[name$=-lead_unit]").select_option(label="市交通运输局")
    page.get_by_role("button", name="保存会议决定").click()
    page.wait_for_url(f"**/opinions/conferences/{way.conference.pk}/")

    item = opinion.agenda_items.get()
    assert {unit.name for unit in item.co_units.all()} == {"市财政局", "市农业局"}
    page.goto(f"/opinions/conferences/{way.conference.pk}/decisions/")
    expect(page.locator("[data-chosen]")).to_have_text("市财政局、市农业局")
    wide = "document.documentElement.scrollWidth"
    assert page.locator("html").evaluate(f"() => {wide}") <= PHONE["width"]
