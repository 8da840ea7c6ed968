"""Which records prove what a deputy did, and which prove nothing."""

from datetime import date

import pytest
from django.db import transaction
from django.utils import timezone

from referrals.enums import AsideReason, State
from supervision.duties.queries.sources import Sought, labels, registered
from tests.factories.groups import ActivityFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.referrals import OpinionFactory
from tests.factories.visits import (
    DeedFactory,
    PairingFactory,
    ReceptionFactory,
    VisitFactory,
)
from tests.supervision.duties.rows import entry_of

pytestmark = pytest.mark.django_db
SPAN = Sought(date(2017, 5, 1), date(2017, 6, 30))
DAY = date(2017, 6, 1)
VOID = {"voided_at": timezone.now(), "void_reason": "重复"}


def told(key, sought=SPAN):
    return [(p.person, p.day, p.page) for p in registered[key].proofs(sought)]


def test_the_back_room_offers_the_records_by_their_names():
    assert dict(labels()) | {
        "pairing": "联系户",
        "diary": "履职日志",
        "activity": "小组活动",
        "deed": "办实事",
    } == dict(labels())


def test_who_came_to_an_activity_late_or_early_was_there(
    campaign, colleague, stranger, yuxin_group
):
    found = {}
    for presence in ("present", "late", "early", "leave", "absent"):
        activity = ActivityFactory(campaign=campaign, group=yuxin_group, state="held")
        activity.attendances.create(person=colleague, presence=presence)
        found[presence] = (colleague.pk, DAY, activity.pk)

    assert told("activity") == [found[each] for each in ("present", "late", "early")]


def test_an_activity_that_does_not_count_proves_nothing(
    campaign, colleague, yuxin_group
):
    campaign.counts_with_part = True
    campaign.save()
    activity = ActivityFactory(campaign=campaign, group=yuxin_group, state="held")
    activity.attendances.create(person=colleague, presence="present")

    assert told("activity") == []
    part = campaign.programme.create(code="study", title="集中学习")
    activity.parts.create(part=part, is_done=True)
    assert told("activity") == [(colleague.pk, DAY, activity.pk)]


def test_a_pair_proves_as_long_as_it_holds(colleague, yuxin_group):
    def pair(**days):
        home = HouseholdFactory(village__parent=yuxin_group.township)
        ended = {"end_reason": "adjusted"} if days.get("until") else {}
        return PairingFactory(
            person=colleague, group=yuxin_group, household=home, **days, **ended
        )

    of_old, begun = pair(), pair(since=date(2017, 6, 30))
    ended = pair(since=date(2017, 1, 1), until=date(2017, 5, 1))
    pair(until=date(2017, 4, 30))
    pair(since=date(2017, 7, 1))
    gone = pair()
    gone.household.voided_at, gone.household.void_reason = VOID.values()
    gone.household.save()

    assert sorted(told("pairing"), key=lambda each: each[2]) == [
        (colleague.pk, date(2017, 5, 1), of_old.pk),
        (colleague.pk, date(2017, 6, 30), begun.pk),
        (colleague.pk, date(2017, 5, 1), ended.pk),
    ]


def test_a_deed_counts_once_it_is_confirmed(campaign, colleague, yuxin_group):
    pair = PairingFactory(person=colleague, group=yuxin_group)
    confirmed = {
        "witness": "household",
        "confirmed_name": "张三",
        "confirmed_on": date(2017, 6, 2),
    }
    DeedFactory(pairing=pair, campaign=campaign)
    DeedFactory(pairing=pair, campaign=campaign, **confirmed, **VOID)
    assert told("deed") == []

    DeedFactory(pairing=pair, campaign=campaign, **confirmed)

    assert told("deed") == [(colleague.pk, DAY, pair.pk)]


def test_what_was_struck_off_or_nobody_came_to_proves_nothing(
    campaign, colleague, yuxin_group
):
    visit = VisitFactory(group=yuxin_group, campaign=campaign)
    reception = ReceptionFactory(campaign=campaign)
    entry = entry_of(colleague, DAY, campaign)
    visit.participations.create(person=colleague)
    reception.hearings.create(person=colleague)
    rows = {"visit": visit, "reception": reception, "diary": entry}
    assert {key: told(key) for key in rows} == {
        key: [(colleague.pk, DAY, row.pk)] for key, row in rows.items()
    }

    for row in rows.values():
        row.voided_at, row.void_reason = VOID.values()
        row.save()

    assert [told(key) for key in rows] == [[], [], []]
    empty = ReceptionFactory(campaign=campaign, party=0, voter_name="", matter="")
    empty.hearings.create(person=colleague)
    assert told("reception") == []


def put_forward(campaign, group, state, *people, lead=None, **more):
    with transaction.atomic():
        opinion = OpinionFactory(campaign=campaign, group=group, state=state, **more)
        for person in people:
            opinion.proposers.create(
                person=person, name=person.name, is_lead=person == lead
            )
    return opinion


def test_an_opinion_is_his_who_leads_it_and_signed_by_the_others(
    campaign, colleague, own, yuxin_group
):
    alone = put_forward(campaign, yuxin_group, State.SCREENING, colleague)
    joint = put_forward(
        campaign, yuxin_group, State.SCREENING, colleague, own, lead=own
    )
    for state, reason in (
        (State.DRAFT, ""),
        (State.WITHDRAWN, ""),
        (State.SET_ASIDE, AsideReason.values[0]),
    ):
        put_forward(campaign, yuxin_group, state, colleague, aside_reason=reason)

    assert set(told("suggestion")) == {
        (colleague.pk, DAY, alone.pk),
        (own.pk, DAY, joint.pk),
    }
    assert told("cosigned") == [(colleague.pk, DAY, joint.pk)]


def test_only_what_is_asked_for_is_told(campaign, colleague, own):
    for person in (colleague, own):
        for day in (date(2017, 4, 30), date(2017, 5, 1), date(2017, 6, 30)):
            entry_of(person, day, campaign)

    his = Sought(date(2017, 5, 1), date(2017, 6, 29), [colleague.pk])

    assert [(who, day) for who, day, _ in told("diary", his)] == [
        (colleague.pk, date(2017, 5, 1))
    ]
    assert len(told("diary")) == 4


def test_each_kind_of_record_asks_one_query(
    campaign, colleague, yuxin_group, django_assert_num_queries
):
    for source in registered.values():
        with django_assert_num_queries(1):
            list(source.proofs(SPAN))
