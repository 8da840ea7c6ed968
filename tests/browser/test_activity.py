"""A group's activity from its notice to its record, with signing in by telephone."""

import pytest
from playwright.sync_api import expect

from groups.activities.models import Activity
from tests.factories.groups import MembershipFactory
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.base.clocks.calendar import today

from .conftest import PHONE
from .people import sign_in


@pytest.fixture
def programme(campaign):
    ProgrammePart.objects.create(campaign=campaign, code="exchange", title="集中交流")


def test_from_notice_to_record(
    open_page, secretary, deputy, yuxin_group, programme, campaign
):
    absent = MembershipFactory(group=yuxin_group, order=2).person
    desk = sign_in(open_page(), secretary.username)
    desk.goto(f"/groups/{yuxin_group.pk}/activities/add/")
    desk.get_by_label("活动日期").fill(str(today()))
    sure = desk.locator("[name=held_on_sure]")
    desk.get_by_label("活动名称").fill("第一轮活动")
    desk.get_by_label("计划中").check()
    desk.get_by_label("通知日期").fill(str(today()))
    desk.get_by_role("button", name="保存").click()
    if sure.count():
        sure.check()
        desk.get_by_role("button", name="保存").click()
    expect(desk.get_by_text("通知不足3天")).to_be_visible()

    phone = sign_in(open_page(PHONE), deputy.username)
    phone.goto(Activity.objects.get().get_absolute_url())
    phone.get_by_role("link", name="签到", exact=True).click()
    phone.get_by_role("button", name="我已到会，签到").click()
    expect(phone.get_by_text("实到1人")).to_be_visible()
    width = phone.evaluate("document.documentElement.scrollWidth")
    assert width <= PHONE["width"]

    desk.get_by_role("link", name="登记开展情况").click()
    expect(desk.locator(".attendance").get_by_text("手机签到")).to_be_visible()
    desk.get_by_label("已开展", exact=True).check()
    row = desk.locator("tr", has_text=str(absent))
    row.get_by_label("请假", exact=True).check()
    row.locator("select").select_option("ill")
    row.locator("input[name$=agreed_by]").fill("组长")
    desk.get_by_label("或列席人员").fill("村主任")
    desk.get_by_label("发言要点").fill("修桥")
    desk.get_by_role("button", name="保存").click()
    expect(desk.get_by_text("应到2人，实到1人，请假1人，缺席0人")).to_be_visible()

    desk.get_by_role("link", name="活动记录", exact=True).click()
    expect(desk.get_by_text("村主任：修桥")).to_be_visible()
    with desk.expect_download() as saved:
        desk.get_by_role("link", name="下载Word").click()
    assert saved.value.suggested_filename == "代表小组活动记录.docx"
