"""A record's history with that of the rows that belong to it."""

import pytest

from tests.factories.poverty import HouseholdFactory, MemberFactory
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.ui import history

pytestmark = pytest.mark.django_db
PERSONAL = {"name": "name"}


def told(household, user):
    own = history.events(household, user=user, personal={"head_name": "name"})
    beneath = history.events_beneath(
        household.members.all(), user=user, noun="成员", personal=PERSONAL
    )
    return history.together(own, beneath)


@pytest.fixture
def household(qingshan, clerk):
    with acting_as(clerk):
        row = HouseholdFactory(village=qingshan, head_name="张三丰")
        for name in ("张三丰", "李芳"):
            MemberFactory(household=row, name=name)
    return row


def test_what_was_done_in_one_go_is_one_event(household, clerk):
    events = told(household, clerk)

    assert [(e.who, e.what, e.note) for e in events] == [
        (clerk.name, "登记", "新增成员张三丰；新增成员李芳")
    ]


def test_a_change_says_whose_it_is(household, clerk):
    member = household.members.get(name="李芳")
    member.health = "chronic"
    member.save()

    changes = [
        (c.label, c.old, c.new) for e in told(household, clerk) for c in e.changes
    ]

    assert changes == [("成员李芳 健康状况", "", "长期慢性病")]


def test_names_are_masked_for_those_who_need_not_know(household, leader):
    member = household.members.get(name="张三丰")
    member.name = "张三"
    member.save()

    words = str(told(household, leader))

    assert "张三" not in words
    assert "成员张*丰" in words
    assert "成员张* 姓名" in words


def test_lists_and_moments_are_told_in_words(household, clerk):
    household.other_causes = ["funds", "skills"]
    household.voided_at, household.void_reason = "2017-07-01T02:00Z", "重复"
    household.save()

    changes = {c.label: c.new for c in told(household, clerk)[0].changes}

    assert changes["其他致贫原因"] == "缺资金、缺技术"
    assert changes["作废时间"] == "2017-07-01 10:00"
