"""What could not wait for the session is told to the next one."""

from datetime import date

import pytest

from referrals import actions
from referrals.enums import State
from referrals.queries.conference import urgent_before
from tests.factories.platform import CampaignFactory
from tests.factories.referrals import ConferenceFactory
from tests.referrals.conference.session import at, decide_all

pytestmark = pytest.mark.django_db


def test_an_urgent_one_goes_to_its_unit_between_sessions(way):
    opinion = way.step(way.to(State.ACCEPTED), "assign_urgent")

    assert opinion.state == State.ASSIGNED
    assert "汛期将至" in opinion.history.last().note


def test_the_next_session_is_told_of_it(way, client):
    opinion = way.step(way.to(State.ACCEPTED), "assign_urgent", co_units=[way.co_unit])
    client.force_login(way.office)

    page = client.get(at("conference", way)).content.decode()

    assert "闭会期间紧急交办（1件，向会议通报）" in page
    assert f"{opinion.city_number} {opinion.title}" in page
    assert "市交通运输局、市水务局" in page
    assert "汛期将至" in page


@pytest.mark.parametrize(
    ("day", "told"),
    [
        (date(2017, 6, 20), []),
        (date(2017, 6, 21), ["second"]),
        (date(2017, 7, 10), ["second"]),
        (date(2017, 7, 11), ["third"]),
    ],
)
def test_each_is_told_to_one_session_only_the_next(way, day, told):
    second = ConferenceFactory(campaign=way.campaign, held_on=date(2017, 7, 10))
    third = ConferenceFactory(campaign=way.campaign, held_on=date(2017, 7, 20))
    way.step(way.to(State.ACCEPTED), "assign_urgent", on=day)

    sessions = {"second": second, "third": third}
    found = [
        name for name, row in sessions.items() if urgent_before(row, user=way.office)
    ]

    assert found == told


def test_one_taken_off_the_agenda_as_urgent_is_told_to_the_session_too(way):
    way.step(way.to(State.AGENDA), "assign_urgent")

    assert len(urgent_before(way.conference, user=way.office)) == 1
    assert actions.open_items(way.conference) == []


def test_what_the_session_itself_assigned_is_not_told_as_urgent(way, agenda):
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)

    assert urgent_before(way.conference, user=way.office) == []


def test_an_urgent_one_of_another_campaign_is_not_told(way):
    other = CampaignFactory(slug="2018", year=2018, is_current=False)
    session = ConferenceFactory(campaign=other, held_on=date(2017, 7, 1))
    way.step(way.to(State.ACCEPTED), "assign_urgent")

    assert urgent_before(session, user=way.office) == []
