"""Villages that were merged: ledgers by either name, and pairs that go on or end."""

from datetime import date

import pytest

from tests.base.divisions.merged import DAY, donghe, dongling  # noqa: F401
from tests.factories.groups import GroupVillageFactory
from tests.factories.poverty import HouseholdFactory, PoorVillageFactory
from tests.factories.support import VillagePairingFactory
from tests.factories.visits import DeedFactory, PairingFactory
from tests.visits.pairings.test_ledger import fault, outcome
from tests.visits.support.test_ledger import line, take
from tianmen_congress.base.divisions.successors import succeed
from visits.pairings.models import HouseholdPairing
from visits.support.models import VillagePairing

pytestmark = pytest.mark.django_db


@pytest.fixture
def old(campaign, donghe):  # noqa: F811
    """A poor village that is about to go into another."""
    return PoorVillageFactory(village=donghe)


def test_a_merged_poor_village_is_paired_by_its_own_name_and_by_the_new(
    clerk,
    yuxin_group,
    old,
    dongling,  # noqa: F811
):
    succeed(old.village, dongling)
    GroupVillageFactory(group=yuxin_group, village=dongling)

    said = [
        outcome(take(line(贫困村=name), by=clerk))
        for name in ("东河村", "东岭村", "东河村委会", "牌岭村")
    ]

    assert said == [(1, 0, 0, 0), *[(0, 0, 1, 0)] * 3]
    assert VillagePairing.objects.get().village == old


def test_of_two_poor_villages_in_one_the_old_name_is_asked_for(
    clerk,
    yuxin_group,
    old,
    dongling,  # noqa: F811
):
    new = PoorVillageFactory(village=dongling)
    succeed(old.village, dongling)
    GroupVillageFactory(group=yuxin_group, village=dongling)

    said = {
        name: fault(take(line(贫困村=name), by=clerk))
        for name in ("牌岭村", "东河村", "东岭村")
    }

    told = "东岭村委会有贫困村东河村委会、东岭村委会，请写贫困村的原名"
    assert said == {"牌岭村": told, "东河村": "", "东岭村": ""}
    paired = VillagePairing.objects.values_list("village", flat=True)
    assert set(paired) == {old.pk, new.pk}


def test_a_pair_goes_on_with_the_group_of_the_new_village_or_ends(
    yuxin_group,
    second_group,
    old,
    dongling,  # noqa: F811
):
    GroupVillageFactory(group=second_group, village=dongling)
    pairing = VillagePairingFactory(group=yuxin_group, village=old)
    own = VillagePairingFactory(group=yuxin_group)

    succeed(old.village, dongling)

    for each in (pairing, own):
        each.refresh_from_db()
    told = pairing.until, pairing.end_reason, own.until
    assert told == (date(2017, 6, 30), "moved", None)


def test_a_pair_with_a_household_goes_along_with_all_that_was_done(
    clerk,
    yuxin_group,
    members,
    old,
    dongling,  # noqa: F811
):
    home = HouseholdFactory(village=old.village)
    pairing = PairingFactory(group=yuxin_group, person=members[0], household=home)
    DeedFactory(pairing=pairing)

    succeed(old.village, dongling)

    home.refresh_from_db()
    assert home.village == dongling
    [kept] = HouseholdPairing.objects.visible_to(clerk).on(DAY)
    assert (kept, kept.deeds.count()) == (pairing, 1)


def test_a_village_that_went_nowhere_yet_takes_no_new_pair(clerk, yuxin_group, old):
    report = take(line(贫困村="无此村"), by=clerk)

    assert "渔薪镇没有“无此村”" in fault(report)
    assert outcome(take(line(贫困村="东河村"), by=clerk)) == (0, 0, 0, 1)
    assert not VillagePairing.objects.exists()
