"""One opinion from a household to its proposer's verdict, through seven sign-ins."""

import re
from datetime import date

import pytest
from playwright.sync_api import expect

from referrals.enums import State
from referrals.models import Opinion
from tests.browser.acts import buttons_of, steps_of, take
from tests.browser.people import sign_in
from tests.browser.test_main_job import add_household
from tests.factories.platform import OrganFactory, user_of
from tests.referrals.conftest import holidays
from tests.visits.conftest import campaign, household, members, outing, visit_form
from tianmen_congress.base.accounts.enums import Role

__all__ = ["campaign", "holidays", "household", "members", "outing", "visit_form"]
TITLE = "整修泵站"
WANT = "村泵站老化，74亩农田灌溉困难"
WHY_CITY = "泵站属市管水利设施，所需资金超出本镇财力"
FIRST, SECOND = "已列入计划，年内更换水泵。", "两台水泵已更换，8月1日通水。"
PART = "已安排专项资金12万元"
WAY = [
    "收集登记（待甄别）",
    "报送主席团(联络处)（待梳理交办）",
    "定为市级事项（待提请市级）",
    "提请市级解决（已提请市级）",
    "受理（市级已受理）",
    "列入联席会议（已列入联席会议）",
    "交办单位（已交办待签收）",
    "签收（单位办理中）",
    "申请延期",
    "同意延期",
    "协办签收",
    "提交协办意见",
    "起草答复",
    "签发",
    "答复（已答复待反馈）",
    "反馈一位反映人",
    "登记反馈（已反馈待评价）",
    "评价为不满意（单位办理中）",
    "提交协办意见",
    "起草答复",
    "签发",
    "答复（已答复待反馈）",
    "登记反馈（已反馈待评价）",
    "评价（已评价待办结）",
    "办结（已办结）",
]


@pytest.fixture
def second_unit(db):
    return user_of(Role.UNIT, OrganFactory(name="市财政局"), username="finance")


@pytest.fixture
def desks(
    open_page, holidays, secretary, deputy, clerk, office, unit, second_unit, leader
):
    """Seven people, each signed in at a browser of his own."""
    people = (secretary, deputy, clerk, office, unit, second_unit, leader)
    return {user.username: sign_in(open_page(), user.username) for user in people}


@pytest.fixture
def on(settings):
    """Another day comes: `on(6, 20)`."""

    def on(month, day):
        settings.TODAY = date(2017, month, day)

    return on


def hear_it_on_a_visit(page, deputy):
    """A household says it, and a deputy takes it up as his own."""
    page.goto("/visits/new/")
    page.locator("#id_village").click()
    page.keyboard.type("qs")
    page.keyboard.press("Enter")
    expect(page.locator("[name=village_pk]")).not_to_have_value("")
    for box in page.locator("[name=deputies]").all()[:3]:
        box.check()
    add_household(page, "zsf", "张三丰")
    page.keyboard.type("家中4口人，靠种水稻为生")
    page.locator("[name=opinions-0-title]").fill(TITLE)
    page.locator("[name=opinions-0-text]").fill(WANT)
    row = page.locator("[data-spot]", has=page.locator("[name=opinions-0-title]"))
    row.locator("summary").click()
    page.locator("#id_opinions-0-deputy").fill(deputy.person.name)
    page.locator(".autocomplete__option", has_text=deputy.person.name).click()
    page.keyboard.press("Control+Enter")
    page.wait_for_url(re.compile(r"/visits/\d+/$"))
    return Opinion.objects.get()


def hold_a_conference(page, opinion):
    """The session is called, decides on the opinion, and hands it over."""
    page.goto("/opinions/conferences/new/")
    page.locator("[name=title]").fill("第一次联席会议")
    page.locator("[name=held_on]").fill("2017.6.20")
    page.locator(".page-form [type=submit]").click()
    page.wait_for_url(re.compile(r"/conferences/\d+/$"))
    take(page, opinion, "列入联席会议", conference="第一次联席会议")
    page.goto("/opinions/conferences/")
    page.get_by_role("link", name="第一次联席会议").click()
    page.get_by_role("link", name="录入会议决定").click()
    page.locator("[name$=-lead_unit]").select_option(label="市交通运输局")
    choose_co_units(page, ["市财政局"])
    page.locator("[name$=-due_on]").fill("2017.7.20")
    page.locator("form.page-form [type=submit]").first.click()
    page.get_by_role("link", name="会后交办").click()
    page.get_by_role("button", name="交办（1件）").click()
    expect(page.locator("main")).to_contain_text("已交办1件")


def choose_co_units(page, names):
    """Tick them in the box that opens; its line names them."""
    page.locator(".unit-boxes summary").click()
    for name in names:
        page.locator(".unit-boxes").get_by_label(name).check()
    expect(page.locator("[data-chosen]")).to_have_text("、".join(names))


def answer(page, opinion, text, letter):
    take(page, opinion, "起草答复", answer_class="A 已解决或基本解决", text=text)
    take(page, opinion, "签发", issued_by="李局长")
    take(page, opinion, "答复", letter=letter)


def waits_at_home(page):
    """What the first page of its user says is waiting."""
    page.goto("/")
    return page.locator("table.todo").all_inner_texts()


def test_an_opinion_of_a_household_is_settled_in_the_second_round(
    outing, desks, on, deputy
):
    group, town, city = desks["yuxin-1"], desks["yuxin"], desks["office"]
    lead, co = desks["unit"], desks["finance"]
    own, watch = desks["deputy"], desks["leader"]

    on(6, 5)
    opinion = hear_it_on_a_visit(group, deputy)
    take(group, opinion, "报送主席团(联络处)")
    on(6, 6)
    assert TITLE in waits_at_home(town)[0]
    take(town, opinion, "定为市级事项", category="基础设施")
    take(town, opinion, "提请市级解决", reason=WHY_CITY)
    expect(town.locator("main")).to_contain_text("〔2017〕渔薪001号")

    on(6, 8)
    assert TITLE in waits_at_home(city)[0]
    take(city, opinion, "受理", is_suggestion=True)
    expect(city.locator("main")).to_contain_text("〔2017〕市001号")
    on(6, 20)
    hold_a_conference(city, opinion)

    on(6, 21)
    assert TITLE in waits_at_home(lead)[0]
    take(lead, opinion, "签收", signed_by="王股长", responsible_person="周股长")
    take(lead, opinion, "申请延期", until=date(2017, 8, 10), reason="水泵需订制")
    assert TITLE in "".join(waits_at_home(city))
    take(city, opinion, "同意延期")
    expect(city.locator("main")).to_contain_text("2017年6月21日准予延期")
    assert TITLE in waits_at_home(co)[0]
    take(co, opinion, "协办签收", signed_by="赵科长")
    take(co, opinion, "提交协办意见", part=PART)
    assert TITLE not in "".join(waits_at_home(co))

    on(7, 3)
    answer(lead, opinion, FIRST, "第一次答复函.pdf")
    on(7, 5)
    take(town, opinion, "反馈一位反映人", proposer="张三丰", how="当面")
    take(town, opinion, "登记反馈", how="电话")
    told = town.locator(".timeline").first.inner_text()
    assert f"反馈对象：{deputy.person.name}" in told

    on(7, 6)
    assert TITLE in waits_at_home(own)[0]
    take(
        own,
        opinion,
        "评价为不满意",
        reason="水泵还没有换，地里仍缺水",
        attitude="不满意",
    )
    opinion.refresh_from_db()
    assert (opinion.round, opinion.due_on) == (2, date(2017, 8, 7))
    page = lead.request.get(opinion.get_absolute_url()).text()
    assert "第2轮" in page
    assert "水泵还没有换" in page
    take(co, opinion, "提交协办意见", part=PART)
    on(7, 24)
    answer(lead, opinion, SECOND, "第二次答复函.pdf")
    take(town, opinion, "登记反馈", how="书面")
    on(7, 25)
    take(own, opinion, "评价", verdict="满意", attitude="满意")
    take(city, opinion, "办结")

    opinion.refresh_from_db()
    assert (opinion.state, opinion.verdict) == (State.CLOSED, "satisfied")
    for page in desks.values():
        page.goto(opinion.get_absolute_url())
        expect(page.locator("main")).to_contain_text("已办结")
        expect(page.locator("main")).to_contain_text(FIRST)
        expect(page.locator("main")).to_contain_text(SECOND)
    for page in (city, town, group, own):
        assert steps_of(page) == WAY
        expect(page.get_by_role("link", name="第一次答复函.pdf")).to_be_visible()
    assert buttons_of(lead) == buttons_of(co) == []
    assert not set(steps_of(lead)) & set(WAY[:2])
    assert set(steps_of(lead)) > {"签收（单位办理中）", "同意延期", "提交协办意见"}
    assert "张三丰" not in watch.locator("main").inner_text()
