"""What a visit costs the hand: every key that writes no character is counted.

`pytest tests/browser/test_typing.py -s` prints the counts. Date, group and village are
all that may stand there before; nothing may come between before the visit is saved.
"""

import re
import time

import pytest
from playwright.sync_api import expect

from referrals.models import Opinion
from tests.browser.people import sign_in
from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import presidium_of
from tests.factories.poverty import HouseholdFactory
from tests.factories.referrals import CategoryFactory
from tests.visits.conftest import *  # noqa: F403 - the outing and what belongs to it
from visits.models import Visit

FIRST, NEXT = 120, 50
GOING_ON = re.compile(r"/visits/new/\?after=\d+$")
TEXTS = ("家中4口人，因病致贫", "想修缮房屋", "种田为主", "已享受低保", "盼产业帮扶")
NAMES = ("张三丰", "王五", "赵大年", "刘小河")


class Hand:
    """Types as somebody who never waits for the page."""

    def __init__(self, page):
        self.page, self.keys, self.breaks = page, 0, 0
        page.on("request", self._see)

    def _see(self, request):
        self.breaks += request.is_navigation_request()

    def write(self, text):
        self.page.keyboard.type(text)

    def press(self, key):
        self.keys += 1
        self.page.keyboard.press(key)

    def line(self, text):
        """A text, and on to the next field."""
        self.write(text)
        self.press("Enter")

    def household(self, letters, opinion=None):
        """By name, then five texts, house, water, two policies and the verdict."""
        self.line(letters)
        self.line(TEXTS[0])
        self.line(TEXTS[1])
        self.write("12")  # 住房：安全；饮水：井水
        self.line(TEXTS[2])
        self.write("15")  # two policies
        self.press("Enter")
        self.line(TEXTS[3])
        self.write("1")  # 满意
        self.press("Enter")  # 评价说明 stays empty
        self.line(TEXTS[4])
        if opinion:
            title, letters, text = opinion
            self.line(title)
            self.line(letters)
            self.line(text)
        else:
            self.press("Enter")


@pytest.fixture
def desk(page, outing, secretary, yuxin, yuxin_group, qingshan):
    presidium_of(yuxin)
    for name in ("王五", "赵大年", "刘小河"):
        HouseholdFactory(village=qingshan, head_name=name)
    for order, name in enumerate(("吴早走", "郑九如", "冯正道"), start=10):
        MembershipFactory(
            group=yuxin_group, person=PersonFactory(name=name), order=order
        )
    CategoryFactory(code="roads", name="道路交通")
    CategoryFactory(code="fields", name="农田水利")
    sign_in(page, secretary.username)
    page.goto("/visits/new/")
    return page


@pytest.fixture(params=[0, 1], ids=["fast line", "slow line"])
def line(request, desk):
    """How long each answer of the server takes."""

    def slowly(route):
        time.sleep(request.param)
        route.continue_()

    if request.param:
        desk.route("**/choices/**", slowly)
        desk.route("**/doubts/**", slowly)
    return request.param


def told(visit):
    return {
        call.household.head_name: call.answers for call in visit.calls.order_by("order")
    }


ANSWERS = {
    "ask_basics": TEXTS[0],
    "ask_wishes": TEXTS[1],
    "look_house": "安全",
    "look_water": "井水",
    "look_living": TEXTS[2],
    "check_policies": ["低保(五保)", "危房改造"],
    "check_notes": TEXTS[3],
    "evaluate_result": "满意",
    "suggest_notes": TEXTS[4],
}


def test_a_visit_and_the_next_one_cost_few_keys(desk, line, members, qingshan):
    hand = Hand(desk)
    expect(desk.locator("[name=visited_on]")).to_be_focused()

    hand.line("2017.6.5")
    hand.line("qs")
    for letters in ("qym", "sen", "lsc"):
        hand.line(letters)
    hand.press("Enter")
    hand.household("zsf", ("修三组的路", "dl", "雨天走不出去"))
    hand.household("ww", ("清淤", "nt", "渠道淤塞"))
    breaks = hand.breaks
    hand.press("Control+Shift+Enter")
    desk.wait_for_url(GOING_ON)
    first, hand.keys = hand.keys, 0

    visit = Visit.objects.get()
    assert (f"{visit.visited_on}", visit.village) == ("2017-06-05", qingshan)
    assert set(visit.deputies.all()) == set(members[:3])
    assert told(visit) == {"张三丰": ANSWERS, "王五": ANSWERS}
    heard = {
        row.title: (row.category.name, row.text, row.proposers.get().name)
        for row in Opinion.objects.all()
    }
    assert heard == {
        "修三组的路": ("道路交通", "雨天走不出去", "张三丰"),
        "清淤": ("农田水利", "渠道淤塞", "王五"),
    }

    hand.breaks = 0
    expect(desk.locator("#id_add_household")).to_be_focused()
    hand.household("zdn", ("修桥", "dl", "桥面破损"))
    hand.household("lxh", ("打井", "nt", "天旱无水"))
    breaks += hand.breaks
    hand.press("Control+Shift+Enter")
    desk.wait_for_url(lambda url: GOING_ON.search(url) and f"={visit.pk}" not in url)

    later = Visit.objects.order_by("-pk")[0]
    assert told(later) == {"赵大年": ANSWERS, "刘小河": ANSWERS}
    assert set(later.deputies.all()) == set(members[:3])
    expect(desk.locator(".join-offer")).to_be_visible()
    print(f"\n按键：第一次 {first}，接着一次 {hand.keys}，保存前打断 {breaks} 次")  # noqa: T201
    assert (first <= FIRST, hand.keys <= NEXT, breaks) == (True, True, 0)
