"""A pairing's first and last day, whose it becomes, and who reads what was done in it."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from groups.actions import dissolve_group
from tests.factories.visits import (
    AidFactory,
    DeedFactory,
    EffectFactory,
    PairingFactory,
)
from tests.kept import kept
from visits.pairings import checks, rules
from visits.pairings.actions import (
    move_to_kept_person,
    pass_pairings,
    redate,
    save_record,
)
from visits.pairings.models import Aid, Deed, Effect, HouseholdPairing, OfficialHelper

pytestmark = pytest.mark.django_db

FIRST, LAST = date(2017, 5, 5), date(2017, 6, 30)
STRUCK_OFF = {"voided_at": timezone.now(), "void_reason": "重复"}


@kept
def pairing(household, yuxin_group, members):
    return PairingFactory(
        household=household, group=yuxin_group, person=members[0], since=FIRST
    )


@pytest.fixture
def worked(pairing):
    """Something was done from the first of June to the 25th; what was struck off was not."""
    aid = AidFactory(pairing=pairing, state="done", done_on=date(2017, 6, 20))
    EffectFactory(aid=aid, day=date(2017, 6, 22), signed_on=date(2017, 6, 25))
    for day in (date(2017, 5, 6), date(2017, 7, 20)):
        DeedFactory(pairing=pairing, day=day, **STRUCK_OFF)
    return pairing


# --- days -----------------------------------------------------------------------------


def test_what_was_done_lies_between_the_first_and_the_last_day(pairing):
    pairing.until = LAST
    days = {
        date(2017, 5, 4): "不能早于结对日期（2017-05-05）",
        FIRST: "",
        LAST: "",
        date(2017, 7, 1): "不能晚于解除日期（2017-06-30）",
        date(2017, 7, 26): "不能晚于今天（2017-07-25）",
    }

    assert {day: checks.why_not_in_life(pairing, day) for day in days} == days


def test_it_ends_with_the_last_thing_done_at_the_earliest(worked):
    told = "2017-06-25还有帮扶记录，解除日期不能更早"
    days = {date(2017, 6, 24): told, date(2017, 6, 25): "", date(2017, 6, 26): ""}

    assert {day: checks.why_not_ended(worked, day) for day in days} == days


def test_it_began_with_the_first_thing_done_at_the_latest(clerk, worked, members):
    told = "2017-06-01已有帮扶记录，结对日期不能更晚"
    days = {date(2017, 5, 31): "", date(2017, 6, 1): "", date(2017, 6, 2): told}

    assert {day: checks.why_not_begun(worked, day) for day in days} == days
    members[0].memberships.update(since=date(2017, 5, 20))
    assert "在2017-05-19不是" in checks.why_not_begun(worked, date(2017, 5, 19))
    with pytest.raises(ValidationError, match="在2017-05-19不是"):
        redate(worked, by=clerk, since=date(2017, 5, 19))
    assert redate(worked, by=clerk, since=date(2017, 5, 20)).version == 2


def test_an_effect_is_not_older_than_its_aid(worked):
    effect = worked.effects.get()
    said = {}
    for day in (date(2017, 5, 31), date(2017, 6, 1)):
        effect.day = day
        said[day.day] = checks.faults_of(effect)

    assert said == {31: {"day": "不能早于措施日期（2017-06-01）"}, 1: {}}


def test_a_twin_is_the_same_deed_of_the_same_day_that_still_counts(
    pairing, yuxin_group, members
):
    other = PairingFactory(
        household=pairing.household, group=yuxin_group, person=members[1]
    )
    told = {"value": 2, "unit": "人"}
    mine = DeedFactory(pairing=pairing, **told)
    for more in (
        {"day": date(2017, 6, 2)},
        {"kind": "money"},
        {"value": 3},
        STRUCK_OFF,
    ):
        DeedFactory(pairing=other, **(told | more))
    DeedFactory(**told)
    assert checks.twin_of(mine) is None

    twin = DeedFactory(pairing=other, **told)
    assert checks.twin_of(mine) == twin


def test_an_amount_is_written_as_people_write_it():
    told = {"10.00": "10人", "2000": "2000人", "0.50": "0.5人", "0": "0人"}

    assert {v: Deed(value=Decimal(v), unit="人").amount for v in told} == told
    assert Deed().amount == ""


# --- whose it becomes -------------------------------------------------------------------


def test_the_group_that_takes_over_has_the_pairing_and_all_its_records(
    clerk, worked, yuxin_group, second_group
):
    dissolve_group(yuxin_group, by=clerk, on=date(2017, 7, 1), into=second_group)

    worked.refresh_from_db()
    assert (worked.group, worked.until, worked.version) == (second_group, None, 2)
    for rows in (Aid, Effect, Deed):
        assert set(rows.objects.values_list("group", flat=True)) == {second_group.pk}


def test_without_a_group_that_takes_over_it_ends_the_day_before(
    clerk, pairing, yuxin_group, members
):
    late = PairingFactory(group=yuxin_group, person=members[1], since=date(2017, 7, 10))
    over = PairingFactory(group=yuxin_group, person=members[2], until=LAST)

    pass_pairings(yuxin_group.pairings, None, on=date(2017, 7, 1))

    ends = HouseholdPairing.objects.values_list("pk", "until", "end_reason")
    assert set(ends) == {
        (pairing.pk, LAST, "adjusted"),
        (late.pk, date(2017, 7, 10), "adjusted"),
        (over.pk, LAST, ""),
    }


def test_of_two_records_of_one_deputy_the_kept_one_has_all_that_was_done(
    worked, members
):
    before = worked.deeds.count()

    move_to_kept_person(members[1], members[0])

    worked.refresh_from_db()
    assert (worked.person, worked.until) == (members[1], None)
    assert worked.deeds.count() == before


# --- who reads and writes ---------------------------------------------------------------


def seen_by(everybody, model):
    return {w for w, user in everybody.items() if model.objects.visible_to(user)}


def test_who_sees_a_pairing_sees_what_was_done_in_it(everybody, worked, deputy):
    own = {"office", "leader", "clerk", "secretary", "supervisor"}
    for model in (HouseholdPairing, Aid, Effect, Deed):
        assert seen_by(everybody, model) == own, model

    worked.person = deputy.person
    worked.save()

    for model in (HouseholdPairing, Aid, Effect, Deed):
        assert seen_by(everybody, model) == own | {"deputy"}, model


def test_a_presidium_reads_whom_the_citys_groups_took_on_and_writes_nothing(
    allowed, everybody, city_group, city_clerk, household, second_group
):
    pairing = PairingFactory(group=city_group, household=household)
    DeedFactory(pairing=pairing)

    for model in (HouseholdPairing, Deed):
        readers = {"office", "leader", "clerk", "supervisor"}
        assert seen_by(everybody, model) == readers, model
        assert model.objects.visible_to(city_clerk).exists()
    assert allowed(rules.can_record, pairing) == {"office"}
    assert rules.can_record(city_clerk, pairing)


def test_a_helper_is_seen_by_who_sees_the_household(
    clerk, other_clerk, deputy, pairing
):
    facts = {"name": "张干部", "since": FIRST, "recorded_by": clerk}
    OfficialHelper.objects.create(household=pairing.household, **facts)
    users = {"clerk": clerk, "other_clerk": other_clerk}

    assert seen_by(users, OfficialHelper) == {"clerk"}


def test_a_deputy_writes_in_his_own_name_as_long_as_his_group_is_there(
    campaign, clerk, deputy, pairing
):
    pairing.person = deputy.person
    pairing.save()
    facts = {"kind": "work", "what": "介绍务工", "day": LAST}

    said = {
        who.username: save_record(Deed(pairing=pairing, **facts), by=who).is_on_behalf
        for who in (deputy, clerk)
    }

    assert said == {"deputy": False, "yuxin": True}
    pairing.group.dissolved_on = date(2017, 7, 1)
    assert not rules.can_record(deputy, pairing)


def test_without_a_campaign_nothing_is_written_down(campaign, clerk, pairing):
    campaign.is_current = False
    campaign.save()

    with pytest.raises(ValidationError, match="还没有"):
        save_record(Deed(pairing=pairing, kind="work", what="务工", day=LAST), by=clerk)
    assert not pairing.deeds.exists()
