"""What the pages say in words."""

from datetime import date
from decimal import Decimal

import pytest

from poverty.enums import Cause, PovertyState
from poverty.shown import (
    age_on,
    history_of_household,
    pairs_of_household,
    pairs_of_village,
    shown_members,
    state_in_words,
    title_of,
)
from tests.factories.poverty import HouseholdFactory, MemberFactory, PoorVillageFactory
from tests.poverty.numbers import id_number
from tianmen_congress.base.access.acting import acting_as

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({}, "未脱贫"),
        ({"state": PovertyState.LIFTED}, "已脱贫"),
        ({"state": PovertyState.LIFTED, "lifted_year": 2016}, "已脱贫（2016年脱贫）"),
        (
            {
                "state": PovertyState.RETURNED,
                "lifted_year": 2015,
                "returned_year": 2017,
            },
            "返贫（2015年脱贫，2017年返贫）",
        ),
        ({"state": PovertyState.RETURNED, "returned_year": 2017}, "返贫（2017年返贫）"),
    ],
)
def test_the_state_is_said_with_its_years(fields, words):
    assert state_in_words(HouseholdFactory(**fields)) == words


def test_a_household_is_described_in_full(clerk, qingshan):
    household = HouseholdFactory(
        village=qingshan,
        head_name="张三丰",
        hamlet="三组",
        other_causes=[Cause.FUNDS, Cause.SKILLS],
        income=Decimal("2800.50"),
        has_unsafe_house=True,
        has_safe_water=False,
        phone="13800001234",
    )

    pairs = dict(pairs_of_household(household, clerk))

    assert pairs["户主"] == "张三丰"
    assert pairs["其他致贫原因"] == "缺资金、缺技术"
    assert pairs["人均纯收入"] == "2800.50元"
    assert (pairs["危房户"], pairs["饮水安全"], pairs["饮水困难"]) == ("是", "否", "")
    assert pairs["联系电话"] == "13800001234"


def test_what_is_not_known_is_not_said(clerk):
    pairs = dict(pairs_of_household(HouseholdFactory(), clerk))

    for name in ("人均纯收入", "危房户", "其他致贫原因", "联系电话"):
        assert pairs[name] == ""


def test_title_and_people_are_masked_for_the_leader(leader, clerk):
    household = HouseholdFactory(head_name="张三丰")
    MemberFactory(household=household, name="张三丰", id_number=id_number())

    assert title_of(household, clerk) == "张三丰户"
    assert title_of(household, leader) == "张*丰户"
    assert [m.name for m in shown_members(household, leader)] == ["张*丰"]


def test_a_number_is_whole_only_where_it_was_asked_for(clerk):
    member = MemberFactory(id_number=id_number())
    other = MemberFactory(household=member.household, id_number=id_number(serial=2))
    MemberFactory(household=member.household)

    shown = shown_members(member.household, clerk, {member.pk: member.id_number})

    assert [m.id_number for m in shown] == [
        id_number(),
        f"429099********{other.id_number[-4:]}",
        "",
    ]


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (date(1957, 7, 25), 60),
        (date(1957, 7, 26), 59),
        (date(2017, 7, 25), 0),
    ],
)
def test_age_is_told_in_whole_years(born, age):
    assert age_on(MemberFactory(birth_on=born)) == age


def test_nobody_without_a_day_of_birth_has_an_age(clerk):
    member = MemberFactory()

    assert shown_members(member.household, clerk)[0].age is None


def test_a_village_is_described(qingshan):
    village = PoorVillageFactory(
        village=qingshan,
        state="delisted",
        delisted_year=2016,
        collective_income=Decimal("32.50"),
    )

    pairs = dict(pairs_of_village(village))

    assert pairs["出列状态"] == "已出列（2016年）"
    assert pairs["村集体年收入"] == "32.50万元"


def test_history_says_who_did_what_newest_first(clerk, office, qingshan):
    with acting_as(clerk):
        household = HouseholdFactory(village=qingshan, phone="13800001234")
    with acting_as(office):
        household.phone = "13900005678"
        household.save()

    events = history_of_household(household, clerk)

    assert [(e.who, e.what) for e in events] == [
        (office.name, "修改"),
        (clerk.name, "登记"),
    ]
    change = events[0].changes[0]
    assert (change.label, change.old, change.new) == (
        "联系电话",
        "13800001234",
        "13900005678",
    )


def test_history_never_tells_a_number(clerk):
    member = MemberFactory(id_number=id_number())
    member.id_number = id_number(serial=2)
    member.save()

    words = str(history_of_household(member.household, clerk))

    assert "身份证号码" in words
    assert id_number() not in words
    assert id_number(serial=2) not in words
