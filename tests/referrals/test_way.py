"""The whole way, on foot."""

from datetime import date

import pytest

from referrals.enums import State
from tests.referrals.way import CITY, PATHS, START

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("state", State)
def test_every_state_can_be_reached_by_its_moves(way, state):
    opinion = way.to(state)

    assert opinion.state == state
    assert [e.name for e in opinion.history.all()] == ["collect", *PATHS[state]]


def test_an_opinion_goes_from_the_village_to_the_city_and_back(way):
    opinion = way.walk(way.collect(is_draft=True), *CITY[:-1])
    opinion = way.step(opinion, "close", by=way.office)

    assert (opinion.state, opinion.verdict) == (State.CLOSED, "satisfied")
    assert opinion.closed_on == START
    assert opinion.holder is None
    assert opinion.due_on is None
    assert opinion.city_number == "〔2017〕市001号"


def test_numbers_are_given_on_entering_triage_and_have_no_gap(way):
    first, second = way.to(State.TRIAGE), way.to(State.TRIAGE)

    assert (first.number, second.number) == ("〔2017〕渔薪001号", "〔2017〕渔薪002号")
    back = way.walk(first, "return_to_group", "report_up")
    assert back.number == "〔2017〕渔薪001号"
    assert way.to(State.TRIAGE).sequence == 3


def test_holder_and_deadline_follow_the_state(way):
    opinion = way.to(State.SCREENING)
    assert (opinion.holder, opinion.due_on) == (way.group.organ, date(2017, 6, 8))

    opinion = way.step(opinion, "report_up", on=date(2017, 6, 5))
    assert (opinion.holder, opinion.due_on) == (opinion.presidium, date(2017, 6, 12))

    opinion = way.step(opinion, "refer", on=date(2017, 6, 6))
    assert (opinion.holder, opinion.due_on) == (way.handler, date(2017, 7, 18))
    assert [c.step for c in opinion.clocks.exclude(stopped_on=None)] == [
        "screen",
        "triage",
    ]


def test_the_history_tells_codes_in_words(way):
    opinion = way.to(State.EVALUATED)

    told = dict(pair for event in opinion.history.all() for pair in event.words)

    assert told["层级"] == "乡镇级"
    assert told["答复类别"] == "A 已解决或基本解决"
    assert told["反馈方式"] == "电话"
    assert (told["办理结果评价"], told["办理态度评价"]) == ("满意", "满意")
