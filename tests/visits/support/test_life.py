"""Groups and poor villages at their edges: days, rights, projects, income, suggestions."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from groups.actions import dissolve_group
from tests.factories.deputies import MandateFactory
from tests.factories.groups import GroupFactory, GroupVillageFactory, MembershipFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory, PoorVillageFactory
from tests.factories.support import (
    VillageIncomeFactory,
    VillagePairingFactory,
    VillageProjectFactory,
)
from tests.factories.visits import CallFactory, PairingFactory, VisitFactory
from tests.kept import kept
from visits.pairings.models import HouseholdPairing
from visits.support import actions, rules
from visits.support.models import VillageIncome, VillagePairing, VillageProject
from visits.support.queries import coverage, ledgers, pairs
from visits.support.queries.suggestions import suggestions

pytestmark = pytest.mark.django_db

FIRST, LAST, TODAY = date(2017, 5, 5), date(2017, 6, 30), date(2017, 7, 25)
ONE_DAY = timedelta(days=1)
KEEPERS = {"office", "clerk", "secretary"}
READERS = {"office", "leader", "clerk", "secretary", "supervisor", "deputy"}


@kept
def poor(qingshan):
    return PoorVillageFactory(village=qingshan)


@kept
def pairing(yuxin_group, poor):
    return VillagePairingFactory(group=yuxin_group, village=poor, since=FIRST)


def before(group, village, **days):
    """A pair of a group that has the village no more, or not yet."""
    facts = {"group": group, "township": group.township, "village": village}
    return VillagePairing.objects.create(**facts, **days)


# --- who ------------------------------------------------------------------------------


def test_who_reads_and_keeps_what_a_group_does_for_a_village(
    allowed, everybody, pairing, poor
):
    VillageProjectFactory(pairing=pairing)
    for model in (VillagePairing, VillageProject):
        seen = {w for w, user in everybody.items() if model.objects.visible_to(user)}
        assert seen == READERS, model

    assert allowed(rules.can_keep, pairing) == KEEPERS
    assert allowed(rules.can_record_income, poor) == KEEPERS
    pairing.until = LAST
    assert allowed(rules.can_keep, pairing) == set()


def test_who_left_the_group_reads_of_its_village_no_more(pairing, deputy, yuxin_group):
    yuxin_group.memberships.update(until=TODAY)
    assert VillagePairing.objects.visible_to(deputy).exists()

    yuxin_group.memberships.update(until=TODAY - ONE_DAY)

    assert not VillagePairing.objects.visible_to(deputy).exists()


def test_who_had_the_village_up_to_yesterday_writes_no_income_of_it(
    secretary, poor, yuxin_group
):
    yuxin_group.village_links.update(until=TODAY)
    assert rules.can_record_income(secretary, poor)

    yuxin_group.village_links.update(until=TODAY - ONE_DAY)

    assert not rules.can_record_income(secretary, poor)
    with pytest.raises(PermissionDenied):
        actions.record_income(VillageIncome(village=poor, year=2016), by=secretary)


# --- days -----------------------------------------------------------------------------


def test_a_pair_ends_on_its_first_day_at_the_earliest_and_then_changes_no_more(
    clerk, pairing
):
    end = {"by": clerk, "end_reason": "adjusted"}
    with pytest.raises(ValidationError, match="不能早于结对日期（2017-05-05）"):
        actions.end_pairing(pairing, until=FIRST - ONE_DAY, **end)

    assert actions.end_pairing(pairing, until=FIRST, **end).version == 2

    for act in (
        lambda: actions.end_pairing(pairing, until=LAST, **end),
        lambda: actions.replan(pairing, by=clerk, plan="养鸡"),
        lambda: actions.redate(pairing, by=clerk, since=FIRST),
        lambda: actions.save_project(VillageProject(pairing=pairing), by=clerk),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_pair_begins_neither_before_the_link_nor_within_another_pair(
    clerk, yuxin_group, second_group, poor
):
    yuxin_group.village_links.update(since=date(2017, 5, 1))
    before(second_group, poor, since=FIRST, until=LAST, end_reason="moved")
    pairing = VillagePairingFactory(
        group=yuxin_group, village=poor, since=date(2017, 7, 10)
    )

    def told(day):
        try:
            return actions.redate(pairing, by=clerk, since=day).since
        except ValidationError as refusal:
            return refusal.messages[0]

    days = (date(2017, 4, 30), LAST, date(2017, 7, 1))
    assert [told(day) for day in days] == [
        "渔薪镇第一代表小组自2017-05-01起联系青山村委会，结对日期不能更早",
        "青山村委会那天由其他小组结对",
        date(2017, 7, 1),
    ]


def test_the_database_itself_keeps_one_group_a_day(pairing, second_group):
    end = {"until": LAST, "end_reason": "moved"}
    VillagePairing.objects.filter(pk=pairing.pk).update(**end)
    facts = {"group": second_group, "village": pairing.village}
    one = pytest.raises(IntegrityError, match="support_villagepairing_one_a_day")
    with one, transaction.atomic():
        before(**facts, since=LAST)

    assert before(**facts, since=LAST + ONE_DAY).pk


def test_a_group_that_is_no_more_without_another_ends_its_pairs(
    clerk, pairing, yuxin_group
):
    dissolve_group(yuxin_group, by=clerk, on=date(2017, 7, 1))

    pairing.refresh_from_db()
    assert (pairing.until, pairing.end_reason) == (LAST, "dissolved")
    assert VillagePairing.objects.count() == 1


# --- projects and income ----------------------------------------------------------------


def test_a_project_that_is_struck_off_counts_no_more(clerk, leader, pairing):
    kept_one, gone = VillageProjectFactory.create_batch(2, pairing=pairing)
    with pytest.raises(PermissionDenied):
        actions.void_project(gone, by=leader, reason="重复")

    actions.void_project(gone, by=clerk, reason=" 重复 ")

    assert (gone.void_reason, gone.version) == ("重复", 2)
    assert list(pairs.projects(user=clerk)) == [kept_one]
    assert pairs.pairings(user=clerk).get().project_count == 1
    with pytest.raises(PermissionDenied):
        actions.save_project(gone, by=clerk)


def test_income_is_of_this_year_at_the_latest_and_corrected_once(clerk, poor):
    def told(**facts):
        try:
            actions.record_income(VillageIncome(village=poor, **facts), by=clerk)
        except ValidationError as refusal:
            return refusal.message_dict
        return {}

    assert told(year=2018) == {"year": ["不能晚于今年（2017年）"]}
    assert told(year=2017, operating=3) == {}
    first = VillageIncome.objects.get()
    again = {"year": 2017, "corrects": first, "reason": "漏记"}
    assert told(**again | {"reason": " "}) == {"reason": ["请填写更正原因"]}
    assert told(**again) == {}
    late = {"reason": ["这一年的收入刚刚已被更正，请重新打开后核对"]}
    assert told(**again) == late
    assert VillageIncome.objects.in_force().get().corrects == first


def test_what_is_left_of_an_income_is_what_came_in_less_what_was_spent(poor):
    parts = dict.fromkeys(("contracted", "invest", "subsidy", "other"), 2)

    line = VillageIncomeFactory.build(village=poor, operating=1, spend=10, **parts)

    assert (line.total, line.balance) == (9, -1)


def test_only_all_figures_the_same_as_last_year_are_doubted(poor):
    parts = {"operating": 3, "spend": 1}
    VillageIncomeFactory(village=poor, year=2015, **parts)
    same = VillageIncomeFactory.build(village=poor, year=2016, **parts)
    told = []
    for change in ({}, {"spend": 2}, {"year": 2017}, {"village": PoorVillageFactory()}):
        other = VillageIncomeFactory.build(
            **{"village": poor, "year": 2016, **parts, **change}
        )
        told.append(actions.incomes.same_as_last_year(other) is not None)

    assert told == [True, False, False, False]
    assert same.numbers[-1] == 1


# --- what has no pair, or no visit ----------------------------------------------------


def test_who_is_of_the_village_is_suggested_first_then_who_has_fewest(
    yuxin, yuxin_group, qingshan
):
    home = HouseholdFactory(village=qingshan)

    def member(name, **facts):
        person = MandateFactory(
            township=yuxin, person__name=name, person__work=facts.pop("work", "")
        ).person
        return MembershipFactory(group=yuxin_group, person=person, **facts).person

    busy, idle = member("忙"), member("闲")
    near = member("近", work="青山村村民")
    paired, left = member("已联"), member("去职", until=TODAY - ONE_DAY)
    PairingFactory(group=yuxin_group, person=paired, household=home)
    for person in (busy, near, near):
        PairingFactory(group=yuxin_group, person=person)

    found = suggestions(home, on=TODAY)

    assert [each.person for each in found] == [near, idle, busy]
    assert left not in {each.person for each in found}
    assert str(found[0]) == "近（本村代表，渔薪镇第一代表小组，已联系2户）"


def test_one_press_pairs_nobody_where_no_group_of_ones_own_is_linked(
    clerk, other_clerk, qingshan, yuxin_group, poor
):
    home = HouseholdFactory(village=qingshan)
    far = PoorVillageFactory(village=VillageFactory(parent=qingshan.parent))
    with pytest.raises(ValidationError, match="没有小组联系这个村"):
        actions.pair_with_linked_group(far, by=clerk)
    MembershipFactory(group=yuxin_group)

    with pytest.raises(ValidationError, match="没有您负责的联系小组"):
        actions.pair_as_suggested(home, by=other_clerk)
    assert not HouseholdPairing.objects.exists()
    assert actions.pair_as_suggested(home, by=clerk).since == TODAY


def test_a_pair_with_a_link_that_begins_later_begins_with_it(clerk, poor, yuxin_group):
    yuxin_group.village_links.update(since=date(2017, 8, 1))

    assert actions.pair_with_linked_group(poor, by=clerk).since == date(2017, 8, 1)


def test_a_village_is_told_of_after_the_days_of_the_campaign(
    campaign, pairing, yuxin_group, second_group, qingshan
):
    """Not visited since the day before the first that counts; others' visits don't help."""
    campaign.pairs_visited_within = 30
    campaign.save()
    first = TODAY - timedelta(days=30)
    rows = VillagePairing.objects.all()

    def is_told(group, day, **more):
        visit = VisitFactory(group=group, village=qingshan, visited_on=day, **more)
        found = coverage.villages_not_visited(rows).exists()
        visit.delete()
        return found

    off = {"voided_at": "2017-07-20T00:00Z", "void_reason": "重复"}
    assert [
        is_told(yuxin_group, first - ONE_DAY),
        is_told(second_group, TODAY),
        is_told(yuxin_group, TODAY, **off),
        is_told(yuxin_group, first),
    ] == [True, True, True, False]
    rows.update(since=first)
    assert not coverage.villages_not_visited(rows).exists()


def test_a_household_is_told_of_after_the_days_of_the_campaign(
    campaign, yuxin_group, members, household
):
    """Calls of another deputy, and visits that were struck off, don't help."""
    campaign.pairs_visited_within = 30
    campaign.save()
    first = TODAY - timedelta(days=30)
    PairingFactory(group=yuxin_group, person=members[0], household=household)
    rows = HouseholdPairing.objects.all()

    def is_told(person, day, **more):
        visit = VisitFactory(group=yuxin_group, visited_on=day, **more)
        visit.deputies.set([person])
        call = CallFactory(visit=visit, household=household)
        found = coverage.not_visited(rows).exists()
        call.delete()
        return found

    off = {"voided_at": "2017-07-20T00:00Z", "void_reason": "重复"}
    assert [
        is_told(members[0], first - ONE_DAY),
        is_told(members[1], TODAY),
        is_told(members[0], TODAY, **off),
        is_told(members[0], first),
    ] == [True, True, True, False]
    for since, told in ((first - ONE_DAY, True), (first, False)):
        rows.update(since=since)
        assert coverage.not_visited(rows).exists() is told, since
    rows.update(since=FIRST, until=TODAY)
    assert not coverage.not_visited(rows).exists()


def test_the_visits_of_a_pair_are_the_groups_while_it_held(
    clerk, pairing, yuxin_group, second_group, qingshan
):
    days = (FIRST - ONE_DAY, FIRST, LAST, LAST + ONE_DAY)
    made = [
        VisitFactory(group=yuxin_group, village=qingshan, visited_on=day)
        for day in days
    ]
    VisitFactory(group=second_group, village=qingshan, visited_on=FIRST)
    VisitFactory(group=yuxin_group, visited_on=FIRST)
    assert list(pairs.visits_since(pairing, user=clerk)) == made[:0:-1]

    pairing.until = LAST

    assert list(pairs.visits_since(pairing, user=clerk)) == made[2:0:-1]


def test_a_ledger_counts_each_deputys_own_calls_up_to_its_day(
    yuxin_group, members, household
):
    pairing = PairingFactory(
        group=yuxin_group, person=members[0], household=household, since=FIRST
    )
    for day, people in ((1, members[:2]), (2, members[:1]), (3, members[1:2])):
        visit = VisitFactory(group=yuxin_group, visited_on=date(2017, 6, day))
        visit.deputies.set(people)
        CallFactory(visit=visit, household=household)
    key = (members[0].pk, household.pk)

    def told(day):
        return ledgers.calls([pairing], on=date(2017, 6, day)).get(key)

    assert [told(day) for day in (1, 2, 3)] == [
        (1, date(2017, 6, 1)),
        *[(2, date(2017, 6, 2))] * 2,
    ]
    assert ledgers.calls([pairing], on=FIRST) == {}


def test_who_is_in_a_group_and_has_no_household_is_named(office, yuxin, yuxin_group):
    idle, busy = (MandateFactory(township=yuxin).person for _ in range(2))
    alone = MandateFactory(township=yuxin).person
    gone = MandateFactory(
        township=yuxin, until=TODAY - ONE_DAY, end_reason="resigned"
    ).person
    for person in (idle, busy, gone):
        MembershipFactory(group=yuxin_group, person=person)
    PairingFactory(group=yuxin_group, person=busy, since=FIRST, until=LAST)

    def told(day):
        return set(coverage.without_household(user=office, on=day))

    assert told(LAST) == {idle, gone}
    assert told(LAST + ONE_DAY) == {idle, busy, gone}
    assert told(TODAY) == {idle, busy}
    assert alone not in told(TODAY)


def test_a_link_to_what_became_of_the_village_will_do(clerk, yuxin_group, poor):
    merged = VillageFactory(parent=yuxin_group.township)
    poor.village.now = merged
    poor.village.save()
    group = GroupFactory(township=yuxin_group.township, number=77)
    GroupVillageFactory(group=group, village=merged)

    assert actions.pair(group, poor, by=clerk, since=FIRST).village == poor
