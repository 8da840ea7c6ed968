"""A deputy and the poor household he is paired with."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from tests.factories.deputies import PersonFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import PairingFactory, VisitFactory
from tianmen_congress.clocks.calendar import today
from visits.actions import end_pairing, move_to_kept_person, pair, replan
from visits.models import HouseholdPairing

pytestmark = pytest.mark.django_db

DAY = date(2017, 5, 5)


@pytest.mark.parametrize("who", ["office", "clerk", "secretary"])
def test_who_keeps_the_groups_books_pairs_its_deputies(
    request, members, household, yuxin_group, yuxin, who
):
    user = request.getfixturevalue(who)

    pairing = pair(members[0], household, by=user, group=yuxin_group, since=DAY)

    assert HouseholdPairing.objects.get() == pairing
    assert pairing.township == yuxin


@pytest.mark.parametrize(
    "who", ["other_clerk", "other_secretary", "deputy", "supervisor", "leader"]
)
def test_nobody_else_does(request, members, household, yuxin_group, who):
    user = request.getfixturevalue(who)

    with pytest.raises(PermissionDenied):
        pair(members[0], household, by=user, group=yuxin_group, since=DAY)


def test_only_a_member_and_a_household_of_the_township_fit(
    clerk, household, members, yuxin_group, duobao
):
    stranger = PersonFactory(name="外人")
    far = HouseholdFactory(village__parent=duobao, head_name="远户")

    with pytest.raises(ValidationError, match="外人在结对当天不是"):
        pair(stranger, household, by=clerk, group=yuxin_group, since=DAY)
    with pytest.raises(ValidationError, match="远户户不在"):
        pair(members[0], far, by=clerk, group=yuxin_group, since=DAY)


def test_the_same_two_are_paired_once_at_a_time(clerk, household, members, yuxin_group):
    first = pair(members[0], household, by=clerk, group=yuxin_group, since=DAY)
    with pytest.raises(ValidationError, match="该代表已联系此户"):
        pair(members[0], household, by=clerk, group=yuxin_group, since=DAY)

    end_pairing(first, by=clerk, until=date(2017, 6, 1))
    pair(members[0], household, by=clerk, group=yuxin_group, since=date(2017, 6, 2))

    assert HouseholdPairing.objects.count() == 2


def test_a_pairing_ends_once_and_not_before_it_began(clerk, household, yuxin_group):
    pairing = PairingFactory(household=household, group=yuxin_group, since=DAY)
    with pytest.raises(ValidationError, match="解除日期不能早于结对日期"):
        end_pairing(pairing, by=clerk, until=date(2017, 5, 4))

    end_pairing(pairing, by=clerk, until=DAY)

    with pytest.raises(PermissionDenied):
        end_pairing(pairing, by=clerk, until=DAY)


def test_the_plan_is_written_anew(clerk, other_clerk, household, yuxin_group):
    pairing = PairingFactory(household=household, group=yuxin_group, plan="养鸡")

    assert replan(pairing, by=clerk, plan="养羊").plan == "养羊"
    with pytest.raises(PermissionDenied):
        replan(pairing, by=other_clerk, plan="无")


def test_two_records_of_one_deputy_keep_all_visits_and_pairings(household, yuxin_group):
    kept, merged = PersonFactory(), PersonFactory()
    both, only_merged = VisitFactory(), VisitFactory()
    both.deputies.set([kept, merged])
    only_merged.deputies.set([merged])
    PairingFactory(person=kept, household=household, group=yuxin_group)
    doubled = PairingFactory(person=merged, household=household, group=yuxin_group)
    other = PairingFactory(person=merged, group=yuxin_group)

    move_to_kept_person(kept, merged)

    assert set(kept.visits.all()) == {both, only_merged}
    assert not merged.visits.exists()
    assert set(kept.pairings.filter(until=None)) >= {other}
    doubled.refresh_from_db()
    assert (doubled.person, doubled.until) == (kept, today())
    assert not merged.pairings.exists()
