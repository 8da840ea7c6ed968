"""What the campaign asks of a place: seen on the spot, missing, put right, with photo."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from groups.places.enums import Fulfilment
from groups.places.models import Place
from tests.browser.acts import picture
from tests.browser.people import sign_in
from tests.factories.groups import RequirementFactory


@pytest.fixture
def asked(campaign):
    for order, title in enumerate(("有活动计划", "有分组安排")):
        RequirementFactory(
            campaign=campaign, code=f"item{order}", title=title, order=order
        )


def say(hand, state, *, note="", photo=None):
    """Of the requirement that the link led to."""
    assert hand.get_by_label("有活动计划").is_checked()
    hand.get_by_label(state.label, exact=True).check(force=True)
    if note:
        hand.get_by_label("说明").fill(note)
    if photo:
        hand.get_by_label("照片").set_input_files([picture(photo)])
    hand.get_by_role("button", name="保存认定").click()
    hand.wait_for_url(re.compile(r"/places/\d+/$"))


def row_of(page, text):
    return page.locator("#items + .table-box tr", has_text=text)


def test_a_room_is_made_seen_on_the_spot_found_lacking_and_put_right(
    page, phone, clerk, yuxin_group, asked
):
    desk = sign_in(page, clerk.username)
    desk.goto(reverse("places:list"))
    desk.get_by_role("link", name=re.compile("批量建立")).first.click()
    desk.get_by_role("button", name="建立选中的阵地").click()
    expect(desk.locator("body")).to_contain_text("的阵地已建立")
    room = Place.objects.get(group=yuxin_group)

    hand = sign_in(phone, clerk.username)
    hand.goto(room.get_absolute_url())
    row_of(hand, "有活动计划").get_by_role("link", name="认定").click()
    say(hand, Fulfilment.MISSING, note="墙上没有计划")
    expect(row_of(hand, "有活动计划")).to_contain_text("墙上没有计划")

    row_of(hand, "有活动计划").get_by_role("link", name="认定").click()
    say(hand, Fulfilment.THERE, photo="计划.jpg")
    expect(row_of(hand, "有活动计划")).not_to_contain_text("墙上没有计划")
    shown = hand.locator("#photos + * img")
    expect(shown).to_have_count(1)
    assert shown.evaluate("each => each.complete && each.naturalWidth > 0")
    states = room.findings.order_by("pk").values_list("state", flat=True)
    assert list(states) == [Fulfilment.MISSING, Fulfilment.THERE]
