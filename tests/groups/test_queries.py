"""Reads about groups that several pages share."""

from datetime import date

import pytest

from groups import queries
from groups.models import DeputyGroup
from groups.pages.lookups import of_township, search_groups
from tests.factories.deputies import MandateFactory
from tests.factories.groups import (
    GroupVillageFactory,
    MembershipFactory,
)
from tests.factories.platform import VillageFactory

pytestmark = pytest.mark.django_db

DAY = date(2017, 7, 1)


def test_a_list_brings_current_members_and_villages_only(office, yuxin_group, qingshan):
    current = MembershipFactory(group=yuxin_group)
    MembershipFactory(group=yuxin_group, until="2000-01-01")
    GroupVillageFactory(group=yuxin_group, until="2000-01-01")

    [group] = queries.with_officers(queries.groups(user=office))

    assert group.current_memberships == [current]
    assert [link.village for link in group.current_links] == [qingshan]


@pytest.mark.parametrize(
    ("who", "kept"),
    [
        ("office", {1, 2, 3}),
        ("clerk", {1, 2}),
        ("secretary", {1}),
        ("deputy", set()),
        ("supervisor", set()),
        ("leader", set()),
    ],
)
def test_books_are_kept_of_ones_own_groups(
    request, yuxin_group, second_group, duobao_group, who, kept
):
    numbered = {yuxin_group.pk: 1, second_group.pk: 2, duobao_group.pk: 3}

    rows = queries.groups_to_keep(user=request.getfixturevalue(who))

    assert {numbered[group.pk] for group in rows} == kept


def test_groups_are_founded_in_ones_own_township(
    office, clerk, secretary, yuxin, duobao
):
    assert set(queries.townships_to_keep(user=office)) == {yuxin, duobao}
    assert set(queries.townships_to_keep(user=clerk)) == {yuxin}
    assert set(queries.townships_to_keep(user=secretary)) == set()


def test_members_stand_in_the_order_of_the_list_as_of_the_day(yuxin_group):
    second = MembershipFactory(group=yuxin_group, order=2)
    first = MembershipFactory(group=yuxin_group, order=1)
    MembershipFactory(group=yuxin_group, since="2017-07-02")
    left = MembershipFactory(group=yuxin_group, until="2017-06-30")

    assert queries.memberships_on(yuxin_group, on=DAY) == [first, second]
    assert list(queries.former_members(yuxin_group, on=DAY)) == [left]


def test_whoever_is_in_office_and_in_no_group_may_join(
    clerk, yuxin, duobao, yuxin_group
):
    free = MandateFactory(township=yuxin).person
    MembershipFactory(group=yuxin_group, person=MandateFactory(township=yuxin).person)
    MandateFactory(township=yuxin, until="2017-01-01", end_reason="died")
    MandateFactory(township=duobao)
    left = MandateFactory(township=yuxin).person
    MembershipFactory(group=yuxin_group, person=left, until="2017-01-01")

    assert set(queries.in_no_group(user=clerk, on=DAY)) == {free, left}


def test_the_box_for_members_is_narrowed_to_the_township(office, yuxin, duobao):
    here, there = MandateFactory(township=yuxin), MandateFactory(township=duobao)
    rows = queries.in_no_group(user=office, on=DAY)

    assert set(of_township(rows, {"township": str(yuxin.pk)})) == {here.person}
    assert set(of_township(rows, {"township": "x"})) == {here.person, there.person}


def test_villages_to_link_are_those_not_linked_yet(yuxin_group, yuxin, qingshan):
    free = VillageFactory(parent=yuxin)
    VillageFactory(parent=yuxin, name="虚拟村委会")
    VillageFactory(parent=yuxin, closed_on="2016-12-31")
    VillageFactory()

    assert list(queries.may_link(yuxin_group, on=DAY)) == [free]


@pytest.mark.parametrize("text", ["第一", "渔薪", "yuxin", "yx", "YuX"])
def test_groups_are_found_by_name_or_the_sound_of_the_township(
    yuxin_group, duobao_group, text
):
    rows = DeputyGroup.objects.exclude(pk=duobao_group.pk)

    assert list(search_groups(rows, text)) == [yuxin_group]
