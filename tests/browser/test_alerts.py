"""What waits for somebody is told him on his telephone, and on his own mail if he likes."""

import os
import re
from datetime import date

import pytest
from playwright.sync_api import expect

from referrals.enums import State
from tests.browser.conftest import PHONE
from tests.browser.people import sign_in
from tests.referrals.conftest import holidays, way, whole_way
from tianmen_congress.base.alerts import leaving
from tianmen_congress.base.alerts.models import Address, Alert

__all__ = ["holidays", "way", "whole_way"]


@pytest.fixture
def looked_at():
    """Pictures for whoever wants to look: LOOK=FOLDER."""

    def looked_at(page, name):
        if folder := os.environ.get("LOOK"):
            page.screenshot(path=f"{folder}/{name}.png")

    return looked_at


def is_too_wide(page) -> bool:
    wide = "document.documentElement.scrollWidth > window.innerWidth"
    return page.evaluate(wide)


def test_the_bell_says_how_many_and_opening_one_leads_to_its_row(
    open_page, way, settings, looked_at
):
    settings.TODAY = date(2017, 6, 5)
    opinion = way.step(way.collect(), "report_up")
    way.step(way.collect(title="整修青山泵站"), "report_up")
    for viewport in (None, PHONE):
        Alert.objects.update(read_at=None)
        page = sign_in(open_page(viewport) if viewport else open_page(), "yuxin")
        name = "phone" if viewport else "desk"
        looked_at(page, f"home-{name}")
        assert not is_too_wide(page)
        bell = page.get_by_role("link", name="提醒，2条未读")

        bell.click()
        expect(page.locator("h1")).to_have_text("提醒")
        looked_at(page, f"alerts-{name}")
        assert not is_too_wide(page)
        page.get_by_role("button", name=str(opinion)).click()

        expect(page.locator("h1")).to_contain_text(opinion.title)
        expect(page.locator(".top-entry").first).to_have_attribute(
            "aria-label", "提醒，1条未读"
        )


def test_an_address_of_ones_own_is_confirmed_by_its_code(
    open_page, way, settings, mailoutbox, looked_at
):
    settings.ALERT_CHANNELS = ["email"]
    way.to(State.TRIAGE)
    page = sign_in(open_page(PHONE), "yuxin")
    page.goto("/alerts/addresses/")
    looked_at(page, "addresses-phone")
    assert not is_too_wide(page)
    page.get_by_role("link", name="设置").click()
    page.get_by_label("电子邮件地址").fill("zhang@example.cn")
    page.get_by_role("button", name="保存并发送验证码").click()
    expect(page.locator("main")).to_contain_text("验证码已发往zhang@example.cn")
    looked_at(page, "confirm-phone")
    leaving.deliver_waiting()
    code = re.search(r"(\d{6})", mailoutbox[-1].body)[1]

    page.get_by_label("验证码").fill(code)
    page.get_by_role("button", name="确认", exact=True).click()

    expect(page.locator("main")).to_contain_text("已确认")
    assert Address.objects.get().confirmed_at is not None
