"""Which rows each role reaches, model by model."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import Http404

from groups.models import DeputyGroup
from poverty.models import Household, PoorVillage
from tests.factories.groups import GroupVillageFactory, MembershipFactory
from tests.factories.poverty import HouseholdFactory, PoorVillageFactory
from tests.factories.visits import CallFactory, PairingFactory, VisitFactory
from tianmen_congress.base.clocks.calendar import today
from visits.models import HouseholdCall, Visit

pytestmark = pytest.mark.django_db


@pytest.fixture
def visits(yuxin_group, second_group, duobao_group):
    return {
        "first": VisitFactory(group=yuxin_group),
        "second": VisitFactory(group=second_group),
        "duobao": VisitFactory(group=duobao_group),
    }


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("office", {"first", "second", "duobao"}),
        ("leader", {"first", "second", "duobao"}),
        ("clerk", {"first", "second"}),
        ("other_clerk", {"duobao"}),
        ("secretary", {"first"}),
        ("other_secretary", {"second"}),
        ("supervisor", {"first", "second"}),
        ("deputy", set()),
        ("unit", set()),
        ("sysadmin", set()),
        ("secadmin", set()),
        ("auditor", set()),
    ],
)
def test_each_role_sees_the_visits_it_should(request, visits, who, seen):
    user = request.getfixturevalue(who)

    rows = Visit.objects.visible_to(user)

    assert set(rows) == {visits[name] for name in seen}


def test_calls_follow_their_visit(visits, clerk, other_clerk):
    call = CallFactory(visit=visits["first"])

    assert list(HouseholdCall.objects.visible_to(clerk)) == [call]
    assert list(HouseholdCall.objects.visible_to(other_clerk)) == []


def test_nobody_anonymous_sees_anything(visits):
    assert not Visit.objects.visible_to(AnonymousUser()).exists()


def test_a_post_that_ended_shows_nothing(visits, clerk):
    clerk.posts.update(until=today().replace(year=2016))

    assert not Visit.objects.visible_to(type(clerk).objects.get(pk=clerk.pk)).exists()


def test_a_row_out_of_sight_is_not_there(visits, other_clerk):
    with pytest.raises(Http404):
        Visit.objects.get_visible(other_clerk, pk=visits["first"].pk)


def test_a_secretary_sees_the_households_of_linked_villages_only(
    secretary, qingshan, yuxin
):
    linked = HouseholdFactory(village=qingshan)
    HouseholdFactory(village__parent=yuxin)

    assert list(Household.objects.visible_to(secretary)) == [linked]


def test_a_village_no_longer_linked_is_no_longer_seen(secretary, qingshan):
    HouseholdFactory(village=qingshan)
    qingshan.group_links.update(until="2000-01-01")

    assert not Household.objects.visible_to(secretary).exists()


def test_what_begins_tomorrow_is_not_seen_today(secretary, deputy, qingshan):
    HouseholdFactory(village=qingshan)
    tomorrow = today() + timedelta(days=1)
    qingshan.group_links.update(since=tomorrow)
    deputy.person.memberships.update(since=tomorrow)

    assert not Household.objects.visible_to(secretary).exists()
    assert not DeputyGroup.objects.visible_to(deputy).exists()

    qingshan.group_links.update(since=today())
    deputy.person.memberships.update(since=today())
    assert Household.objects.visible_to(secretary).exists()
    assert DeputyGroup.objects.visible_to(deputy).exists()


def test_a_deputy_who_left_the_group_sees_its_poor_villages_no_more(deputy, qingshan):
    poor = PoorVillageFactory(village=qingshan)
    assert list(PoorVillage.objects.visible_to(deputy)) == [poor]

    deputy.person.memberships.update(until=today() - timedelta(days=1))

    assert not PoorVillage.objects.visible_to(deputy).exists()


def test_a_village_that_had_another_group_shows_its_households_once(
    clerk, secretary, qingshan
):
    household = HouseholdFactory(village=qingshan)
    qingshan.group_links.update(since=today())
    before = {"until": today() - timedelta(days=1)}
    GroupVillageFactory(village=qingshan, group__township=qingshan.parent, **before)

    assert list(Household.objects.visible_to(secretary)) == [household]
    assert list(Household.objects.visible_to(clerk)) == [household]


def test_a_deputy_sees_the_paired_household_until_the_pairing_ends(
    deputy, yuxin_group, qingshan
):
    household = HouseholdFactory(village=qingshan)
    pairing = PairingFactory(
        person=deputy.person, household=household, group=yuxin_group
    )
    yesterday = today() - timedelta(days=1)

    for until, seen in ((None, [household]), (today(), [household]), (yesterday, [])):
        pairing.until = until
        pairing.save()
        assert list(Household.objects.visible_to(deputy)) == seen


def test_a_deputy_sees_the_group_once_while_in_it(deputy, yuxin_group, second_group):
    MembershipFactory(group=yuxin_group)
    assert list(DeputyGroup.objects.visible_to(deputy)) == [yuxin_group]

    deputy.person.memberships.update(until="2000-01-01")
    assert not DeputyGroup.objects.visible_to(deputy).exists()
