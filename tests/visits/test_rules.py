"""Who may enter, change and strike off: each rule for each of the cast."""

from datetime import date

import pytest

from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import hold, user_of
from tests.factories.visits import VisitFactory
from tianmen_congress.base.accounts.enums import Role
from visits import rules
from visits.enums import VisitKind

pytestmark = pytest.mark.django_db
KEEPERS = {"office", "clerk", "secretary"}


@pytest.fixture
def visit(yuxin_group):
    return VisitFactory(group=yuxin_group)


def struck_off(visit):
    visit.voided_at, visit.void_reason = "2017-06-02T08:00Z", "重复"
    visit.save()
    return visit


def test_joint_visits_are_entered_by_who_keeps_the_groups_books(allowed, yuxin_group):
    assert allowed(rules.can_enter, yuxin_group, VisitKind.JOINT) == KEEPERS


def test_paired_calls_are_entered_by_the_groups_deputy_too(allowed, yuxin_group):
    who = allowed(rules.can_enter, yuxin_group, VisitKind.PAIRED)

    assert who == {*KEEPERS, "deputy"}


@pytest.mark.parametrize("kind", VisitKind)
def test_nobody_enters_for_a_group_that_is_dissolved(allowed, yuxin_group, kind):
    yuxin_group.dissolved_on = date(2017, 6, 1)
    yuxin_group.save()

    who = allowed(rules.can_enter, yuxin_group, kind)

    assert who == ({"deputy"} if kind == VisitKind.PAIRED else set())


def test_a_deputy_who_left_the_group_enters_nothing_for_it(deputy, yuxin_group):
    deputy.person.memberships.update(until=date(2017, 7, 1))

    assert not rules.can_enter(deputy, yuxin_group, VisitKind.PAIRED)


def test_a_deputy_enters_from_his_last_day_in_the_group_backwards(deputy, yuxin_group):
    deputy.person.memberships.update(until=date(2017, 7, 25))

    assert rules.can_enter(deputy, yuxin_group, VisitKind.PAIRED)


def test_a_member_without_the_post_of_a_deputy_does_not_sign_in_as_one(yuxin_group):
    user = user_of(Role.LEADER)
    MembershipFactory(group=yuxin_group, person=PersonFactory(user=user))

    assert not rules.is_own_deputy(user, yuxin_group)
    assert not rules.can_enter(user, yuxin_group, VisitKind.PAIRED)


@pytest.mark.parametrize(
    ("who", "on_behalf"),
    [("office", True), ("clerk", True), ("secretary", False), ("deputy", False)],
)
def test_who_is_not_of_the_group_writes_on_its_behalf(
    request, yuxin_group, who, on_behalf
):
    user = request.getfixturevalue(who)

    assert rules.acts_on_behalf(user, yuxin_group) == on_behalf


def test_a_clerk_who_is_the_groups_secretary_too_writes_as_such(clerk, yuxin_group):
    hold(clerk, Role.SECRETARY, yuxin_group.organ)

    assert not rules.acts_on_behalf(clerk, yuxin_group)


def test_a_visit_is_changed_and_struck_off_by_who_keeps_the_books(allowed, visit):
    assert allowed(rules.can_edit, visit) == KEEPERS
    assert allowed(rules.can_void, visit) == KEEPERS


def test_what_was_struck_off_is_changed_by_nobody(allowed, visit):
    assert allowed(rules.can_edit, struck_off(visit)) == set()
    assert allowed(rules.can_void, visit) == set()


@pytest.mark.parametrize(
    ("kind", "is_own", "may"),
    [
        (VisitKind.PAIRED, True, True),
        (VisitKind.PAIRED, False, False),
        (VisitKind.JOINT, True, False),
    ],
)
def test_a_deputy_changes_his_own_paired_call_alone(
    deputy, clerk, yuxin_group, kind, is_own, may
):
    writer = deputy if is_own else clerk
    visit = VisitFactory(group=yuxin_group, kind=kind, recorded_by=writer)

    assert rules.can_edit(deputy, visit) == may


def test_who_was_a_deputy_changes_his_old_calls_no_more(deputy, yuxin_group):
    visit = VisitFactory(group=yuxin_group, kind=VisitKind.PAIRED, recorded_by=deputy)
    deputy.posts.update(until=date(2017, 7, 24))
    deputy = type(deputy).objects.get(username="deputy")

    assert not rules.can_edit(deputy, visit)


def test_who_enters_anything_is_known_by_role(allowed):
    def enters(user):
        return rules.can_enter_anything(user)

    assert allowed(enters) == {
        *KEEPERS,
        "other_clerk",
        "other_secretary",
        "deputy",
    }
