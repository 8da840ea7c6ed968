"""The papers of a visit as they leave the printer."""

import pytest

from tests.browser.people import sign_in
from tests.visits.conftest import *  # noqa: F403 - the outing and what belongs to it


@pytest.fixture
def printer(page, visit, secretary):
    """The filled paper of a visit, as it is laid out for A4."""
    sign_in(page, secretary.username)
    page.goto(f"/visits/{visit.pk}/print/")
    page.emulate_media(media="print")
    return page


def style_of(page, selector, name):
    return page.locator(selector).last.evaluate(
        "(part, name) => getComputedStyle(part)[name]", name
    )


def test_no_household_is_torn_in_two_and_nobody_signs_on_an_empty_page(printer):
    assert style_of(printer, ".paper", "breakInside") == "avoid"
    assert style_of(printer, ".sheet-foot", "breakBefore") == "avoid"


def test_each_household_says_of_which_village_it_is(printer):
    caption = printer.locator(".paper caption").inner_text()

    assert caption == "青山村委会　入户记录（1）　张三丰户　　一般贫困户"


def test_every_page_says_which_of_how_many_it_is(printer):
    rules = printer.evaluate(
        "Array.from(document.styleSheets[0].cssRules, (rule) => rule.cssText).join()"
    )

    assert "counter(page)" in rules
    assert "counter(pages)" in rules


def test_the_blank_paper_leaves_room_to_write(printer, qingshan):
    printer.goto(f"/visits/blank/?village={qingshan}&village_pk={qingshan.pk}&copies=1")

    answer = printer.locator(".to-write").first.bounding_box()
    assert answer["height"] >= 14 / 25.4 * 96 - 1
    opinions = printer.locator(".opinions")
    assert opinions.locator("caption").inner_text().startswith("现场收集的意见建议")
    assert opinions.locator("tr:has(td)").count() == 3
