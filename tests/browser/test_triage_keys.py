"""The presidium's clerk triages one after the other without touching the mouse."""

import re

import pytest
from playwright.sync_api import expect

from referrals.enums import State
from tests.browser.people import sign_in
from tests.referrals.conftest import holidays, way
from tianmen_congress.accounts.enums import OrganKind

__all__ = ["holidays", "way"]
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
    alt(desk, "4")
    at(desk, two[0], "grade_city")
    alt(desk, "l")
    desk.wait_for_url("**/opinions/inbox/?state=triage")
