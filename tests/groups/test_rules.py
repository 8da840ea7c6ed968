"""Who may write what about groups."""

import pytest

from groups import rules

pytestmark = pytest.mark.django_db


def test_members_and_villages_are_for_office_and_own_presidium(allowed, yuxin_group):
    assert allowed(rules.can_edit_group, yuxin_group) == {"office", "clerk"}


def test_books_are_kept_by_the_own_secretary_too(allowed, yuxin_group):
    assert allowed(rules.keeps_books_of, yuxin_group) == {
        "office",
        "clerk",
        "secretary",
    }


def test_groups_are_founded_by_office_and_presidiums(allowed):
    assert allowed(rules.can_found_group) == {
        "office",
        "clerk",
        "other_clerk",
    }


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
