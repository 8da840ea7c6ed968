"""Counting what points to each row of a list leaves the list as it was."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from poverty.models import Household, HouseholdMember
from tests.factories.poverty import HouseholdFactory, MemberFactory
from tianmen_congress.base.rows.counting import count_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def homes(qingshan):
    """Of three, of one and of nobody, in the order of their names."""
    first = HouseholdFactory(village=qingshan, head_name="陈一")
    second = HouseholdFactory(village=qingshan, head_name="王二")
    third = HouseholdFactory(village=qingshan, head_name="张三")
    MemberFactory.create_batch(3, household=third, relation="son")
    MemberFactory(household=first, relation="son")
    return [first, second, third]


def counted(**only):
    members = HouseholdMember.objects.filter(**only)
    return Household.objects.annotate(many=count_of(members, "household"))


def test_each_row_has_its_own_number_and_none_is_nought(homes):
    assert [(row, row.many) for row in counted()] == [
        (homes[0], 1),
        (homes[1], 0),
        (homes[2], 3),
    ]


def test_what_is_not_asked_for_does_not_count(homes):
    homes[2].members.update(left_on="2017-06-01", left_reason="外迁")

    assert [row.many for row in counted(left_on=None)] == [1, 0, 0]


def test_two_counts_do_not_multiply(homes):
    members = HouseholdMember.objects.all()
    rows = counted().annotate(again=count_of(members, "household"))

    assert [(row.many, row.again) for row in rows] == [(1, 1), (0, 0), (3, 3)]


def test_rows_can_be_sorted_and_filtered_by_it(homes):
    assert list(counted().order_by("-many")) == [homes[2], homes[0], homes[1]]
    assert list(counted().filter(many=0)) == [homes[1]]


def test_counting_the_list_asks_for_the_list_alone(homes):
    with CaptureQueriesContext(connection) as asked:
        assert counted().count() == 3

    assert "householdmember" not in asked[0]["sql"]
