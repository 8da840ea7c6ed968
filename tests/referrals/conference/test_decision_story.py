"""The session page tells who decided what, when, and what had been decided before."""

from datetime import date

import pytest
from django.db import InternalError, connection
from django.test.utils import CaptureQueriesContext

from referrals import actions
from referrals.enums import State
from referrals.models import DecisionEvent
from referrals.workflow import MoveRefused
from tests.factories.platform import user_of
from tests.kept import kept
from tests.referrals.conference.session import at, decide, decision, first
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db


@kept
def colleague(way):
    organ = way.office.main_post.organ
    return user_of(Role.OFFICE, organ, username="colleague")


@pytest.fixture
def twice(way, agenda, colleague):
    """Decided by one, and changed by another."""
    decide(first(way), way, remarks="限期整改")
    changed = decision(
        first(way),
        way,
        lead_unit=way.co_unit,
        co_units=[way.lead_unit],
        due_on=date(2017, 9, 30),
        remarks="限期整改",
    )
    actions.decide(way.conference, [changed], by=colleague)
    return first(way)


def test_each_decision_keeps_what_was_and_what_is(way, twice, colleague):
    earlier, later = twice.story.all()

    assert (earlier.by, later.by) == (way.office, colleague)
    assert earlier.words == [
        ["主办单位", "未定", "市交通运输局"],
        ["备注", "（空）", "限期整改"],
    ]
    assert later.words == [
        ["主办单位", "市交通运输局", "市水务局"],
        ["协办单位", "无", "市交通运输局"],
        ["办理期限", "按规定时限", "2017-09-30"],
    ]
    assert later.version == twice.version


def test_a_decision_that_changes_nothing_leaves_no_trace(way, agenda):
    decide(first(way), way)
    version = first(way).version

    decide(first(way), way)

    assert first(way).story.count() == 1
    assert first(way).version == version


def test_what_is_refused_leaves_no_trace(way, agenda):
    with pytest.raises(MoveRefused):
        decide(first(way), way, co_units=[way.lead_unit])

    assert not DecisionEvent.objects.exists()


def test_the_session_page_shows_it_newest_first(way, twice, client, leader, colleague):
    for user in (way.office, leader):
        client.force_login(user)
        page = client.get(at("conference", way))

        assert [event.by for event in page.context["story"]] == [colleague, way.office]
        html = page.content.decode()
        assert "决定过程（2次）" in html
        assert "主办单位：<del>市交通运输局</del> → <ins>市水务局</ins>" in html


def test_an_item_taken_off_keeps_its_story(way, twice, client):
    way.step(twice.opinion, "take_off_agenda")
    client.force_login(way.office)

    html = client.get(at("conference", way)).content.decode()

    assert "决定过程（2次）" in html
    assert "（已撤下）" in html


def test_a_session_without_decisions_has_no_empty_heading(way, agenda, client):
    client.force_login(way.office)

    assert "决定过程" not in client.get(at("conference", way)).content.decode()


def test_it_can_not_be_changed_or_deleted(way, twice):
    event = twice.story.first()
    event.words = []

    with pytest.raises(InternalError, match="append_only"):
        event.save()


def test_it_costs_as_many_queries_for_three_as_for_one(way, agenda, client):
    client.force_login(way.office)
    counts = []
    for lead in (way.lead_unit, way.co_unit, way.lead_unit):
        decide(first(way), way, lead_unit=lead)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(at("conference", way))
        counts.append(len(queries))

    assert len(set(counts)) == 1
    assert first(way).opinion.state == State.AGENDA
