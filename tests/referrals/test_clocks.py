"""Deadlines across holidays and swap days, with pauses and an extension."""

from datetime import date, timedelta

import pytest
from django.core.management import call_command

from referrals.actions.reasons import why
from referrals.enums import State
from referrals.models import Opinion
from referrals.workflow import MoveRefused
from tests.referrals.way import START
from tianmen_congress.base.clocks.lights import Light

pytestmark = pytest.mark.django_db
MAY = date(2017, 5, 24)  # a Wednesday before 端午节


def running(opinion, step):
    return opinion.clocks.get(step=step, stopped_on=None)


def test_a_paused_opinion_waits_and_goes_on_with_the_rest(way):
    opinion = way.to(State.HANDLING)
    assert opinion.due_on == date(2017, 7, 13)

    opinion = way.step(opinion, "pause", on=date(2017, 6, 5))
    assert opinion.is_paused
    # It is to end on the 15th: eight working days are known to be lost.
    assert (opinion.due_on, opinion.light(opinion.due_on)) == (
        date(2017, 7, 25),
        Light.PAUSED,
    )
    assert not Opinion.objects.with_light(Light.RED, opinion.due_on).exists()

    opinion = way.step(opinion, "resume", on=date(2017, 6, 12))
    assert not opinion.is_paused
    assert opinion.due_on == date(2017, 7, 20)
    assert "主席团(联络处)暂停计时（情况说明）" in why(running(opinion, "handle"))


def test_it_is_not_paused_twice_nor_resumed_unpaused(way):
    opinion = way.step(way.to(State.HANDLING), "pause")

    with pytest.raises(MoveRefused, match="已经暂停计时"):
        way.step(opinion, "pause")
    opinion = way.step(opinion, "resume")
    with pytest.raises(MoveRefused, match="没有暂停计时"):
        way.step(opinion, "resume")


def test_a_move_while_paused_ends_the_pause_with_the_clock(way):
    opinion = way.step(way.to(State.HANDLING), "pause", on=date(2017, 6, 5))

    opinion = way.step(opinion, "answer_local", on=date(2017, 6, 12))

    assert not opinion.is_paused
    clock = opinion.clocks.get(step="handle")
    assert clock.pauses.get().until == date(2017, 6, 12)


def test_an_extension_moves_the_day_and_keeps_the_old_one(way):
    opinion = way.to(State.PROCESSING)
    old = running(opinion, "answer").due_on
    wanted = date(2017, 10, 20)
    ask = {"until": wanted, "reason": "工程量大"}

    opinion = way.step(opinion, "ask_extension", **ask)
    assert running(opinion, "answer").due_on == old
    with pytest.raises(MoveRefused, match="等待决定"):
        way.step(opinion, "ask_extension", **ask)

    opinion = way.step(opinion, "grant_extension")
    clock = running(opinion, "answer")
    assert (clock.due_on, opinion.due_on) == (wanted, wanted)
    assert clock.extensions.get().old_due_on == old
    words = why(clock)
    assert "准予延期" in words
    assert "工程量大" in words
    assert "应于2017年10月20日前完成" in words


def test_an_extension_may_be_refused(way):
    opinion = way.to(State.PROCESSING)
    old = opinion.due_on
    ask = {"until": date(2017, 10, 20), "reason": "工程量大"}

    opinion = way.step(opinion, "ask_extension", **ask)
    opinion = way.step(opinion, "refuse_extension")

    assert opinion.due_on == old
    assert opinion.clocks.get(step="answer").extensions.get().decision == "refused"


def test_nobody_gets_more_than_six_months(way):
    with pytest.raises(MoveRefused, match="自交办之日起最长"):
        way.step(
            way.to(State.PROCESSING),
            "ask_extension",
            until=date(2017, 12, 29),
            reason="工程量大",
        )


def test_an_extension_must_be_asked_before_the_deadline(way, settings):
    settings.TODAY = date(2017, 12, 1)
    opinion = way.to(State.PROCESSING)

    with pytest.raises(MoveRefused, match="期限已过"):
        way.step(
            opinion,
            "ask_extension",
            on=date(2017, 11, 1),
            until=date(2017, 11, 20),
            reason="工程量大",
        )


def test_on_the_last_day_more_time_may_still_be_asked_for(way, years_ahead):
    opinion = way.to(State.PROCESSING)
    last = running(opinion, "answer").due_on

    opinion = way.step(
        opinion,
        "ask_extension",
        on=last,
        until=last + timedelta(days=30),
        reason="工程量大",
    )

    assert running(opinion, "answer").extensions.get().asked_on == last


def test_the_presidium_grants_its_handlers_more_time(way):
    opinion = way.to(State.HANDLING)

    opinion = way.step(
        opinion, "extend_local", until=date(2017, 8, 31), reason="汛期不能施工"
    )

    assert opinion.due_on == date(2017, 8, 31)


@pytest.mark.parametrize(
    ("day", "light"),
    [
        (date(2017, 6, 8), Light.GREEN),
        (date(2017, 7, 5), Light.YELLOW),
        (date(2017, 7, 13), Light.YELLOW),
        (date(2017, 7, 14), Light.RED),
    ],
)
def test_row_and_list_agree_on_the_light(way, day, light):
    opinion = way.to(State.HANDLING)

    assert opinion.light(day) == light
    assert list(Opinion.objects.with_light(light, day)) == [opinion]
    others = {Light.GREEN, Light.YELLOW, Light.RED, Light.PAUSED} - {light}
    for other in others:
        assert not Opinion.objects.with_light(other, day).exists()


def test_the_page_says_why_it_is_due_on_that_day(way):
    opinion = way.collect(collected_on=MAY)

    words = why(running(opinion, "screen"))

    assert words == (
        "甄别汇总：2017年5月24日起算；时限5个工作日；周末不计；"
        "其间放假5月29日（端午节）、5月30日（端午节）不计；5月27日调休上班计入；"
        "应于2017年6月1日前完成。"
    )


def test_a_fixed_day_is_told_as_such(way):
    opinion = way.step(way.to(State.TRIAGE), "refer", due_on=date(2017, 6, 20))

    assert opinion.due_on == date(2017, 6, 20)
    assert "指定办理期限为2017年6月20日" in why(running(opinion, "handle"))
    with pytest.raises(MoveRefused, match="不能早于办理日期"):
        way.step(way.to(State.TRIAGE), "refer", due_on=date(2017, 5, 1))


def test_promises_come_back_on_their_day(way, settings, capsys):
    settings.TODAY = date(2017, 8, 31)
    kept = {"answer_class": "b", "text": "列入计划"}
    opinion = way.step(
        way.to(State.HANDLING), "answer_local", **kept, promised_on=date(2017, 8, 31)
    )
    later = way.step(
        way.to(State.HANDLING), "answer_local", **kept, promised_on=date(2017, 9, 30)
    )

    call_command("move_opinions", "--dry-run")
    assert "承诺到期1件" in capsys.readouterr().out
    call_command("move_opinions")

    opinion.refresh_from_db()
    later.refresh_from_db()
    assert (opinion.state, opinion.round) == (State.HANDLING, 2)
    assert later.state == State.ANSWERED
    assert opinion.history.last().by is None
    assert [answer.text for answer in opinion.answers.all()] == ["列入计划"]


def test_what_is_not_evaluated_after_a_reminder_closes_as_such(way, settings):
    settings.TODAY = date(2017, 7, 25)
    opinion = way.step(way.to(State.FED_BACK), "remind", on=date(2017, 6, 20))
    fresh = way.step(way.to(State.FED_BACK), "remind", on=date(2017, 7, 24))

    call_command("move_opinions")

    opinion.refresh_from_db()
    fresh.refresh_from_db()
    assert (opinion.state, opinion.verdict) == (State.CLOSED, "none")
    assert fresh.state == State.FED_BACK
    assert opinion.closed_on > START


def test_before_the_reminder_is_over_nothing_closes(way):
    opinion = way.to(State.FED_BACK)

    with pytest.raises(MoveRefused, match="还没有催请评价"):
        way.step(opinion, "close_unevaluated")
    opinion = way.step(opinion, "remind")
    # The last day still belongs to the proposer.
    for day in (opinion.moved_on, opinion.due_on):
        with pytest.raises(MoveRefused, match="尚未届满"):
            way.step(opinion, "close_unevaluated", on=day)
