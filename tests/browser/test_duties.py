"""A deputy turns his actions by telephone; a clerk writes from ten paper books."""

import re
from datetime import date

from playwright.sync_api import expect

from supervision.duties.models import DiaryEntry
from tests.browser.people import sign_in
from tests.factories.deputies import MandateFactory
from tests.factories.groups import MembershipFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import PairingFactory
from tests.supervision.duties.conftest import own, yuxin_congress
from tests.visits.conftest import campaign
from visits.pairings.models import Deed

__all__ = ["campaign", "own", "yuxin_congress"]
BOOK = re.compile(r"/duties/\d+/diary/$")


def state_of(page, title):
    """How an action stands on the deputy's own page, a word for each period."""
    page.goto("/duties/mine/")
    section = page.locator("main section").filter(has_text=title)
    states = section.locator("td[data-label=情况]").all_inner_texts()
    return [" ".join(text.split()) for text in states]


def test_a_deputy_on_a_phone_writes_diary_and_deed_and_sees_his_actions_turn(
    phone, deputy, own, campaign, yuxin_group, qingshan
):
    home = HouseholdFactory(village=qingshan, head_name="张三")
    PairingFactory(
        person=own, group=yuxin_group, household=home, since=date(2017, 5, 5)
    )
    page = sign_in(phone, deputy.username)
    expect(page.locator("#duties-title")).to_contain_text("1项完成")
    assert state_of(page, "记录一本履职日志") == ["逾期 还差1次", "待办 还差1次"]

    page.goto("/")
    page.get_by_role("link", name="记日志").last.click()
    page.locator("[name=text]").fill("到张三家商量秋种")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url(BOOK)
    expect(page.locator("main")).to_contain_text("到张三家商量秋种")
    assert state_of(page, "记录一本履职日志") == ["逾期 还差1次", "完成"]

    page.get_by_role("link", name="登记实事").click()
    page.get_by_label("就业", exact=True).check(force=True)
    page.locator("[name=what]").fill("介绍到镇服装厂务工")
    page.get_by_label("农户", exact=True).check(force=True)
    page.locator("[name=confirmed_name]").fill("张三")
    page.locator("[name=confirmed_on]").fill("2017-07-25")
    page.get_by_role("button", name="保存", exact=True).click()
    page.wait_for_url(re.compile(r"/pairings/\d+/$"))
    assert Deed.objects.get().confirmed_name == "张三"
    assert state_of(page, "为贫困户办一件实事") == ["完成"]


def test_a_clerk_writes_from_the_paper_books_of_ten_deputies(
    open_page, clerk, campaign, yuxin, yuxin_group
):
    people = []
    for number in range(10):
        seat = MandateFactory(
            person__name=f"赵{'甲乙丙丁戊己庚辛壬癸'[number]}", township=yuxin
        )
        MembershipFactory(group=yuxin_group, person=seat.person)
        people.append(seat.person)
    page = sign_in(open_page(), clerk.username)
    page.goto("/duties/diary/new/")
    for number, person in enumerate(people, start=1):
        page.get_by_role("combobox", name=re.compile("^代表")).fill(person.name)
        page.get_by_role("option").filter(has_text=person.name).click()
        page.locator("[name=page_number]").fill(str(number))
        if number == 1:
            page.locator("[name=day]").fill("2017.6.5")
        expect(page.locator("[name=day]")).to_have_value(
            re.compile("2017.6.5|2017-06-05")
        )
        page.locator("[name=text]").fill(f"{person.name}到村里走访")
        page.get_by_role("button", name="保存并录下一篇").click()
        expect(page.locator(".messages, .alert, main").first).to_contain_text(
            f"{person.name}2017-06-05的日志已保存"
        )
    page.goto("/duties/diary/")

    expect(page.locator("main")).to_contain_text("共 10 条")
    rows = DiaryEntry.objects.order_by("pk")
    assert [(e.person, e.page_number, e.text) for e in rows] == [
        (person, str(number), f"{person.name}到村里走访")
        for number, person in enumerate(people, start=1)
    ]
    assert {(e.day, e.is_on_behalf) for e in rows} == {(date(2017, 6, 5), True)}
