"""What the gate asks besides state and person: values, days, versions, papers."""

from datetime import date

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from referrals import actions
from referrals.actions import Proponent
from referrals.enums import ENDED, OPEN, State
from referrals.models import Event, Opinion
from referrals.workflow import TRANSITIONS, MoveRefused, StaleMove

pytestmark = pytest.mark.django_db


def test_nobody_moves_an_ended_opinion_but_a_closed_one():
    moving = [step for step in TRANSITIONS.values() if step.target is not None]
    sources = {state for step in moving for state in step.sources}

    assert sources & set(ENDED) == {State.CLOSED}


def test_from_every_open_state_there_is_a_way_to_an_end():
    ways = {state: set() for state in State}
    for step in TRANSITIONS.values():
        for source in step.sources:
            ways[source] |= set(step.targets)

    def ends(state, seen):
        return state in ENDED or any(
            ends(target, {*seen, state}) for target in ways[state] - seen - {state}
        )

    assert all(ends(state, set()) for state in OPEN)


def test_what_must_be_given_is_asked_for_by_name(way):
    opinion = way.to(State.TRIAGE)

    with pytest.raises(MoveRefused, match="交办须填写承办单位"):
        actions.move(
            opinion, "refer", by=way.clerk, category=way.category, level="village"
        )


def test_a_move_takes_nothing_that_the_table_does_not_name(way):
    with pytest.raises(TypeError, match="lead_unit"):
        actions.move(
            way.to(State.TRIAGE), "refer", by=way.clerk, lead_unit=way.lead_unit
        )


def test_a_stale_version_is_refused_with_what_was_done(way):
    opinion = way.to(State.TRIAGE)
    way.step(opinion, "grade_city")

    with pytest.raises(StaleMove, match="定为市级事项") as stale:
        way.step(opinion, "submit", version=opinion.version)

    assert [event.name for event in stale.value.since] == ["grade_city"]


def test_history_does_not_run_backwards(way):
    opinion = way.to(State.SCREENING)

    with pytest.raises(MoveRefused, match="不能早于"):
        actions.move(opinion, "report_up", by=way.clerk, on=date(2017, 5, 31))
    with pytest.raises(MoveRefused, match="不能晚于今天"):
        actions.move(opinion, "report_up", by=way.clerk, on=date(2999, 1, 1))


def test_an_event_can_neither_be_changed_nor_deleted(way):
    event = way.to(State.SCREENING).history.first()

    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(pk=event.pk).update(note="改")
    with pytest.raises(DatabaseError), transaction.atomic():
        Event.objects.filter(pk=event.pk).delete()


def test_a_refused_move_leaves_nothing_behind(way):
    opinion = way.to(State.TRIAGE)
    counted = Event.objects.count()

    with pytest.raises(MoveRefused, match="层级须为"):
        way.step(opinion, "refer", level="city")

    opinion.refresh_from_db()
    assert opinion.state == State.TRIAGE
    assert opinion.clocks.get(stopped_on=None).step == "triage"
    assert Event.objects.count() == counted


def test_with_a_ledgers_name_the_office_records_what_others_did(way):
    opinion = way.to(State.FED_BACK)

    moved = actions.move(
        opinion,
        "evaluate",
        by=way.office,
        basis="意见台账",
        verdict="basically",
        attitude="satisfied",
    )

    event = moved.history.last()
    assert (event.basis, event.is_on_behalf) == ("意见台账", True)


def test_nobody_records_for_another_township(way, other_clerk):
    with pytest.raises(MoveRefused, match="无权"):
        actions.move(
            way.to(State.SCREENING), "report_up", by=other_clerk, basis="意见台账"
        )


def test_the_clerk_shows_the_paper_of_an_evaluation(way):
    opinion = way.to(State.FED_BACK)

    with pytest.raises(MoveRefused, match="须上传纸质件扫描"):
        way.step(opinion, "evaluate", by=way.clerk)


def test_a_deputys_opinion_is_not_judged_by_the_secretary_without_paper(way, deputy):
    person = deputy.person
    opinion = way.to(State.FED_BACK, proposers=[Proponent(person.name, person=person)])

    with pytest.raises(MoveRefused, match="须上传纸质件扫描"):
        way.step(opinion, "evaluate")
    moved = way.step(opinion, "evaluate", by=deputy)
    assert moved.evaluations.get().by == deputy
    assert Opinion.objects.visible_to(deputy).get() == opinion
