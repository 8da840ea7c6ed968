"""Who may write what about groups."""

import pytest

from groups import rules
from groups.activities.rules import can_edit_activity
from tests.factories.groups import ActivityFactory

pytestmark = pytest.mark.django_db


def test_members_and_villages_are_for_office_and_own_presidium(allowed, yuxin_group):
    assert allowed(rules.can_edit_group, yuxin_group) == {"office", "clerk"}


def test_teams_and_activities_are_for_the_own_secretary_too(allowed, yuxin_group):
    keepers = {"office", "clerk", "secretary"}

    assert allowed(rules.keeps_books_of, yuxin_group) == keepers
    activity = ActivityFactory(group=yuxin_group)
    assert allowed(can_edit_activity, activity) == keepers


def test_groups_are_founded_by_office_and_presidiums(allowed):
    assert allowed(rules.can_found_group) == {
        "office",
        "clerk",
        "other_clerk",
    }


def test_a_cancelled_activity_is_changed_by_nobody(allowed, yuxin_group):
    activity = ActivityFactory(
        group=yuxin_group, state="cancelled", cancel_reason="防汛"
    )

    assert allowed(can_edit_activity, activity) == set()


def test_a_dissolved_group_is_changed_by_nobody(allowed, yuxin_group):
    yuxin_group.dissolved_on = "2017-07-01"

    assert allowed(rules.can_edit_group, yuxin_group) == set()
    assert allowed(rules.keeps_books_of, yuxin_group) == set()


def test_only_the_secretary_acts_in_her_own_name(allowed, yuxin_group):
    assert allowed(rules.is_secretary_of, yuxin_group) == {"secretary"}


def test_a_secretary_whose_post_ended_keeps_nothing(secretary, yuxin_group):
    secretary.posts.update(until="2000-01-01")
    again = type(secretary).objects.get(pk=secretary.pk)

    assert not rules.keeps_books_of(again, yuxin_group)
    assert not rules.keeps_any_books(again)
