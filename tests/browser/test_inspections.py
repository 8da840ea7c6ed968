"""A supervisor inspects a township with a phone in the hand."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from supervision.models import Inspection, InspectionPhoto
from tests.browser.acts import picture
from tests.browser.people import sign_in
from tests.factories.supervision import (
    ChecklistFactory,
    FindingFactory,
    QuestionFactory,
)


@pytest.fixture
def hand(phone, supervisor, campaign, yuxin_group):
    form = ChecklistFactory(campaign=campaign)
    for order, (code, text) in enumerate(
        (("grouping", "分组是否科学"), ("files", "档案是否规范"))
    ):
        QuestionFactory(section__form=form, code=code, text=text, order=order)
    return sign_in(phone, supervisor.username)


def item(hand, text):
    """One item; on a phone a tap opens it and closes the others."""
    found = hand.locator(".item", has=hand.get_by_role("heading", name=text))
    if found.get_attribute("open") is None:
        found.locator("summary").first.click()
    return found


def test_scores_are_tapped_findings_added_and_the_sum_stays_in_sight(hand, yuxin):
    hand.goto("/supervision/inspections/new/")

    first = item(hand, "分组是否科学")
    first.get_by_role("button", name="加一分").click()
    for _ in range(2):
        first.get_by_role("button", name="减一分").click()
    hand.get_by_role("button", name="下一项：档案是否规范").click()
    second = item(hand, "档案是否规范")
    expect(hand.locator(".item[open]")).to_have_count(1)
    second.get_by_label("得分*").fill("15")
    assert hand.locator("[data-total]").inner_text() == "33"
    assert hand.locator("[data-total]").is_visible()

    second.get_by_text("发现问题", exact=True).click()
    second.get_by_label("发现的问题*").first.fill("走访记录未归档")
    second.get_by_role("button", name="再加一个问题").click()
    second.get_by_label("发现的问题*").nth(1).fill("无签到表")
    hand.get_by_role("button", name="保存", exact=True).click()
    hand.wait_for_url(re.compile(r"/supervision/inspections/\d+/$"))

    inspection = Inspection.objects.get()
    assert (inspection.township, inspection.total_score) == (yuxin, 33)
    found = inspection.findings.order_by("pk").values_list("text", flat=True)
    assert list(found) == ["走访记录未归档", "无签到表"]


def test_a_picture_taken_on_the_spot_outlives_a_missing_score(hand):
    hand.goto("/supervision/inspections/new/")
    first = item(hand, "分组是否科学")
    first.locator("[type=file]").set_input_files([picture("公示栏.jpg")])
    hand.get_by_role("button", name="保存", exact=True).click()

    expect(hand.locator(".error-summary")).to_be_visible()
    expect(hand.locator("[data-files-lost]")).to_contain_text("已放回原处")
    for text in ("分组是否科学", "档案是否规范"):
        item(hand, text).get_by_label("得分*").fill("10")
    hand.get_by_role("button", name="保存", exact=True).click()
    hand.wait_for_url(re.compile(r"/supervision/inspections/\d+/$"))

    assert InspectionPhoto.objects.get().file.name == "公示栏.jpg"


def test_the_page_fits_a_phone_and_its_controls_a_thumb(hand):
    hand.goto("/supervision/inspections/new/")

    assert hand.evaluate("document.documentElement.scrollWidth") == 390
    for control in (".score-step", ".form-buttons .btn-primary", "[data-score] input"):
        assert hand.locator(control).first.bounding_box()["height"] >= 44


def test_it_is_entered_without_scripts_too(hand, browser, live_server, supervisor):
    context = browser.new_context(java_script_enabled=False, base_url=live_server.url)
    plain = sign_in(context.new_page(), supervisor.username)
    plain.goto("/supervision/inspections/new/")

    for text in ("分组是否科学", "档案是否规范"):
        item(plain, text).get_by_label("得分*").fill("10")
    plain.get_by_role("button", name="保存", exact=True).click()
    plain.wait_for_url(re.compile(r"/supervision/inspections/\d+/$"))

    assert Inspection.objects.get().total_score == 20
    context.close()


def test_the_pages_have_no_barriers(hand, yuxin):
    finding = FindingFactory(inspection__township=yuxin)
    pages = (finding.inspection.get_absolute_url(), "/supervision/inspections/new/")

    for address in (*pages, "/supervision/inspections/", "/supervision/findings/"):
        hand.goto(address)
        assert Axe().run(hand).response["violations"] == [], address
