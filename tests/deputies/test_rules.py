"""Who may write what about people and mandates."""

import pytest

from deputies import rules
from deputies.enums import Tier
from tests.factories.deputies import MandateFactory
from tests.factories.platform import OrganFactory, TownshipFactory, user_of
from tianmen_congress.base.accounts.enums import OrganKind, Role

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("tier", "may"),
    [
        (Tier.TOWNSHIP, {"office", "clerk"}),
        (Tier.COUNTY, {"office"}),
        (Tier.PROVINCIAL, {"office"}),
        (Tier.NATIONAL, {"office"}),
    ],
)
def test_mandates_are_edited_by_those_who_keep_their_roster(allowed, yuxin, tier, may):
    mandate = MandateFactory(township=yuxin, tier=tier)

    assert allowed(rules.can_edit_mandate, mandate) == may
    assert allowed(rules.can_edit_person, mandate.person) == may


def test_whoever_also_sits_in_the_city_is_the_offices(allowed, yuxin):
    mandate = MandateFactory(township=yuxin)
    MandateFactory(person=mandate.person, township=yuxin, tier=Tier.COUNTY)

    assert allowed(rules.can_edit_person, mandate.person) == {"office"}
    assert allowed(rules.can_edit_mandate, mandate) == {"office", "clerk"}


def test_whoever_sits_in_two_townships_is_no_single_clerks(allowed, yuxin, duobao):
    mandate = MandateFactory(township=yuxin)
    MandateFactory(person=mandate.person, township=duobao)

    assert allowed(rules.can_edit_person, mandate.person) == {"office"}


def test_people_are_entered_by_office_and_presidiums(allowed):
    assert allowed(rules.can_add_person) == {
        "office",
        "clerk",
        "other_clerk",
    }


def test_a_liaison_office_keeps_no_roster(db):
    street = TownshipFactory(name="竟陵街道办事处")
    organ = OrganFactory(kind=OrganKind.LIAISON, division=street)
    user = user_of(Role.PRESIDIUM, organ)

    assert not rules.can_add_person(user)
