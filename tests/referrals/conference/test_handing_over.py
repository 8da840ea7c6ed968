"""After the session everything decided goes to the units at once."""

from datetime import date

import pytest
from django.urls import reverse

from referrals import actions
from referrals.enums import State
from referrals.queries.conference import items_of
from referrals.workflow import MoveRefused
from tests.factories.platform import user_of
from tests.referrals.conference.session import HELD, at, decide, decide_all, first
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db


def test_everything_decided_is_handed_over_at_once(way, agenda):
    decide_all(way, co_units=[way.co_unit], remarks="限期整改")

    count = actions.hand_over(way.conference, by=way.office)

    way.conference.refresh_from_db()
    assert (count, way.conference.state) == (2, "handed_over")
    for opinion in agenda:
        opinion.refresh_from_db()
        assert (opinion.state, opinion.lead_unit) == (State.ASSIGNED, way.lead_unit)
        assert opinion.requirement == "限期整改"
        assert [a.unit for a in opinion.live_assignments] == [
            way.lead_unit,
            way.co_unit,
        ]
        assert opinion.live_assignments[0].assigned_on == HELD


def test_each_opinion_gets_a_number_of_its_own(way, agenda):
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)

    numbers = [opinion.live_assignments[0].document_number for opinion in agenda]
    assert numbers == ["天人办交〔2017〕1号", "天人办交〔2017〕2号"]


def test_the_deadline_decided_runs_from_the_session(way, agenda):
    decide_all(way, due_on=date(2017, 9, 30))
    actions.hand_over(way.conference, by=way.office)

    clock = agenda[0].clocks.get(step="answer")
    assert (clock.started_on, clock.due_on) == (HELD, date(2017, 9, 30))


def test_without_a_deadline_the_law_s_three_months_run(way, agenda):
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)

    clock = agenda[0].clocks.get(step="answer")
    assert (clock.allowed, clock.unit) == (3, "month")
    assert clock.due_on == date(2017, 9, 20)


def test_what_was_decided_without_a_day_is_printed_with_the_day_of_the_rule(
    way, agenda, client
):
    client.force_login(way.office)
    decide_all(way)
    day = date(2017, 9, 20)

    assert {item.answer_by for item in items_of(way.conference)} == {day}
    assert "于2017年9月20日前答复" in client.get(minutes_of(way)).content.decode()
    actions.hand_over(way.conference, by=way.office)

    assert {item.answer_by for item in items_of(way.conference)} == {day}
    assert agenda[0].clocks.get(step="answer").due_on == day
    page = client.get(at("conference", way)).content.decode()
    assert page.count('data-label="期限">2017-09-20<') == 2


def minutes_of(way):
    return reverse("referrals:conference_print", args=[way.conference.pk, "minutes"])


def test_a_day_that_was_decided_stands_and_nobody_s_item_has_none(way, agenda):
    decide(first(way), way, due_on=date(2017, 9, 30))

    assert [item.answer_by for item in items_of(way.conference)] == [
        date(2017, 9, 30),
        None,
    ]


def test_nothing_is_handed_over_while_one_is_undecided(way, agenda):
    decide(first(way), way)

    with pytest.raises(MoveRefused, match="还有1件没有确定主办单位"):
        actions.hand_over(way.conference, by=way.office)

    for opinion in agenda:
        opinion.refresh_from_db()
        assert opinion.state == State.AGENDA


def test_one_that_cannot_go_keeps_all_back_and_is_named(way, agenda, monkeypatch):
    decide_all(way)
    last = items_of(way.conference)[-1]
    last.lead_unit = way.handler  # not a city unit
    last.save()

    with pytest.raises(MoveRefused, match=f"“{last.opinion.title}”不能交办"):
        actions.hand_over(way.conference, by=way.office)

    for opinion in agenda:
        opinion.refresh_from_db()
        assert opinion.state == State.AGENDA
        assert not opinion.assignments.exists()


def test_it_is_handed_over_once(way, agenda):
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)

    with pytest.raises(MoveRefused, match="已经交办"):
        actions.hand_over(way.conference, by=way.office)

    assert agenda[0].assignments.count() == 1


def test_a_session_without_agenda_hands_nothing_over(way):
    with pytest.raises(MoveRefused, match="没有议题"):
        actions.hand_over(way.conference, by=way.office)


def test_before_the_session_nothing_is_handed_over(way, agenda, settings):
    settings.TODAY = date(2017, 6, 19)
    decide_all(way)

    with pytest.raises(MoveRefused, match="会议定于2017-06-20召开，会后才能交办"):
        actions.hand_over(way.conference, by=way.office)


def test_the_check_page_names_act_and_count_and_what_each_unit_gets(
    way, agenda, client
):
    decide(first(way), way, lead_unit=way.co_unit)
    decide(items_of(way.conference)[1], way)
    client.force_login(way.office)

    page = client.get(at("hand_over", way)).content.decode()

    assert "交办（2件）" in page
    assert "市水务局主办" in page
    assert "市交通运输局主办" in page
    assert "不能撤销" in page


def test_the_check_page_says_what_is_missing_and_has_no_button(way, agenda, client):
    client.force_login(way.office)

    page = client.get(at("hand_over", way)).content.decode()

    assert "现在还不能交办：还有2件没有确定主办单位" in page
    assert "交办（2件）</button>" not in page


def test_pressing_it_anyway_changes_nothing(way, agenda, client):
    client.force_login(way.office)

    page = client.post(at("hand_over", way), {"confirmed": "1"})

    assert page.status_code == 200
    agenda[0].refresh_from_db()
    assert agenda[0].state == State.AGENDA


def test_each_unit_finds_its_own_on_its_list(way, agenda, client):
    helper = user_of(Role.UNIT, way.co_unit, username="helper")
    one, two = items_of(way.conference)
    decide(one, way)
    decide(two, way, lead_unit=way.co_unit)
    client.force_login(way.office)
    client.post(at("hand_over", way), {"confirmed": "1"})

    lists = {}
    for user in (way.unit, helper):
        client.force_login(user)
        page = client.get(reverse("referrals:inbox"))
        rows = page.context["listing"].found
        lists[user.username] = [row.city_number for row in rows]

    assert lists == {
        "unit": [one.opinion.city_number],
        "helper": [two.opinion.city_number],
    }
