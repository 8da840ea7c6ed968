"""Which posts one user may not hold together (三员分立)."""

from datetime import date

import pytest

from tianmen_congress.accounts.enums import Role
from tianmen_congress.accounts.models import Post
from tianmen_congress.accounts.rules import why_not_together


def held(role, since=None, until=None):
    return Post(role=role, since=since, until=until)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Role.SYSADMIN, Role.SECADMIN),
        (Role.SYSADMIN, Role.AUDITOR),
        (Role.SECADMIN, Role.AUDITOR),
    ],
)
def test_two_administrators_are_two_people_and_both_posts_are_named(one, other):
    reason = why_not_together([held(one), held(Role.LEADER), held(other)])

    assert f"“{one.label}”和“{other.label}”的起止日期重叠" in reason


def test_one_after_the_other_is_allowed_but_not_on_a_day_that_both_hold():
    first = held(Role.SYSADMIN, until=date(2017, 7, 24))

    assert why_not_together([first, held(Role.AUDITOR, date(2017, 7, 25))]) == ""
    assert why_not_together([first, held(Role.AUDITOR, date(2017, 7, 24))])


def test_the_same_role_twice_and_business_beside_it_are_allowed():
    posts = [held(Role.AUDITOR), held(Role.AUDITOR), held(Role.OFFICE)]

    assert why_not_together(posts) == ""
