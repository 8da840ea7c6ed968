"""What comes onto the agenda, and in what order."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from referrals import actions
from referrals.enums import State
from referrals.queries.conference import by_unit, items_of
from referrals.workflow import MoveRefused
from tests.factories.referrals import ConferenceFactory
from tests.referrals.conference.session import at, decide, decide_all
from tests.referrals.way import START

pytestmark = pytest.mark.django_db


def test_accepted_ones_come_onto_the_agenda_one_after_the_other(way, agenda):
    orders = [item.order for item in items_of(way.conference)]

    assert orders == [1, 2]


def test_the_agenda_stands_in_its_order(way, agenda):
    one, two = items_of(way.conference)
    decide(one, way, order=9)

    assert items_of(way.conference) == [two, one]


def test_it_is_grouped_by_lead_unit_those_without_last(way, agenda):
    third = way.to(State.AGENDA)
    items = {item.opinion: item for item in items_of(way.conference)}
    decide(items[agenda[0]], way, lead_unit=way.co_unit)
    decide(items[third], way)

    groups = by_unit(items_of(way.conference))

    assert [(unit, [item.opinion for item in rows]) for unit, rows in groups] == [
        (way.lead_unit, [third]),
        (way.co_unit, [agenda[0]]),
        (None, [agenda[1]]),
    ]


def test_taken_off_the_agenda_it_may_come_again(way, agenda):
    opinion = way.walk(agenda[0], "take_off_agenda", "put_on_agenda")

    assert opinion.state == State.AGENDA
    assert opinion.agenda_items.count() == 2
    assert opinion.moved_on == START


def test_nothing_comes_onto_the_agenda_of_a_session_that_is_over(way, agenda):
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)
    way.conference.refresh_from_db()
    ConferenceFactory(campaign=way.campaign, number=2)

    with pytest.raises(MoveRefused, match="已经交办，请选择另一次会议"):
        way.to(State.AGENDA)


def test_the_page_costs_as_many_queries_for_three_as_for_one(way, client):
    client.force_login(way.office)
    way.to(State.AGENDA)
    client.get(at("conference", way))

    def count():
        with CaptureQueriesContext(connection) as context:
            client.get(at("conference", way))
        return len(context)

    one = count()
    way.to(State.AGENDA)
    way.to(State.AGENDA)
    assert count() == one


def test_the_page_of_a_session_asks_the_calendar_once_for_what_was_handed_over(
    way, client, agenda
):
    client.force_login(way.office)
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)

    with CaptureQueriesContext(connection) as context:
        page = client.get(at("conference", way))

    days = [item.answer_by for item in page.context["items"]]
    asked = [query for query in context if "clocks_holiday" in query["sql"]]
    assert (len(days), len(set(days))) == (2, 1)
    assert days[0] > START
    assert len(asked) == 1
