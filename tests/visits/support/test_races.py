"""Two clerks at one moment: one household, one village, one year are written once."""

from datetime import date

import pytest

from poverty.models import PoorVillage
from tests.factories.groups import GroupFactory, GroupVillageFactory, MembershipFactory
from tests.factories.platform import OrganFactory, VillageFactory, user_of
from tests.factories.poverty import HouseholdFactory, PoorVillageFactory
from tests.racing import at_once, waits_for
from tianmen_congress.base.accounts.enums import OrganKind, Role
from visits.pairings.models import HouseholdPairing
from visits.support import actions
from visits.support.models import VillageIncome, VillagePairing

pytestmark = pytest.mark.django_db(transaction=True)
TIMES = range(4)


def said_to(*works):
    answers = at_once(*works)
    return sorted(answer.messages[0] if answer else "" for answer in answers)


@pytest.fixture
def keeper(transactional_db):
    return user_of(Role.OFFICE, OrganFactory(kind=OrganKind.OFFICE, name="机关"))


@pytest.fixture
def group(transactional_db):
    group = GroupFactory(name="第一代表小组")
    MembershipFactory.create_batch(2, group=group)
    return group


def village_of(group):
    village = VillageFactory(parent=group.township)
    GroupVillageFactory(group=group, village=village)
    return village


def test_of_two_who_press_at_once_one_pairs_the_household(keeper, group):
    for _ in TIMES:
        home = HouseholdFactory(village=village_of(group))

        said = said_to(*[lambda h=home: actions.pair_as_suggested(h, by=keeper)] * 2)

        assert said == ["", "这户已有代表联系"]
        assert HouseholdPairing.objects.filter(household=home).count() == 1


def test_of_two_who_pair_one_village_the_second_is_told_whose_it_is(keeper, group):
    for _ in TIMES:
        poor = PoorVillageFactory(village=village_of(group))
        days = {"by": keeper, "since": date(2017, 5, 5)}

        said = said_to(*[lambda p=poor, d=days: actions.pair(group, p, **d)] * 2)

        told = f"{poor}已由第一代表小组结对（2017-05-05起）"
        assert said == ["", told]
        assert VillagePairing.objects.filter(village=poor).count() == 1


def test_who_pairs_a_village_waits_for_whoever_does(keeper, group):
    poor = PoorVillageFactory(village=village_of(group))

    def pair():
        actions.pair(group, poor, by=keeper, since=date(2017, 5, 5))

    assert waits_for(PoorVillage.objects.filter(pk=poor.pk), pair)
    assert not VillagePairing.objects.filter(village=poor).exists()
    assert not waits_for(PoorVillage.objects.exclude(pk=poor.pk), pair)
    assert VillagePairing.objects.filter(village=poor).count() == 1


def test_of_two_who_write_one_years_income_the_second_is_led_to_correct_it(keeper):
    for _ in TIMES:
        poor = PoorVillageFactory()

        def write(poor=poor):
            income = VillageIncome(village=poor, year=2016)
            actions.record_income(income, by=keeper)

        assert said_to(write, write) == ["", "2016年的收入已登记，有错请用“更正”"]
        assert VillageIncome.objects.filter(village=poor).count() == 1
