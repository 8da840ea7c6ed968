"""Reads about people that several pages share."""

from datetime import date

import pytest
from django.urls import reverse

from deputies import actions, queries
from deputies.enums import Tier
from deputies.figures import count_mandates, count_persons
from deputies.models import Mandate, Person
from tests.factories.deputies import MandateFactory, PersonFactory
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.figures.registry import Asked

pytestmark = pytest.mark.django_db

DAY = date(2017, 7, 1)


def test_a_merged_record_stands_in_no_list(office):
    kept = PersonFactory(name="李明")
    PersonFactory(name="李明", merged_into=kept)

    assert list(queries.people(user=office)) == [kept]


def test_people_stand_in_the_order_of_their_sound(office):
    for name in ("周洋", "安丹", "单洁", "李明"):
        PersonFactory(name=name)

    names = [person.name for person in queries.people(user=office)]

    assert names == ["安丹", "李明", "单洁", "周洋"]


def test_a_roster_lists_the_highest_tier_first_then_place_and_number(
    office, yuxin, duobao
):
    for tier, place, number in [
        (Tier.TOWNSHIP, yuxin, 2),
        (Tier.TOWNSHIP, yuxin, 1),
        (Tier.TOWNSHIP, duobao, 9),
        (Tier.NATIONAL, yuxin, 1),
        (Tier.COUNTY, yuxin, 5),
    ]:
        MandateFactory(tier=tier, township=place, roster_number=number)

    rows = queries.roster(user=office, on=DAY)

    assert [(m.tier, m.township.name, m.roster_number) for m in rows] == [
        (Tier.NATIONAL, "渔薪镇", 1),
        (Tier.COUNTY, "渔薪镇", 5),
        (Tier.TOWNSHIP, "多宝镇", 9),
        (Tier.TOWNSHIP, "渔薪镇", 1),
        (Tier.TOWNSHIP, "渔薪镇", 2),
    ]


@pytest.mark.parametrize(
    ("since", "until", "is_in_office"),
    [
        (None, None, True),
        (date(2017, 7, 1), None, True),
        (date(2017, 7, 2), None, False),
        (date(2016, 1, 1), date(2017, 7, 1), True),
        (date(2016, 1, 1), date(2017, 6, 30), False),
    ],
)
def test_a_mandate_is_held_from_its_first_day_to_its_last(
    office, yuxin, since, until, is_in_office
):
    reason = "term_over" if until else ""
    mandate = MandateFactory(
        township=yuxin, since=since, until=until, end_reason=reason
    )

    assert queries.roster(user=office, on=DAY).exists() is is_in_office
    assert Person.objects.in_office(DAY).exists() is is_in_office
    members = queries.members_of_roster(township=yuxin, on=DAY)
    assert (mandate.person in members) is is_in_office


def test_mandates_are_counted_by_tier_for_a_place(office, yuxin, duobao):
    MandateFactory(township=yuxin)
    MandateFactory(township=yuxin)
    MandateFactory(township=duobao)
    MandateFactory(township=yuxin, tier=Tier.COUNTY)

    assert queries.by_tier(queries.roster(user=office, on=DAY)) == {
        "township": 3,
        "county": 1,
    }
    here = queries.by_tier(queries.roster(user=office, on=DAY, township=yuxin))
    assert here == {"township": 2, "county": 1}


def test_a_clerk_counts_what_she_sees(clerk, yuxin, duobao):
    MandateFactory(township=yuxin)
    MandateFactory(township=duobao)

    assert queries.by_tier(queries.roster(user=clerk, on=DAY)) == {"township": 1}


def test_somebody_with_two_mandates_is_found_once(office, yuxin):
    person = MandateFactory(township=yuxin).person
    MandateFactory(person=person, township=yuxin, tier=Tier.COUNTY)

    assert list(queries.people(user=office).holding(township=yuxin)) == [person]
    assert list(queries.people(user=office).in_office(DAY)) == [person]
    assert list(queries.members_of_roster(township=yuxin, on=DAY)) == [person]


def test_the_story_of_a_person_tells_who_changed_what(office, clerk, yuxin):
    with acting_as(office):
        mandate = MandateFactory(township=yuxin, person__name="王宇")
    with acting_as(clerk):
        person = mandate.person
        person.work = "镇农技站"
        actions.edit_person(person, by=clerk)
        actions.end_mandate(mandate, by=clerk, until=DAY, reason="resigned")

    story = queries.story_of(person, user=office)[::-1]

    assert [(event.who, event.what) for event in story] == [
        (office.name, "登记"),
        (clerk.name, "修改"),
    ]
    assert story[0].note == f"新增代表职务：{mandate.congress}"
    changes = {c.label: (c.old, c.new) for event in story for c in event.changes}
    assert changes["工作单位及职务"] == ("", "镇农技站")
    assert changes[f"代表职务：{mandate.congress} 终止原因"] == ("", "辞职被接受")


def test_the_story_masks_telephones_for_a_leader(leader, yuxin):
    person = MandateFactory(township=yuxin, person__phone="13800001234").person
    person.phone = "13900005678"
    person.save()

    [change] = [c for e in queries.story_of(person, user=leader) for c in e.changes]

    assert (change.old, change.new) == ("138****1234", "139****5678")


def test_a_pair_is_told_side_by_side(office, yuxin):
    facts = {"name": "李明", "sex": "male", "birth_month": date(1970, 5, 1)}
    first = MandateFactory(
        person=PersonFactory(**facts, work="渔薪镇农民"), township=yuxin
    )
    second = MandateFactory(
        person=PersonFactory(**facts), tier=Tier.COUNTY, township=yuxin
    )
    actions.propose_matches([second.person])
    [match] = queries.open_matches(user=office)

    rows = dict(queries.pair_in_words(match))

    assert rows["先登记的"] == f"李明，男，1970-05生，渔薪镇农民，{first.congress}"
    assert rows["后登记的"] == f"李明，男，1970-05生，{second.congress}"


def test_a_mandate_tells_how_it_stands(yuxin):
    def standing(**fields):
        return Mandate(**fields).standing

    assert standing() == "在任"
    assert standing(since=date(2099, 1, 1)) == "未就任"
    assert standing(until=date(2000, 1, 1)) == "已终止"
    assert standing(suspended_since=date(2017, 1, 1)) == "暂停"
    assert (
        standing(suspended_since=date(2017, 1, 1), suspended_until=date(2017, 2, 1))
        == "在任"
    )


def test_who_sits_elsewhere_now_counts_no_more_where_he_sat_before(
    client, office, yuxin, duobao
):
    moved = MandateFactory(
        township=yuxin, until=date(2017, 5, 1), end_reason="moved"
    ).person
    MandateFactory(person=moved, township=duobao, tier=Tier.COUNTY)
    client.force_login(office)

    def found(**query):
        page = client.get(reverse("deputies:list"), {"in_office": "1"} | query)
        return list(page.context["listing"].found)

    for place, people in ((yuxin, []), (duobao, [moved])):
        asked = Asked(township=place)
        assert count_persons(office, asked) == len(people)
        assert count_mandates(office, asked)["total"] == len(people)
        assert found(township=place.pk) == people
    assert found(tier=Tier.TOWNSHIP) == []
    assert found(tier=Tier.COUNTY) == found() == [moved]
    assert found(in_office="0", township=yuxin.pk) == [moved]
