"""The main job, walked by the people who do it, each at a browser of his own."""

import re
from io import BytesIO

import pytest
from openpyxl import load_workbook
from playwright.sync_api import expect

from referrals.models import Opinion
from supervision.models import Finding, Inspection
from tests.browser.conftest import PHONE
from tests.browser.people import sign_in
from tests.factories.platform import OrganFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.referrals import CategoryFactory
from tests.visits.conftest import (
    campaign,
    household,
    members,
    outing,
    visit_form,
)
from tianmen_congress.base.accounts.enums import OrganKind
from visits.models import Visit

__all__ = ["campaign", "household", "members", "outing", "visit_form"]
WANT = "村泵站老化，74亩农田灌溉困难"


@pytest.fixture
def neighbour(qingshan):
    return HouseholdFactory(village=qingshan, head_name="王五")


@pytest.fixture
def handler(yuxin):
    """Who will put it right; and a category that the list of the product has."""
    CategoryFactory()
    return OrganFactory(
        kind=OrganKind.GOVERNMENT, name="渔薪镇人民政府", division=yuxin
    )


def add_household(page, letters, name):
    page.locator("#id_add_household").click()
    page.keyboard.type(letters)
    page.keyboard.press("Enter")
    page.get_by_role("heading", name=name).wait_for()
    expect(page.locator("textarea:focus")).to_have_count(1)


def enter_the_visit(page):
    """Two households of 青山, three deputies, and what somebody wants."""
    page.goto("/visits/new/")
    page.locator("[name=visited_on]").fill("2017.6.5")
    page.locator("#id_village").click()
    page.keyboard.type("qs")
    page.keyboard.press("Enter")
    expect(page.locator("[name=village_pk]")).not_to_have_value("")
    for box in page.locator("[name=deputies]").all()[:3]:
        box.check()
    add_household(page, "zsf", "张三丰")
    page.keyboard.type("家中4口人，因病致贫")
    add_household(page, "ww", "王五")
    page.keyboard.type("独居")
    page.locator("[name=opinions-0-title]").fill("整修泵站")
    page.locator("[name=opinions-0-text]").fill(WANT)
    # Two were visited: the page asks which of them said so.
    page.locator("[name=opinions-0-said_by]").select_option(label="王五（一般贫困户）")
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/visits/\d+/$"))


def act(page, opinion, label):
    """Open the opinion and choose what to do with it."""
    page.goto(opinion.get_absolute_url())
    page.get_by_role("link", name=label, exact=True).click()


def confirm(page, opinion):
    send = page.locator("main form button[type=submit]").first
    send.click()
    page.locator("#check, #acts").first.wait_for()
    if page.locator("#check").count():
        send.click()
    page.wait_for_url(f"**{opinion.get_absolute_url()}")


def open_item(page, code):
    """One item of the checklist; on a phone a tap opens it and closes the others."""
    item = page.locator(".item", has=page.locator(f"[name={code}-score]"))
    if item.get_attribute("open") is None:
        item.locator("summary").first.click()
    return item


def inspect(page):
    """Every item of the checklist scored on a phone, and one thing found wanting."""
    page.goto("/supervision/inspections/new/")
    for code in (
        "grouping",
        "on_the_wall",
        "publicity",
        "files",
        "records",
        "referral",
    ):
        open_item(page, code).locator(f"[name={code}-score]").fill("5")
    open_item(page, "files").locator("details.findings summary").click()
    page.locator("[name=files-findings-0-text]").fill("走访记录未按户归档")
    page.locator("[name=files-findings-0-due_on]").fill("2017.8.10")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url(re.compile(r"/supervision/inspections/\d+/$"))


def workbook(page, slug):
    page.goto(f"/reports/{slug}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="导出Excel").click()
    return sheet_text(download.value.path())


def sheet_text(path):
    book = load_workbook(BytesIO(path.read_bytes()))
    return [
        [str(cell) for cell in row if cell is not None]
        for sheet in book.worksheets
        for row in sheet.iter_rows(values_only=True)
    ]


def rows_with(rows, word):
    return [row for row in rows if any(word in cell for cell in row)]


def test_a_visit_becomes_an_opinion_that_is_answered_and_stands_in_the_tables(
    open_page, secretary, clerk, supervisor, office, outing, neighbour, handler
):
    desk = sign_in(open_page(), secretary.username)
    enter_the_visit(desk)
    visit, opinion = Visit.objects.get(), Opinion.objects.get()
    assert [str(c.household) for c in visit.calls.all()] == ["张三丰户", "王五户"]
    assert (opinion.source_visit, opinion.text) == (visit, WANT)
    act(desk, opinion, "报送主席团(联络处)")
    confirm(desk, opinion)

    town = sign_in(open_page(), clerk.username)
    town.goto("/")
    town.get_by_role("link", name="整修泵站").first.click()
    expect(town.get_by_role("heading", level=1)).to_contain_text("整修泵站")
    act(town, opinion, "交办")
    town.locator("[name=category]").select_option(index=1)
    town.locator("[name=level]").select_option("township")
    town.locator("[name=handler]").select_option(label="渔薪镇人民政府")
    confirm(town, opinion)
    expect(town.locator("main")).to_contain_text("乡村办理中")

    look = sign_in(open_page(PHONE), supervisor.username)
    inspect(look)
    assert Finding.objects.get().text == "走访记录未按户归档"
    assert Inspection.objects.get().total_score == 30

    city = sign_in(open_page(), office.username)
    ledger = rows_with(workbook(city, "visit-ledger"), "青山村委会")
    assert [("张三丰" in row, "王五" in row) for row in ledger] == [
        (True, False),
        (False, True),
    ]
    [line] = rows_with(workbook(city, "opinion-ledger"), WANT)
    assert {"渔薪镇人民政府", "乡镇级", "否"} <= set(line)
    [summary] = rows_with(workbook(city, "activity-summary"), "渔薪镇")
    assert summary.count("2") >= 1  # two households, called on twice in all
    [inspected] = rows_with(workbook(city, "inspection-summary"), "渔薪镇")
    assert "30" in " ".join(inspected)
