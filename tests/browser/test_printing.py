"""What leaves the printer: whole width, and on every page which of how many it is."""

import pytest

from tests.browser.people import sign_in
from tests.referrals.conftest import holidays, way, whole_way

__all__ = ["holidays", "way", "whole_way"]  # fixtures, found by their names
RULES = """() => Array.from(document.styleSheets, (sheet) =>
  Array.from(sheet.cssRules, (rule) => rule.cssText).join(" ")).join(" ")"""


@pytest.mark.parametrize("path", ["/reports/visit-ledger/", "/visits/"])
def test_every_sheet_says_which_of_how_many_it_is(page, clerk, campaign, path):
    sign_in(page, clerk.username)
    page.goto(path)

    rules = page.evaluate(RULES)

    assert rules.count('counter(page) "页') >= 2
    assert rules.count("counter(pages)") >= 2


def test_a_report_is_dated_like_an_official_paper(page, clerk, campaign):
    sign_in(page, clerk.username)
    page.goto("/reports/activity-summary/")

    foot = page.locator(".report-foot").inner_text()

    assert "填报日期：2017年7月25日" in foot


def test_a_plain_page_fills_the_paper(page):
    page.goto("/accounts/sign-in/")
    page.emulate_media(media="print")

    box = page.locator(".plain-box").bounding_box()

    assert (box["x"], box["width"]) == (0, 1366)


def test_the_way_of_an_opinion_is_printed_by_a_button(page, way):
    opinion = way.collect()
    sign_in(page, way.clerk.username)
    page.goto(f"{opinion.get_absolute_url()}print/")
    page.evaluate("window.print = () => { document.title = '打印了'; }")

    page.get_by_role("button", name="打印").click()

    assert page.title() == "打印了"
    page.emulate_media(media="print")
    assert page.get_by_role("button", name="打印").is_hidden()
