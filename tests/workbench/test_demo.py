"""The demo shows the figures of the source, counted from rows."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from deputies.models import Mandate, Person
from groups.models import Activity, DeputyGroup, GroupMembership
from poverty.models import Household, HouseholdMember
from referrals.enums import ConferenceState, State
from referrals.models import Assignment, JointConference, Opinion
from referrals.queries.lists import waiting_for
from supervision.models import Finding, SupervisionTeam, TeamTownship
from tests.factories.platform import UserFactory
from tianmen_congress.accounts.enums import Role
from tianmen_congress.accounts.models import User
from tianmen_congress.workbench.demo import names
from visits.models import HouseholdCall, Visit


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker):
    """Loaded once for this module and rolled back after it."""
    from django.db import transaction

    with django_db_blocker.unblock(), transaction.atomic():
        call_command("load_demo", verbosity=0)
        yield
        transaction.set_rollback(True)


@pytest.fixture
def rows(demo, django_db_blocker):
    with django_db_blocker.unblock():
        yield


def test_mandates_persons_and_groups_are_those_of_the_source(rows):
    tiers = Counter(Mandate.objects.values_list("tier", flat=True))

    assert tiers == {"national": 1, "provincial": 20, "county": 438, "township": 1817}
    assert Person.objects.count() == 2276
    assert DeputyGroup.objects.count() == 151
    assert GroupMembership.objects.count() == 2276


def test_activities_and_visits_are_those_of_the_source(rows):
    assert Activity.objects.held().count() == 235
    assert Visit.objects.values("village").distinct().count() == 769
    assert HouseholdCall.objects.values("household").distinct().count() == 3526


def test_nobody_visits_the_placeholder_of_chenhu(rows):
    assert not Visit.objects.filter(village__is_placeholder=True).exists()


def test_a_call_is_on_a_household_of_the_visited_village(rows):
    for call in HouseholdCall.objects.select_related("visit", "household"):
        assert call.household.village_id == call.visit.village_id


def test_there_are_more_than_ten_thousand_households_each_with_one_head(rows):
    heads = HouseholdMember.objects.filter(relation="head")

    assert Household.objects.count() > 10_000
    assert heads.count() == Household.objects.count()


def test_six_teams_share_all_townships(rows):
    assert SupervisionTeam.objects.count() == 6
    assert TeamTownship.objects.count() == 28
    assert Finding.objects.exists()


def test_opinions_stand_at_every_point_of_their_way_and_some_are_late(rows):
    states = set(Opinion.objects.values_list("state", flat=True))

    assert states == set(State) - {State.DRAFT, State.TO_SUBMIT}
    assert 20 < Opinion.objects.overdue(date(2017, 7, 25)).count() < 100


def test_every_opinion_has_the_history_of_its_state(rows):
    for opinion in Opinion.objects.prefetch_related("history"):
        last = [event for event in opinion.history.all() if event.to_state][-1]
        assert last.to_state == opinion.state


def test_held_sessions_decided_every_item_and_one_is_being_prepared(rows):
    held = JointConference.objects.filter(state=ConferenceState.HANDED_OVER)
    planned = JointConference.objects.get(state=ConferenceState.PLANNED)

    assert held.count() == 3
    for session in held:
        assert session.minutes
        assert session.attendances.filter(is_present=True).exists()
        assert not session.items.filter(handed_over_on=None).exists()
        assert not session.items.exclude(handed_over_on=session.held_on).exists()
    assert planned.held_on > date(2017, 7, 25)
    assert planned.items.count() == 20
    assert not planned.items.exclude(lead_unit=None).exists()


@pytest.mark.parametrize("username", ["office", "yuxin", "yuxin-1", "unit"])
def test_who_works_on_opinions_finds_something_waiting(rows, username):
    user = User.objects.get(username=username)

    assert waiting_for(user=user).exists()


def test_no_answer_went_out_without_the_parts_of_the_co_handling_units(rows):
    done = Opinion.objects.filter(state__in=[State.ANSWERED, State.CLOSED])
    parts = Assignment.objects.filter(opinion__in=done, is_lead=False)

    assert parts.exists()
    assert not any(row.is_missing for row in parts)


def test_the_ten_accounts_sign_in_each_with_its_role(rows):
    users = {user.username: user for user in User.objects.filter(is_demo=True)}

    assert len(users) == 10
    assert all(user.check_password("tianmen-demo") for user in users.values())
    assert {role for user in users.values() for role in user.roles} == set(Role)


def test_the_demo_goes_into_an_empty_system_only(db):
    UserFactory()

    with pytest.raises(CommandError, match="空系统"):
        call_command("load_demo")


@pytest.mark.parametrize(
    ("number", "word"),
    [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (21, "二十一")],
)
def test_groups_are_counted_in_words(number, word):
    assert names.ordinal(number) == word


def test_shares_sum_to_the_whole_and_follow_the_weights():
    assert names.shares(10, [1, 1, 2]) == [3, 2, 5]
    assert sum(names.shares(2276, [7, 3, 11, 5])) == 2276


def test_the_same_seed_makes_the_same_people():
    def first(seed):
        return [names.person_name(Random(seed), "female") for _ in range(3)]

    assert first(1) == first(1)
    assert first(1) != first(2)
