"""A deputy's last mandate ends: the page tells what hangs on him and asks about it."""

from datetime import date

import pytest
from django.urls import reverse

from deputies.models import Mandate
from groups.models import VisitTeam
from tests.factories.deputies import MandateFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import user_of
from tests.factories.visits import PairingFactory
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db
DAY = date(2017, 6, 30)
FOUND = "没有其他代表职务了，名下还有：1对代表联户、1处小组成员、1个代表岗位。"


@pytest.fixture
def mandate(yuxin, yuxin_group):
    """Of a deputy with a group, a team, a household and an account."""
    mandate = MandateFactory(township=yuxin)
    person = mandate.person
    person.user = user_of(Role.DEPUTY)
    person.save()
    MembershipFactory(group=yuxin_group, person=person, is_leader=True)
    PairingFactory(group=yuxin_group, person=person)
    team = VisitTeam.objects.create(group=yuxin_group, name="第一分队")
    team.members.add(person)
    return mandate


@pytest.fixture
def ask(client, office, mandate):
    client.force_login(office)
    address = reverse("deputies:mandate_end", args=[mandate.pk])

    def ask(**more):
        if not more:
            return client.get(address)
        return client.post(address, {"until": str(DAY), "reason": "resigned"} | more)

    return ask


def ends(person):
    rows = (person.memberships, person.pairings, person.user.posts)
    return [each.get().until for each in rows]


def test_what_was_found_is_told_and_has_to_be_decided(ask, mandate):
    assert ask().context["form"].fields["rest"].help_text.startswith(FOUND)

    page = ask(rest="")

    assert page.context["form"].errors["rest"] == ["请选择名下的如何处理"]
    assert Mandate.objects.get(pk=mandate.pk).until is None


def test_all_of_it_ends_with_the_mandate_or_stays(ask, mandate):
    ask(rest="end")

    assert ends(mandate.person) == [DAY] * 3
    assert not mandate.person.visit_teams.exists()
    assert mandate.person.pairings.get().version == 2


def test_what_is_to_stay_stays(ask, mandate):
    assert ask(rest="stay").status_code == 302

    assert Mandate.objects.get(pk=mandate.pk).until == DAY
    assert ends(mandate.person) == [None] * 3
    assert mandate.person.visit_teams.exists()


def test_who_has_another_seat_is_asked_nothing(ask, mandate):
    MandateFactory(person=mandate.person)

    assert "rest" not in ask().context["form"].fields
    assert ask(rest="end").status_code == 302
    assert ends(mandate.person) == [None] * 3
