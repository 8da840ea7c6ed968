"""The table against every state and every role."""

from datetime import date

import pytest
from django.db import transaction
from django.db.utils import DatabaseError

from referrals import actions, workflow
from referrals.actions import Proponent
from referrals.enums import ENDED, OPEN, State
from referrals.models import Event, Opinion
from referrals.workflow import TRANSITIONS, MoveRefused, StaleMove
from tests.referrals.way import START

pytestmark = pytest.mark.django_db

ACTORS = (
    "office",
    "clerk",
    "other_clerk",
    "secretary",
    "other_secretary",
    "deputy",
    "supervisor",
    "unit",
    "leader",
    "sysadmin",
    "secadmin",
    "auditor",
)
# The rule book once more, as the office would read it out: who moves it where.
PRESIDIUM, GROUP = {"clerk"}, {"clerk", "secretary"}
UNIT, OFFICE = {"unit", "office"}, {"office"}
MOVES = {
    "hand_in": ("draft", "screening", GROUP),
    "send_back": ("screening", "draft", GROUP),
    "set_aside": ("screening", "set_aside", GROUP),
    "merge": ("screening triage", "merged", GROUP),
    "report_up": ("screening", "triage", GROUP),
    "return_to_group": ("triage", "screening", PRESIDIUM),
    "refer": ("triage", "handling", PRESIDIUM),
    "grade_city": ("triage", "to_submit", PRESIDIUM),
    "recall": ("to_submit handling", "triage", PRESIDIUM),
    "submit": ("triage to_submit", "submitted", PRESIDIUM),
    "answer_local": ("handling", "answered", PRESIDIUM),
    "accept": ("submitted", "accepted", OFFICE),
    "return_to_township": ("submitted accepted", "triage", OFFICE),
    "dismiss": ("submitted accepted", "not_suggestion", OFFICE),
    "put_on_agenda": ("accepted", "agenda", OFFICE),
    "take_off_agenda": ("agenda", "accepted", OFFICE),
    "assign": ("agenda", "assigned", OFFICE),
    "assign_urgent": ("accepted agenda", "assigned", OFFICE),
    "report_to_province": ("accepted agenda", "reported", OFFICE),
    "answer_province": ("reported", "answered", OFFICE),
    "sign": ("assigned", "processing", UNIT),
    "relieve": ("assigned", "accepted", OFFICE),
    "answer": ("processing", "answered", UNIT),
    "return_answer": ("answered", "handling", PRESIDIUM),
    "feed_back": ("answered", "fed_back", GROUP),
    "evaluate": ("fed_back", "evaluated", GROUP),
    "reject": ("fed_back", "handling", GROUP),
    "close_unevaluated": ("fed_back", "closed", PRESIDIUM),
    "close": ("evaluated", "closed", PRESIDIUM),
    "promise_due": ("answered fed_back evaluated closed", "handling", PRESIDIUM),
    "reopen": ("closed", "handling", OFFICE),
    "withdraw": (
        "draft screening triage to_submit handling submitted accepted agenda assigned "
        "processing reported",
        "withdrawn",
        GROUP,
    ),
}
# Refused by a condition of their own on the plain way; their own tests follow.
CONDITIONED = {"relieve", "answer", "close_unevaluated", "promise_due", "submit"}


def attempt(way, opinion, name, by):
    given = way.given(name)
    if name == "merge":
        given = {"into": way.collect()}
    if name in ("evaluate", "reject", "withdraw") and by == way.clerk:
        given = given | {"scan": None}
    return actions.move(opinion, name, by=by, on=START, **given)


def test_the_rule_book_names_every_move_that_changes_the_state():
    changing = {name for name, step in TRANSITIONS.items() if step.target is not None}

    assert changing == set(MOVES)
    assert {s.value for s in State} == {
        *(part for before, _, _ in MOVES.values() for part in before.split()),
        *(after for _, after, _ in MOVES.values()),
    }


@pytest.mark.parametrize("state", State)
def test_a_move_is_taken_from_its_states_by_its_people_alone(way, request, state):
    opinion = way.to(state)
    users = {who: request.getfixturevalue(who) for who in ACTORS}
    events = Event.objects.filter(opinion=opinion)
    before = events.count()

    for name, (sources, _, allowed) in MOVES.items():
        for who, user in users.items():
            reason = workflow.why_not(name, opinion, user, on=START)
            if state.value not in sources.split():
                assert "当前状态" in reason, (name, who)
            elif who not in _allowed(name, allowed, opinion):
                assert "您无权" in reason, (name, who)
            elif name not in CONDITIONED:
                assert reason == "", (name, who)
        with pytest.raises(MoveRefused):
            attempt(way, opinion, name, users["leader"])
    assert events.count() == before


def _allowed(name, allowed, opinion):
    """City opinions are kept by the office instead of the presidium."""
    kept = ("return_answer", "close_unevaluated", "close", "promise_due")
    if name in kept and opinion.level in ("city", "province"):
        return OFFICE
    return allowed


@pytest.mark.parametrize(
    ("name", "state"),
    [
        (name, source)
        for name, (sources, _, _) in MOVES.items()
        if name not in CONDITIONED
        for source in sources.split()
    ],
)
def test_each_legal_move_leads_where_the_table_says(way, name, state):
    opinion = way.to(State(state))
    before = opinion.version

    moved = way.step(opinion, name)

    event = moved.history.last()
    assert moved.state == MOVES[name][1]
    assert (event.from_state, event.to_state) == (state, moved.state)
    assert (event.name, event.version, moved.version) == (name, before + 1, before + 1)


def test_nobody_moves_an_ended_opinion_but_a_closed_one():
    sources = {state for step in TRANSITIONS.values() for state in step.sources}

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
        opinion, "evaluate", by=way.office, basis="意见台账", verdict="basically"
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
