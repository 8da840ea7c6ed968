"""Whom each role sees, through every way to a person, and what stays out of sight."""

import pytest

from deputies.enums import Tier
from deputies.models import Mandate, Person, PersonMatch
from tests.factories.deputies import MandateFactory, PersonFactory
from tests.factories.groups import MembershipFactory
from tianmen_congress.base.accounts.models import User

pytestmark = pytest.mark.django_db


@pytest.fixture
def people(yuxin, duobao, yuxin_group, second_group):
    """Whoever may be seen or not: by the place of a mandate, by a group."""
    found = {
        "town": MandateFactory(township=yuxin).person,
        "city": MandateFactory(township=yuxin, tier=Tier.COUNTY).person,
        "in first": MandateFactory(township=yuxin).person,
        "in second": MandateFactory(township=yuxin).person,
        "next door": MandateFactory(township=duobao).person,
        "nobody": PersonFactory(),
    }
    MembershipFactory(group=yuxin_group, person=found["in first"])
    MembershipFactory(group=second_group, person=found["in second"])
    return found


IN_YUXIN = {"town", "city", "in first", "in second"}
ALL = {*IN_YUXIN, "next door", "nobody"}
SEEN = [
    ("office", ALL),
    ("leader", ALL),
    ("clerk", IN_YUXIN),
    ("supervisor", IN_YUXIN),
    ("other_clerk", {"next door"}),
    ("secretary", {"in first"}),
    ("other_secretary", {"in second"}),
    ("unit", set()),
    ("sysadmin", set()),
    ("secadmin", set()),
    ("auditor", set()),
]


@pytest.mark.parametrize(("who", "seen"), SEEN)
def test_each_role_sees_the_people_it_should(request, people, who, seen):
    user = request.getfixturevalue(who)

    visible = set(Person.objects.visible_to(user))

    assert {name for name, person in people.items() if person in visible} == seen


@pytest.mark.parametrize(("who", "seen"), SEEN)
def test_mandates_are_seen_by_whoever_sees_the_person(request, people, who, seen):
    user = request.getfixturevalue(who)

    holders = set(Mandate.objects.visible_to(user).values_list("person", flat=True))

    wanted = {people[name].pk for name in seen if name != "nobody"}
    assert holders == wanted


def test_a_deputy_sees_himself_and_his_group(deputy, people, yuxin_group):
    visible = set(Person.objects.visible_to(deputy))

    assert visible == {deputy.person, people["in first"]}


def test_who_left_the_group_is_seen_by_its_secretary_no_more(secretary, people):
    people["in first"].memberships.update(until="2000-01-01")

    assert not Person.objects.visible_to(secretary).exists()


def test_a_member_from_elsewhere_is_seen_where_the_group_is(
    clerk, other_clerk, people, yuxin_group
):
    MembershipFactory(group=yuxin_group, person=people["next door"])

    assert people["next door"] in Person.objects.visible_to(clerk)
    assert people["next door"] in Person.objects.visible_to(other_clerk)


def test_two_mandates_show_a_person_once(clerk, people, yuxin):
    MandateFactory(person=people["town"], township=yuxin, tier=Tier.COUNTY)

    rows = list(Person.objects.visible_to(clerk).filter(pk=people["town"].pk))

    assert rows == [people["town"]]


def test_a_mandate_that_ended_still_shows_whose_it_was(clerk, people):
    people["town"].mandates.update(until="2017-01-01", end_reason="died")

    assert people["town"] in Person.objects.visible_to(clerk)


@pytest.mark.parametrize(
    "who", ["clerk", "leader", "secretary", "supervisor", "deputy"]
)
def test_pairs_to_decide_are_the_offices_alone(request, people, office, who):
    first, second = sorted([people["town"], people["city"]], key=lambda p: p.pk)
    match = PersonMatch.objects.create(first=first, second=second)

    assert list(PersonMatch.objects.visible_to(office)) == [match]
    assert not PersonMatch.objects.visible_to(request.getfixturevalue(who)).exists()


def test_an_account_without_posts_sees_nobody(people):
    bare = User.objects.create_user("bare", name="无岗")

    assert not Person.objects.visible_to(bare).exists()
    assert not Mandate.objects.visible_to(bare).exists()
