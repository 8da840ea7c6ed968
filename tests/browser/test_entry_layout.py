"""The entry page lies wide, not long; its bars cover nothing that somebody types in."""

from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE
from tests.browser.people import sign_in
from tests.factories.poverty import HouseholdFactory
from tests.visits.conftest import *  # noqa: F403 - the outing and what belongs to it

# Pixels. Two households at a desk have been 3,600, one on a phone 4,300.
MOST_AT_A_DESK, MOST_ON_A_PHONE = 1330, 2500
BAR = 60
# Of the field that has the focus: whether another thing lies over its middle.
COVERED = """() => {
  const field = document.activeElement, box = field.getBoundingClientRect();
  const at = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2);
  const isOwn = at === null || field.contains(at) || at.contains(field) ||
    (field.labels && [...field.labels].some((label) => label.contains(at)));
  return isOwn ? "" : `${field.name || field.textContent.trim()}: ${at.className}`;
}"""
STOPS = 60


def call_on(page, letters, name):
    page.locator("#id_add_household").click()
    page.keyboard.type(letters)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=name).wait_for()
    expect(page.locator("textarea:focus")).to_have_count(1)


def begin(page, user):
    sign_in(page, user.username)
    page.goto("/visits/new/")
    page.locator("#id_village").click()
    page.keyboard.type("qs")
    page.keyboard.press("Enter")
    expect(page.locator("[name=village_pk]")).not_to_have_value("")
    call_on(page, "zsf", "张三丰")
    return page


def covered(page):
    """Where the focus goes from the first field on, what stands in the way of it."""
    page.locator("[name=visited_on]").focus()
    found = []
    for _ in range(STOPS):
        page.keyboard.press("Tab")
        found.append(page.evaluate(COVERED))
    return [each for each in found if each]


def height(page):
    return page.evaluate("document.documentElement.scrollHeight")


def test_the_page_is_short_and_nothing_typed_in_is_covered(
    open_page, outing, secretary, qingshan
):
    HouseholdFactory(village=qingshan, head_name="王五")
    desk = begin(open_page(DESK), secretary)
    call_on(desk, "ww", "王五")
    assert height(desk) <= MOST_AT_A_DESK
    assert desk.locator(".form-buttons").bounding_box()["height"] == BAR
    assert covered(desk) == []

    phone = begin(open_page(PHONE), secretary)
    assert height(phone) <= MOST_ON_A_PHONE
    assert phone.locator(".form-buttons").bounding_box()["height"] == BAR
    assert covered(phone) == []
