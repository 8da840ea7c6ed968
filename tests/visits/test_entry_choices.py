"""What may be chosen while a visit is typed, and what looks like it already."""

from datetime import date, timedelta

import pytest

from groups import queries as groups
from tests.factories.groups import (
    ActivityFactory,
    GroupVillageFactory,
    MembershipFactory,
)
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import CallFactory, PairingFactory, VisitFactory
from visits.queries import entry
from visits.queries.similar import similar_visits

pytestmark = pytest.mark.django_db

DAY = date(2017, 6, 5)


@pytest.mark.parametrize(
    ("who", "numbers"),
    [
        ("office", ["渔薪1", "渔薪2", "多宝1"]),
        ("clerk", ["渔薪1", "渔薪2"]),
        ("other_clerk", ["多宝1"]),
        ("secretary", ["渔薪1"]),
        ("deputy", ["渔薪1"]),
        ("supervisor", []),
        ("leader", []),
        ("unit", []),
        ("sysadmin", []),
    ],
)
def test_each_enters_for_the_groups_of_his_posts(
    request, yuxin_group, second_group, duobao_group, who, numbers
):
    groups = entry.groups_to_enter_for(user=request.getfixturevalue(who))

    shown = {f"{g.township.stem}{g.number}" for g in groups}
    assert shown == set(numbers)


def test_a_dissolved_group_is_not_offered(clerk, yuxin_group, second_group):
    second_group.dissolved_on = date(2017, 1, 1)
    second_group.save()

    assert list(entry.groups_to_enter_for(user=clerk)) == [yuxin_group]


def offered(user, group, on=DAY):
    rows = entry.villages_to_enter_for(user=user)
    return list(groups.villages_of(rows, group=group.pk, on=on))


def test_linked_villages_come_first_and_the_placeholder_never(
    clerk, yuxin, duobao, yuxin_group, qingshan
):
    other = VillageFactory(parent=yuxin, name="李场村委会", code="429006105001")
    qingshan.code = "429006105999"
    qingshan.save()
    VillageFactory(parent=yuxin, name="虚拟村委会")
    VillageFactory(parent=duobao)
    closed = VillageFactory(parent=yuxin, name="老街村委会")
    closed.closed_on = DAY
    closed.save()
    GroupVillageFactory(group=yuxin_group, village=other, until=date(2017, 6, 1))

    assert offered(clerk, yuxin_group) == [qingshan, other]


def test_a_linked_village_of_the_next_township_is_offered_too(
    secretary, yuxin_group, qingshan, duobao, duobao_group
):
    linked = VillageFactory(parent=duobao)
    GroupVillageFactory(group=yuxin_group, village=linked)

    assert set(offered(secretary, yuxin_group)) == {qingshan, linked}
    assert offered(secretary, duobao_group) == [linked]


def test_a_deputy_goes_where_his_paired_household_lives(
    deputy, yuxin_group, qingshan, yuxin
):
    home = VillageFactory(parent=yuxin)
    household = HouseholdFactory(village=home)
    PairingFactory(person=deputy.person, household=household, group=yuxin_group)

    assert offered(deputy, yuxin_group) == [home]


def test_members_are_those_of_the_day_in_the_order_of_the_list(
    yuxin_group, members, clerk
):
    yuxin_group.memberships.filter(person=members[0]).update(until=date(2017, 6, 4))
    MembershipFactory(group=yuxin_group, since=date(2017, 6, 6))

    assert groups.members_of(yuxin_group, on=DAY) == members[1:]
    assert (
        entry.deputies_to_choose(user=clerk, group=yuxin_group, on=DAY) == (members[1:])
    )


def test_a_deputy_is_offered_only_himself(deputy, yuxin_group, members):
    people = entry.deputies_to_choose(user=deputy, group=yuxin_group, on=DAY)

    assert people == [deputy.person]


def call_on(household, day, group):
    visit = VisitFactory(group=group, village=household.village, visited_on=day)
    return CallFactory(visit=visit, household=household)


def test_the_same_household_within_three_days_looks_alike(
    clerk, household, yuxin_group
):
    for days in (-4, -3, 0, 3, 4):
        call_on(household, DAY + timedelta(days=days), yuxin_group)

    found = similar_visits(user=clerk, visited_on=DAY, households=[household])

    days = [(similar.visit.visited_on - DAY).days for similar in found]
    assert days == [3, 0, -3]
    assert found[1].what == f"{household}"
    assert found[1].where == "2017-06-05 青山村委会 渔薪镇第一代表小组 集体走访"


def test_the_same_village_group_and_day_looks_alike(
    clerk, yuxin_group, second_group, qingshan
):
    same = VisitFactory(group=yuxin_group, village=qingshan, visited_on=DAY)
    VisitFactory(group=second_group, village=qingshan, visited_on=DAY)
    VisitFactory(group=yuxin_group, village=qingshan, visited_on=date(2017, 6, 6))

    found = similar_visits(
        user=clerk, visited_on=DAY, group=yuxin_group, village=qingshan
    )

    assert [similar.visit for similar in found] == [same]


def test_a_visit_is_not_like_itself_nor_like_one_struck_off(
    clerk, household, yuxin_group
):
    own = call_on(household, DAY, yuxin_group)
    off = call_on(household, DAY, yuxin_group).visit
    off.voided_at, off.void_reason = "2017-06-06T08:00Z", "重复"
    off.save()

    found = similar_visits(
        user=clerk,
        visited_on=DAY,
        group=yuxin_group,
        village=household.village,
        households=[household],
        but=own.visit,
    )

    assert found == []


def test_what_is_out_of_sight_is_not_told_of(other_clerk, household, yuxin_group):
    call_on(household, DAY, yuxin_group)

    assert (
        similar_visits(user=other_clerk, visited_on=DAY, households=[household]) == []
    )


@pytest.mark.parametrize(
    ("days", "proposed"), [([DAY], 0), ([DAY, DAY], None), ([date(2017, 6, 6)], None)]
)
def test_the_groups_only_activity_of_the_day_is_proposed(
    clerk, campaign, yuxin_group, days, proposed
):
    made = [
        ActivityFactory(group=yuxin_group, campaign=campaign, held_on=day)
        for day in days
    ]
    rows = entry.activities_of(user=clerk, group=yuxin_group, campaign=campaign)

    wanted = None if proposed is None else made[proposed]
    assert entry.activity_of_day(rows, DAY) == wanted
