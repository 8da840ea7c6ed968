"""Township and village sign for what they are given, and ask their presidium for time."""

from datetime import date

import pytest

from referrals.enums import State
from referrals.papers import sheet_of
from referrals.queries.lists import waiting_for
from referrals.shown import record
from referrals.workflow import MoveRefused, available
from tests.referrals.way import START

pytestmark = pytest.mark.django_db
ASKED = {"until": date(2017, 8, 15), "reason": "砂石料未到"}


@pytest.fixture
def handler(helpers):
    return helpers["handler"]


def test_who_handles_it_in_the_township_signs_once(way, handler):
    opinion = way.to(State.HANDLING)
    assert "sign_local" in available(opinion, handler)

    opinion = way.step(opinion, "sign_local", by=handler, responsible_person="周所长")

    assert (opinion.handler_signed_by, opinion.handler_signed_on) == ("赵六", START)
    assert (
        dict(record.summary(opinion, user=way.clerk))["乡村签收"] == "2017-06-01 赵六"
    )
    assert opinion.responsible_person == "周所长"
    assert "sign_local" not in available(opinion, handler)
    with pytest.raises(MoveRefused, match="已经签收"):
        way.step(opinion, "sign_local", by=handler)


def test_the_clerk_signs_for_a_village_and_nobody_of_the_city_does(way):
    opinion = way.to(State.HANDLING)

    assert "sign_local" in available(opinion, way.clerk)
    for user in (way.office, way.unit, way.secretary):
        assert "sign_local" not in available(opinion, user)


def test_handed_to_another_it_is_signed_for_anew(way, handler):
    opinion = way.step(way.to(State.HANDLING), "sign_local", by=handler)

    opinion = way.walk(opinion, "recall", "refer")

    assert opinion.handler_signed_on is None
    assert "sign_local" in available(opinion, handler)


def test_the_presidium_decides_on_the_time_that_its_handler_asks(way, handler):
    opinion = way.step(way.to(State.HANDLING), "ask_time", by=handler, **ASKED)

    asked = ["渔薪镇人民政府申请延期至2017-08-15（原期限2017-07-13）：砂石料未到"]
    assert record.requests(opinion, user=way.clerk) == asked
    assert record.requests(opinion, user=way.office) == []
    assert not waiting_for(user=way.office).filter(pk=opinion.pk).exists()
    decide = {"grant_time", "refuse_time", "grant_extension", "refuse_extension"}
    assert decide & set(available(opinion, way.clerk)) == {"grant_time", "refuse_time"}
    for user in (handler, way.office):
        assert decide & set(available(opinion, user)) == set()

    opinion = way.step(opinion, "grant_time", by=way.clerk)

    assert opinion.clocks.get(step="handle").due_on == date(2017, 8, 15)
    paper = sheet_of("extension", opinion, user=way.clerk)
    assert (paper.sign, paper.to) == ("渔薪镇人民政府", f"{opinion.presidium}：")


def test_what_is_refused_leaves_the_day_where_it_was(way, handler, settings):
    settings.TODAY = START
    opinion = way.step(way.to(State.HANDLING), "ask_time", by=handler, **ASKED)

    opinion = way.step(opinion, "refuse_time", by=way.clerk)

    assert opinion.clocks.get(step="handle").due_on == date(2017, 7, 13)
    assert "ask_time" in available(opinion, handler)


def test_a_handler_is_granted_no_more_than_the_law_allows(way, handler):
    opinion = way.to(State.HANDLING)

    with pytest.raises(MoveRefused, match="最长至2017-10-09"):
        way.step(
            opinion, "ask_time", by=handler, until=date(2017, 10, 31), reason="雨季"
        )


def test_time_is_asked_for_before_it_is_over(way, handler, settings):
    settings.TODAY = date(2017, 7, 20)

    with pytest.raises(MoveRefused, match="期限已过"):
        way.step(
            way.to(State.HANDLING),
            "ask_time",
            by=handler,
            on=date(2017, 7, 20),
            **ASKED,
        )
