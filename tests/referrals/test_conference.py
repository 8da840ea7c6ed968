"""A session, from the agenda to the units' desks."""

from io import BytesIO

import openpyxl
import pytest
from django.urls import reverse

from referrals import actions
from referrals.enums import State
from referrals.workflow import MoveRefused
from tests.referrals.way import START

pytestmark = pytest.mark.django_db


@pytest.fixture
def agenda(way):
    return [way.to(State.AGENDA), way.to(State.AGENDA)]


def decide(item, way, **given):
    choice = {
        "order": item.order,
        "lead_unit": way.lead_unit,
        "co_units": [],
        "due_on": None,
        "remarks": "",
    }
    return actions.decide(item, by=way.office, **choice | given)


def test_everything_decided_is_handed_over_at_once(way, agenda):
    for item in way.conference.items.all():
        decide(item, way, co_units=[way.co_unit], remarks="限期整改")

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


def test_nothing_is_handed_over_while_one_is_undecided(way, agenda):
    decide(way.conference.items.first(), way)

    with pytest.raises(MoveRefused, match="还有1件没有确定主办单位"):
        actions.hand_over(way.conference, by=way.office)

    assert {row.state for row in agenda} == {State.AGENDA}


def test_a_unit_cannot_be_lead_and_co_handler(way, agenda):
    with pytest.raises(MoveRefused, match="不能重复"):
        decide(way.conference.items.first(), way, co_units=[way.lead_unit])


def test_the_decisions_of_all_items_are_typed_on_one_screen(way, agenda, client):
    client.force_login(way.office)
    url = reverse("referrals:decisions", args=[way.conference.pk])
    data = {}
    for item in way.conference.items.all():
        data |= {
            f"item-{item.pk}-order": item.order,
            f"item-{item.pk}-lead_unit": way.lead_unit.pk,
            f"item-{item.pk}-co_units": [way.co_unit.pk],
            f"item-{item.pk}-due_on": "2017.9.30",
        }

    assert client.get(url).status_code == 200
    assert client.post(url, data).status_code == 302

    items = way.conference.items.all()
    assert {item.lead_unit for item in items} == {way.lead_unit}
    client.post(reverse("referrals:hand_over", args=[way.conference.pk]))
    agenda[0].refresh_from_db()
    assert agenda[0].state == State.ASSIGNED
    answer = agenda[0].clocks.get(step="answer")
    assert str(answer.due_on) == "2017-09-30"


def test_a_session_asks_all_units_of_the_conference(way, client):
    client.force_login(way.office)
    data = {"title": "第二次联席会议", "held_on": "2017-07-01"}

    response = client.post(reverse("referrals:conference_create"), data)

    page = client.get(response.url).content.decode()
    assert "第二次联席会议" in page
    assert way.lead_unit.name in page
    assert way.co_unit.name in page


def test_the_pack_holds_the_agenda_and_a_sheet_for_each_unit(way, agenda, client):
    decide(way.conference.items.first(), way)
    client.force_login(way.office)

    response = client.get(reverse("referrals:pack_workbook", args=[way.conference.pk]))

    book = openpyxl.load_workbook(BytesIO(b"".join(response.streaming_content)))
    assert len(book.sheetnames) == 4
    text = [cell for row in book.worksheets[0].values for cell in row]
    assert agenda[0].city_number in text
    assert way.lead_unit.name in text


def test_an_urgent_one_goes_to_its_unit_between_sessions(way):
    opinion = way.step(way.to(State.ACCEPTED), "assign_urgent")

    assert opinion.state == State.ASSIGNED
    assert "汛期将至" in opinion.history.last().note


def test_those_without_business_there_find_no_conference(way, client):
    client.force_login(way.clerk)

    assert client.get(reverse("referrals:conferences")).status_code == 403
    url = reverse("referrals:conference", args=[way.conference.pk])
    assert client.get(url).status_code == 403


def test_taken_off_the_agenda_it_may_come_again(way, agenda):
    opinion = way.walk(agenda[0], "take_off_agenda", "put_on_agenda")

    assert opinion.state == State.AGENDA
    assert opinion.agenda_items.count() == 2
    assert opinion.moved_on == START
