"""Groups in a real browser: joining by a few letters, attendance by one press."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from groups.activities.models import Activity
from groups.models import GroupMembership
from tests.factories.deputies import MandateFactory
from tests.factories.groups import ActivityFactory, MembershipFactory
from tianmen_congress.base.campaigns.models import ProgrammePart

from .people import sign_in


@pytest.fixture
def desk(page, clerk, yuxin_group, campaign):
    ProgrammePart.objects.create(campaign=campaign, code="study", title="集中学习")
    return sign_in(page, clerk.username)


def test_a_deputy_joins_by_a_few_letters_of_his_name(desk, yuxin, yuxin_group):
    MandateFactory(township=yuxin, person__name="王宇")
    MandateFactory(township=yuxin, person__name="李明")
    desk.goto(f"/groups/{yuxin_group.pk}/members/add/")

    desk.get_by_role("combobox", name=re.compile("代表")).press_sequentially("wang")
    desk.get_by_role("option", name=re.compile("王宇")).click()
    desk.get_by_label("联络员").check()
    desk.get_by_role("button", name="增加成员").click()

    desk.wait_for_url(f"**/groups/{yuxin_group.pk}/")
    membership = GroupMembership.objects.get()
    assert membership.person.name == "王宇"
    assert membership.is_secretary


def test_one_press_marks_everybody_present(desk, yuxin_group):
    MembershipFactory.create_batch(3, group=yuxin_group)
    desk.goto(f"/groups/{yuxin_group.pk}/activities/add/")
    desk.get_by_label("活动名称").fill("六月小组活动")
    absent = desk.locator(".attendance input[value=absent]")
    for number in range(3):
        absent.nth(number).check()

    desk.get_by_role("button", name="全部到会").click()
    desk.get_by_label("集中学习", exact=True).check()
    desk.get_by_role("button", name="保存").click()

    desk.wait_for_url(re.compile(r"/groups/activities/\d+/$"))
    activity = Activity.objects.get()
    assert [row.presence for row in activity.attendances.all()] == ["present"] * 3
    assert activity.parts.get().is_done


def test_what_is_written_of_a_part_ticks_it_once(desk, yuxin_group):
    desk.goto(f"/groups/{yuxin_group.pk}/activities/add/")
    tick = desk.get_by_label("集中学习", exact=True)
    record = desk.get_by_label("集中学习记录")

    record.press_sequentially("学习")
    expect(tick).to_be_checked()
    tick.uncheck()
    record.press_sequentially("推迟到下月")

    expect(tick).not_to_be_checked()
    expect(record).to_have_value("学习推迟到下月")


@pytest.mark.parametrize("viewport", ["page", "phone"])
def test_pages_of_people_and_groups_are_accessible(
    request, viewport, clerk, yuxin, yuxin_group, campaign
):
    person = MandateFactory(township=yuxin, person__name="王宇").person
    MembershipFactory(group=yuxin_group, person=person, is_leader=True)
    activity = ActivityFactory(group=yuxin_group, campaign=campaign)
    activity.attendances.create(person=person)
    page = sign_in(request.getfixturevalue(viewport), clerk.username)
    addresses = [
        "/deputies/",
        "/deputies/roster/",
        "/deputies/add/",
        person.get_absolute_url(),
        f"/deputies/mandates/{person.mandates.get().pk}/end/",
        "/groups/",
        yuxin_group.get_absolute_url(),
        f"/groups/townships/{yuxin.pk}/",
        f"/groups/{yuxin_group.pk}/members/add/",
        f"/groups/{yuxin_group.pk}/teams/add/",
        f"/groups/{yuxin_group.pk}/activities/add/",
        "/groups/activities/",
        activity.get_absolute_url(),
    ]

    for address in addresses:
        page.goto(address)
        expect(page.locator("h1")).to_be_visible()
        found = Axe().run(page)
        assert found.violations_count == 0, f"{address}: {found.generate_report()}"
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= page.viewport_size["width"], address
