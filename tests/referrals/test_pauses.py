"""Nobody stops his own clock: who pauses at once, who asks, who decides, until when."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from referrals.actions.daily import run_daily
from referrals.enums import Asker, State
from referrals.models import ClockPause, Opinion
from referrals.queries.lists import waiting_for
from referrals.shown.record import requests
from referrals.workflow import MoveRefused, available
from tests.factories.platform import user_of
from tests.kept import kept
from tests.referrals.way import START
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.clocks.lights import Light
from tianmen_congress.overview.workbench.todos import piles

pytestmark = pytest.mark.django_db
PAUSE = {"reason": "等待汛期结束"}
TEN_DAYS_ON = date(2017, 6, 15)


@kept
def colleague(office):
    """The second person of the office."""
    return user_of(Role.OFFICE, office.main_post.organ, username="colleague")


def told_on_first_page(user):
    return {
        pile.kind: [todo.title for todo in pile.todos]
        for pile in piles(user=user)
        if pile.kind.endswith("暂停计时")
    }


# --- at once, and only for a while ---------------------------------------------------


@pytest.mark.parametrize("who", ["clerk", "secretary"])
def test_a_pause_at_once_ends_within_ten_working_days(way, who):
    by, state = getattr(way, who), State.SCREENING
    opinion = way.to(state)

    for day, words in (
        (START, "暂停至的日期须晚于办理日期2017-06-01，请改为之后的一天"),
        (TEN_DAYS_ON + timedelta(days=1), "最长10个工作日，不能晚于2017-06-15"),
    ):
        with pytest.raises(MoveRefused, match=words):
            way.step(opinion, "pause", by=by, paused_until=day)
    opinion = way.step(opinion, "pause", by=by, paused_until=TEN_DAYS_ON)

    pause = ClockPause.objects.get()
    assert (pause.since, pause.ends_on, pause.until) == (START, TEN_DAYS_ON, None)
    assert pause.asked_as == ("group" if who == "secretary" else "presidium")
    # Five working days, and ten that do not count.
    assert (opinion.is_paused, opinion.due_on) == (True, date(2017, 6, 22))


def test_the_form_says_what_is_wrong_and_keeps_what_was_typed(way, client):
    opinion = way.to(State.HANDLING)
    client.force_login(way.clerk)
    url = reverse("referrals:move", args=[opinion.pk, "pause"])
    typed = {"paused_until": "2017-09-01", "on": "2017-06-05", **PAUSE}

    page = client.post(url, typed).content.decode()

    words = ("2017-09-01", PAUSE["reason"], "最长10个工作日", "请办理“申请暂停计时”")
    assert [word for word in words if word not in page] == []
    assert not ClockPause.objects.exists()


def test_the_step_above_is_told(way):
    by_group = way.step(way.to(State.SCREENING), "pause", by=way.secretary)
    by_presidium = way.step(way.to(State.HANDLING), "pause")

    assert told_on_first_page(way.clerk) == {"代表小组暂停计时": [str(by_group)]}
    assert told_on_first_page(way.office) == {
        "主席团(联络处)暂停计时": [str(by_presidium)]
    }
    assert ["告知上一级", "市人大机关"] in by_presidium.history.last().words
    way.step(by_presidium, "resume", by=way.office)
    assert told_on_first_page(way.office) == {}


def test_the_day_after_its_last_day_time_counts_again(way, settings):
    opinion = way.step(way.to(State.HANDLING), "pause", paused_until=date(2017, 6, 9))
    due = opinion.due_on
    settings.TODAY = date(2017, 6, 9)
    assert run_daily()["resume"] == 0

    settings.TODAY = date(2017, 6, 12)

    assert run_daily()["resume"] == 1
    opinion.refresh_from_db()
    assert (opinion.is_paused, opinion.due_on) == (False, due)
    assert {row.until for row in ClockPause.objects.all()} == {date(2017, 6, 9)}
    assert opinion.history.last().by is None


def test_a_second_one_on_the_same_time_is_asked(way):
    opinion = way.step(way.to(State.HANDLING), "pause", **PAUSE)
    opinion = way.step(opinion, "resume")

    with pytest.raises(MoveRefused, match="再次暂停由上一级决定，请办理“申请暂停计时”"):
        way.step(opinion, "pause", **PAUSE)
    opinion = way.step(opinion, "ask_pause", by=way.clerk, **PAUSE)
    assert (opinion.is_paused, "grant_pause" in available(opinion, way.clerk)) == (
        False,
        False,
    )
    assert opinion in waiting_for(user=way.office)
    opinion = way.step(opinion, "grant_pause")

    assert opinion.is_paused
    # Another step has a time of its own.
    opinion = way.step(opinion, "answer_local")
    assert way.step(opinion, "pause", **PAUSE).is_paused


@pytest.mark.parametrize("name", ["pause", "ask_pause"])
def test_what_is_late_is_never_paused(way, name):
    opinion = way.to(State.HANDLING)
    last = opinion.due_on

    with pytest.raises(MoveRefused, match=f"期限{last}已过，不能再暂停计时"):
        way.step(opinion, name, by=way.clerk, on=last + timedelta(days=1), **PAUSE)
    way.step(opinion, name, by=way.clerk, on=last, **PAUSE)


def test_what_became_late_while_it_was_asked_is_not_granted(way):
    opinion = way.to(State.HANDLING)
    late = opinion.due_on + timedelta(days=1)
    opinion = way.step(opinion, "ask_pause", by=way.clerk, **PAUSE)

    with pytest.raises(MoveRefused, match="已过，不能再暂停计时"):
        way.step(opinion, "grant_pause", on=late)
    assert not way.step(opinion, "refuse_pause", on=late).is_paused


# --- who asks, and who decides ----------------------------------------------------------


def test_units_and_local_handlers_ask_and_the_step_above_decides(way, people):
    at_unit = way.step(way.to(State.PROCESSING), "ask_pause", by=way.unit, **PAUSE)
    local = way.step(way.to(State.HANDLING), "ask_pause", by=people["handler"], **PAUSE)

    assert "pause" not in available(at_unit, way.unit)
    assert "pause" not in available(local, people["handler"])
    for opinion, decides, other in (
        (at_unit, way.office, way.clerk),
        (local, way.clerk, way.office),
    ):
        assert opinion in waiting_for(user=decides)
        assert (
            "申请暂停计时至2017-06-11：等待汛期结束"
            in requests(opinion, user=decides)[0]
        )
        assert "grant_pause" not in available(opinion, other)
        opinion = way.step(opinion, "grant_pause", by=decides)
        assert opinion.light(date(2017, 6, 11)) == Light.PAUSED
        assert opinion not in waiting_for(user=decides).filter(is_paused=False)


def test_the_office_has_a_second_person_decide_and_the_leader_reads_it(
    way, colleague, leader
):
    opinion = way.step(way.to(State.SUBMITTED), "ask_pause", by=way.office, **PAUSE)

    assert not opinion.is_paused
    assert "grant_pause" not in available(opinion, way.office)
    assert requests(opinion, user=way.office)[0].endswith("（由本机关另一人决定）")
    with pytest.raises(MoveRefused, match="您无权办理"):
        way.step(opinion, "grant_pause", by=way.office)
    opinion = way.step(opinion, "grant_pause", by=colleague)

    assert told_on_first_page(leader) == {"市人大机关暂停计时": [str(opinion)]}
    assert list(Opinion.objects.paused_by(Asker.OFFICE)) == [opinion]
    assert opinion.pause_requests.get().decided_by == colleague


def test_the_database_lets_nobody_decide_his_own(way):
    opinion = way.step(way.to(State.SUBMITTED), "ask_pause", by=way.office, **PAUSE)
    decided = {"decision": "granted", "decided_on": START}

    with (
        pytest.raises(IntegrityError, match="decided_by_another"),
        transaction.atomic(),
    ):
        opinion.pause_requests.update(decided_by=way.office, **decided)


def test_what_was_asked_for_a_step_lapses_with_it(way):
    opinion = way.step(way.to(State.HANDLING), "ask_pause", by=way.clerk, **PAUSE)

    opinion = way.step(opinion, "answer_local")

    assert opinion.asked_pause is None
    assert opinion.pause_requests.get().lapsed_on == START
    signed = way.step(way.to(State.ASSIGNED), "ask_pause", by=way.unit, **PAUSE)
    assert way.step(signed, "sign").asked_pause is not None


# --- and the law ------------------------------------------------------------------------


def test_no_pause_carries_the_laws_time_beyond_its_end(way, settings):
    settings.TODAY = date(2018, 2, 1)
    opinion = way.step(
        way.to(State.PROCESSING),
        "ask_extension",
        until=date(2017, 11, 30),
        reason="面广量大",
    )
    opinion = way.step(opinion, "grant_extension")

    opinion = way.hold(
        opinion, on=date(2017, 11, 20), paused_until=date(2018, 2, 9), **PAUSE
    )

    assert (opinion.is_paused, opinion.law_due_on) == (True, date(2017, 12, 1))
    # It says that it is late, and not that it is paused.
    assert opinion.light(settings.TODAY) == Light.RED
    assert opinion in Opinion.objects.with_light(Light.RED, settings.TODAY)
    assert opinion not in Opinion.objects.with_light(Light.PAUSED, settings.TODAY)


def test_a_township_pauses_nothing_beyond_its_longest_time(way):
    opinion = way.to(State.HANDLING, category=way.category, is_suggestion=False)
    opinion = way.step(
        opinion, "extend_local", until=date(2017, 9, 1), reason="汛期不能施工"
    )

    with pytest.raises(MoveRefused, match="最长3个月，不能晚于2017-09-01"):
        way.step(opinion, "pause", **PAUSE)
    opinion = way.step(opinion, "ask_pause", by=way.clerk, **PAUSE)
    assert way.step(opinion, "grant_pause").due_on == date(2017, 9, 11)


def test_recalled_in_a_pause_the_law_counts_again(way):
    opinion = way.step(way.to(State.HANDLING), "pause", on=date(2017, 6, 5), **PAUSE)

    opinion = way.step(opinion, "recall", on=date(2017, 6, 8))

    assert not opinion.is_paused
    assert opinion.clocks.get(step="law").pauses.get().until == date(2017, 6, 8)
    assert opinion.law_due_on == date(2017, 8, 4)
