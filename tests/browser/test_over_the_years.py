"""A later list over a living year: what lives goes on, and what happened stays."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from tests.browser.people import sign_in
from tests.browser.test_visit_entry import (
    RECORD,
    add,
    choose_village,
    press,
    tick_three,
)
from tests.factories.platform import VillageFactory
from tests.visits.conftest import *  # noqa: F403 - the outing and what belongs to it
from tianmen_congress.base.divisions.models import Division
from visits import actions
from visits.models import Visit

LATER = """code,parent_code,level,name
429006,42,county,天门市
429006105,429006,township,新渔薪镇
429006105213,429006105,village,柳青村村民委员会
"""
OPEN = re.compile(r"/divisions/successors/$")


@pytest.fixture
def liuqing(yuxin, qingshan, tianmen):
    """渔薪 and its two villages under the codes that the later list has."""
    codes = {yuxin: "429006105", qingshan: "429006105212"}
    for place, code in codes.items():
        Division.objects.filter(pk=place.pk).update(code=code, parent=place.parent)
    Division.objects.filter(pk=yuxin.pk).update(parent=tianmen)
    return VillageFactory(name="柳青村委会", parent=yuxin, code="429006105213")


def load(page) -> None:
    """The office loads the list and is led to what it closed."""
    page.goto("/divisions/load/")
    file = {"name": "区划.csv", "mimeType": "text/csv", "buffer": LATER.encode()}
    page.locator("[name=file]").set_input_files(file)
    page.locator("[name=since]").fill("2017-07-01")
    page.locator("[name=may_close]").check()
    page.locator("form.page-form button[type=submit]").click()
    page.wait_for_url(OPEN)


def confirm(page) -> None:
    row = page.locator("tbody tr").filter(has_text="青山村委会")
    expect(row).to_contain_text("1户贫困户")
    expect(row).to_contain_text("1个联系村")
    expect(row.locator("select")).to_contain_text("柳青村村民委员会")
    row.locator("[type=checkbox]").check()
    page.get_by_role("button", name="确认勾选的去向").click()
    expect(page.locator("h1")).to_have_text("区划去向")
    expect(page.locator("body")).to_contain_text("已撤销的区划都已确认并入哪里")


def test_after_a_merger_the_new_goes_on_and_the_past_keeps_its_names(
    page, open_page, outing, office, secretary, liuqing, settings
):
    actions.record_visit(outing, by=secretary)
    sign_in(page, office.username)
    load(page)
    confirm(page)

    clerk = sign_in(open_page(), secretary.username)
    clerk.goto("/visits/new/")
    # By its former name; the box says what it is today.
    choose_village(clerk, "qs")
    expect(clerk.locator("#id_village")).to_have_value("柳青村村民委员会（新渔薪镇）")
    tick_three(clerk)
    add(clerk, "zsf", "张三丰")
    clerk.keyboard.type("并村以后第一次走访")
    press(clerk, "Control+Enter")
    clerk.wait_for_url(RECORD)
    expect(clerk.locator("h1")).to_contain_text("柳青村村民委员会")
    assert Visit.objects.latest("pk").village == liuqing

    ledger = "/reports/visit-ledger/?campaign=2017&until=2017-06-30"
    page.goto(ledger)
    table = page.locator("table").filter(has_text="走访贫困户")
    expect(table).to_contain_text("青山村委会")
    expect(table).to_contain_text("渔薪镇第一代表小组")
    expect(table).not_to_contain_text("柳青")
    expect(table).not_to_contain_text("新渔薪镇")
    assert date(2017, 6, 30) > outing.visited_on
