"""What the rates tell of a day: handed over, in time, promised, judged, and how long."""

from datetime import date

import pytest

from referrals.enums import State
from referrals.queries.rates import CARE, ROUNDS, rates_by
from tests.referrals.test_rates import shown
from tianmen_congress.base.figures.registry import Asked

pytestmark = pytest.mark.django_db


def total_until(way, day=None):
    return rates_by("township", user=way.office, asked=Asked(until=day))[-1]


def test_what_waits_for_triage_was_handed_to_nobody(way):
    for state in (State.TRIAGE, State.TO_SUBMIT, State.SUBMITTED, State.AGENDA):
        way.to(state)
    way.to(State.ANSWERED)

    assert shown(total_until(way))["答复率"] == (1, 1)


def test_what_was_recalled_stays_handed_over(way):
    way.step(way.to(State.HANDLING), "recall")

    assert shown(total_until(way))["答复率"] == (0, 1)


def test_what_is_withdrawn_leaves_the_rates_from_that_day_on(way):
    way.step(way.to(State.HANDLING), "withdraw", on=date(2017, 7, 5))
    way.to(State.ANSWERED)

    assert shown(total_until(way, date(2017, 6, 30)))["答复率"] == (1, 2)
    assert shown(total_until(way))["答复率"] == (1, 1)


def test_a_promise_that_falls_due_later_changes_nothing_of_the_month_before(
    way, settings
):
    promised = {"answer_class": "b", "promised_on": date(2017, 7, 10)}
    answered = way.step(way.to(State.HANDLING), "answer_local", **promised)
    judged = way.walk(answered, "feed_back", "evaluate")
    way.step(judged, "promise_due", on=date(2017, 7, 10))
    june, july = total_until(way, date(2017, 6, 30)), total_until(way)

    assert shown(june)["答复率"] == (1, 1)
    assert shown(july)["答复率"] == (0, 1)
    assert shown(july, ROUNDS)["首轮答复率"] == (1, 1)
    # What was said of the first answer stands until something else is said.
    assert shown(june)["满意率（含基本满意）"] == (1, 1)
    assert shown(july)["满意率（含基本满意）"] == (1, 1)
    assert (shown(june, CARE)["落实率"], shown(july, CARE)["落实率"]) == (
        (0, 0),
        (0, 1),
    )


def test_a_promise_answered_as_solved_was_kept(way):
    promised = {"answer_class": "b", "promised_on": date(2017, 7, 10)}
    answered = way.step(way.to(State.HANDLING), "answer_local", **promised)
    due = way.step(answered, "promise_due", on=date(2017, 7, 10))
    way.step(due, "answer_local", on=date(2017, 7, 12), promise_outcome="kept")

    assert shown(total_until(way), CARE)["落实率"] == (1, 1)


def test_an_answer_after_its_day_is_not_in_time(way):
    way.step(way.to(State.HANDLING), "answer_local", on=date(2017, 7, 13))
    way.step(way.to(State.HANDLING), "answer_local", on=date(2017, 7, 14))
    total = total_until(way)

    assert shown(total)["按期答复率"] == (1, 2)
    assert shown(total_until(way, date(2017, 7, 13)))["按期答复率"] == (1, 1)
    assert (total.mean_days, total.median_days) == (42.5, 42.5)


def test_days_leave_out_and_count_what_is_open(way):
    for day in (2, 3, 11):
        way.step(way.to(State.HANDLING), "answer_local", on=date(2017, 6, day))
    way.to(State.HANDLING)
    total = total_until(way)

    assert (total.mean_days, total.median_days) == (4.3, 2.0)
    assert (total.counts["dated"], total.counts["waiting"]) == (3, 1)


def test_satisfied_is_told_with_and_without_basically(way):
    way.to(State.EVALUATED)
    way.step(way.to(State.FED_BACK), "evaluate", verdict="basically")
    way.step(way.to(State.FED_BACK), "reject")
    rates = shown(total_until(way))

    assert rates["满意率（含基本满意）"] == (2, 3)
    assert rates["满意率（不含基本满意）"] == (1, 3)


def test_who_was_told_face_to_face_was_met(way):
    way.step(way.to(State.ANSWERED), "feed_back", how="in_person")
    way.to(State.FED_BACK)

    assert shown(total_until(way), CARE)["见面率"] == (1, 2)


def test_who_was_spoken_with_face_to_face_was_met_from_that_day_on(way):
    way.step(way.to(State.HANDLING), "contact", on=date(2017, 6, 20))
    way.step(way.to(State.HANDLING), "contact", contact_how="phone")

    assert shown(total_until(way, date(2017, 6, 19)), CARE)["见面率"] == (0, 2)
    assert shown(total_until(way), CARE)["见面率"] == (1, 2)


def test_every_township_has_its_line_and_so_have_the_city_s_organs(
    way, duobao, city_organs
):
    lines = rates_by("township", user=way.office, asked=Asked())
    own = rates_by("township", user=way.clerk, asked=Asked())

    assert [line.label for line in lines] == ["多宝镇", "渔薪镇", "市直", "合计"]
    assert [line.label for line in own] == ["渔薪镇", "合计"]
    assert {line.counts["handed"] for line in lines} == {0}
