"""Which posts one user may hold together, who gives them, and which kind stays held."""

from datetime import date

import pytest

from tests.factories.platform import UserFactory, hold, user_of
from tianmen_congress.base.accounts.enums import KEPT_ROLES, OFFICER_ROLES, Role
from tianmen_congress.base.accounts.models import Post
from tianmen_congress.base.accounts.rules import (
    why_not_by,
    why_not_together,
    why_somebody_must_stay,
)


def held(role, since=None, until=None):
    return Post(role=role, since=since, until=until)


@pytest.mark.parametrize("one", OFFICER_ROLES)
@pytest.mark.parametrize("other", Role)
def test_an_officer_is_nothing_else_and_both_posts_are_named(one, other):
    reason = why_not_together([held(other), held(one)])

    is_named = f"“{other.label}”和“{one.label}”不能由同一人同时担任" in reason
    assert is_named is (one != other)


def test_one_after_the_other_is_allowed_but_not_on_a_day_that_both_hold():
    first = held(Role.SYSADMIN, until=date(2017, 7, 24))

    assert why_not_together([first, held(Role.AUDITOR, date(2017, 7, 25))]) == ""
    assert why_not_together([first, held(Role.AUDITOR, date(2017, 7, 24))])


def test_business_goes_with_business_and_a_role_with_itself():
    business = [held(Role.OFFICE), held(Role.SECRETARY), held(Role.DEPUTY)]

    assert why_not_together(business) == ""
    assert why_not_together([held(Role.AUDITOR), held(Role.AUDITOR)]) == ""


def test_nobody_gives_to_himself_what_he_gives_to_others(db):
    one, other = UserFactory(), UserFactory()

    assert (bool(why_not_by(one, one)), why_not_by(one, other)) == (True, "")


class TestTheLastOfAKind:
    """The day of the tests is the 25th of July 2017."""

    pytestmark = pytest.mark.django_db

    def without(self, user, **days):
        """What is said when the days of the user's only post change."""
        post = user.posts.get()
        for name, day in days.items():
            setattr(post, name, day)
        return why_somebody_must_stay(user, [post])

    @pytest.mark.parametrize("role", KEPT_ROLES)
    def test_is_not_switched_off(self, role):
        last = user_of(role)
        alone = why_somebody_must_stay(last)
        user_of(role)

        assert f"“{role.label}”自2017-07-25起将没有人担任" in alone
        assert why_somebody_must_stay(last) == ""

    def test_is_kept_by_nobody_who_cannot_sign_in(self, auditor):
        user_of(Role.AUDITOR, is_active=False)

        assert why_somebody_must_stay(auditor)

    def test_other_kinds_may_end(self, leader):
        assert why_somebody_must_stay(leader) == ""

    @pytest.mark.parametrize(
        ("days", "gap"),
        [
            ({"until": date(2017, 7, 24)}, "2017-07-25"),
            ({"until": date(2017, 12, 31)}, "2018-01-01"),
            ({"since": date(2017, 7, 26)}, "2017-07-25"),
            ({"since": date(2017, 7, 25)}, ""),
            ({}, ""),
        ],
    )
    def test_is_moved_so_that_no_day_to_come_is_without(self, auditor, days, gap):
        said = self.without(auditor, **days)

        assert (f"自{gap}起" in said) if gap else (said == "")

    @pytest.mark.parametrize(
        ("since", "until", "is_refused"),
        [
            (date(2018, 1, 1), None, False),
            (date(2018, 1, 2), None, True),
            (date(2018, 1, 1), date(2018, 6, 30), True),
            (None, None, False),
        ],
    )
    def test_is_ended_where_another_goes_on(self, auditor, since, until, is_refused):
        hold(UserFactory(), Role.AUDITOR, since=since, until=until)

        said = self.without(auditor, until=date(2017, 12, 31))

        assert bool(said) is is_refused

    def test_is_taken_over_by_one_after_the_other(self, auditor):
        ends = [(date(2018, 1, 1), date(2018, 6, 30)), (date(2018, 7, 1), None)]
        hold(UserFactory(), Role.AUDITOR, since=ends[1][0])
        hold(UserFactory(), Role.AUDITOR, since=ends[0][0], until=ends[0][1])

        assert self.without(auditor, until=date(2017, 12, 31)) == ""

    def test_is_not_given_with_an_end_before_somebody_follows(self, db):
        new = held(Role.AUDITOR, until=date(2017, 12, 31))

        assert "自2018-01-01起" in why_somebody_must_stay(UserFactory(), [new])
        hold(UserFactory(), Role.AUDITOR)
        assert why_somebody_must_stay(UserFactory(), [new]) == ""
