"""What the calendar alone moves, each day, by the worker."""

from datetime import date

import pytest

from referrals.actions.daily import run_daily
from referrals.enums import State
from tianmen_congress.base.jobs import daily

pytestmark = pytest.mark.django_db
PROMISE = {"answer_class": "b", "text": "列入计划", "promised_on": date(2017, 7, 20)}


def test_one_day_moves_all_that_fell_due_while_nobody_worked(way):
    promised = way.step(way.to(State.HANDLING), "answer_local", **PROMISE)
    reminded = way.step(way.to(State.FED_BACK), "remind", on=date(2017, 6, 20))

    run = daily.run_once("opinions")

    assert run.counts == {
        "resume": 0,
        "promise_due": 1,
        "conclude_good": 0,
        "conclude_bad": 0,
        "conclude_bad_again": 0,
        "close_unevaluated": 1,
    }
    promised.refresh_from_db()
    reminded.refresh_from_db()
    assert (promised.state, promised.round) == (State.HANDLING, 2)
    assert (reminded.state, reminded.verdict) == (State.CLOSED, "none")


def test_what_the_system_moved_says_so_and_on_which_day(way):
    opinion = way.step(way.to(State.HANDLING), "answer_local", **PROMISE)

    daily.run_once("opinions")

    event = opinion.history.last()
    assert (event.name, event.by, event.on) == ("promise_due", None, date(2017, 7, 25))


def test_a_second_run_of_the_same_day_moves_nothing(way):
    opinion = way.step(way.to(State.HANDLING), "answer_local", **PROMISE)
    daily.run_once("opinions")
    version = opinion.history.count()

    assert set(run_daily().values()) == {0}
    assert opinion.history.count() == version


def test_a_promise_that_was_closed_meanwhile_comes_back_too(way):
    opinion = way.step(way.to(State.HANDLING), "answer_local", **PROMISE)
    opinion = way.walk(opinion, "feed_back", "evaluate", "close")

    daily.run_once("opinions")

    opinion.refresh_from_db()
    assert (opinion.state, opinion.round, opinion.closed_on) == (
        State.HANDLING,
        2,
        None,
    )


@pytest.mark.parametrize(
    ("reminded_on", "today", "state"),
    [
        # Ten working days after 11 July: 25 July is the last day of them.
        (date(2017, 7, 11), date(2017, 7, 25), State.FED_BACK),
        (date(2017, 7, 11), date(2017, 7, 26), State.CLOSED),
    ],
)
def test_the_last_day_of_the_reminder_still_counts(
    way, settings, reminded_on, today, state
):
    opinion = way.step(way.to(State.FED_BACK), "remind", on=reminded_on)
    settings.TODAY = today

    daily.run_once("opinions")

    opinion.refresh_from_db()
    assert opinion.state == state
