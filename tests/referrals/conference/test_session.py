"""A session: who is asked, who came, its minutes."""

from datetime import date

import pytest
from django.urls import reverse

from referrals import actions
from referrals.models import HandlingUnit, JointConference
from tests.referrals.conference.session import HELD, at, decide_all

pytestmark = pytest.mark.django_db


def test_a_session_asks_all_units_of_the_conference(way, client):
    client.force_login(way.office)
    data = {"title": "第二次联席会议", "held_on": "2017-07-01"}

    response = client.post(reverse("referrals:conference_create"), data)

    page = client.get(response.url).content.decode()
    assert "第二次联席会议" in page
    assert way.lead_unit.name in page
    assert way.co_unit.name in page


def test_sessions_are_numbered_within_the_campaign(way):
    second = JointConference(title="第二次", held_on=date(2017, 7, 1))

    actions.save_conference(second, by=way.office, campaign=way.campaign)

    assert second.number == way.conference.number + 1
    assert second.recorded_by == way.office


def test_a_unit_that_was_closed_is_not_asked_any_more(way):
    actions.register_units()
    unit = HandlingUnit.objects.get(organ=way.co_unit)
    unit.closed_on = date(2017, 6, 30)
    actions.change_unit(unit, by=way.office)
    session = JointConference(title="第二次", held_on=date(2017, 7, 1))

    actions.save_conference(session, by=way.office, campaign=way.campaign)

    assert [each.unit for each in session.attendances.all()] == [way.lead_unit]


def test_a_unit_that_is_no_member_is_not_asked(way):
    actions.register_units()
    HandlingUnit.objects.filter(organ=way.co_unit).update(is_member=False)
    session = JointConference(title="第二次", held_on=date(2017, 7, 1))

    actions.save_conference(session, by=way.office, campaign=way.campaign)

    assert [each.unit for each in session.attendances.all()] == [way.lead_unit]


def test_whom_to_call_at_the_unit_is_proposed_as_the_one_who_comes(way):
    actions.register_units()
    HandlingUnit.objects.filter(organ=way.lead_unit).update(contact="赵六")
    session = JointConference(title="第二次", held_on=date(2017, 7, 1))

    actions.save_conference(session, by=way.office, campaign=way.campaign)

    assert session.attendances.get(unit=way.lead_unit).name == "赵六"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ({"title": "", "held_on": "2017-07-01"}, "请填写会议名称"),
        ({"title": "会", "held_on": ""}, "请填写会议日期"),
        ({"title": "会", "held_on": "七月一日"}, "七月一日"),
        ({"title": "会", "held_on": "2017.13.1"}, "2017.13.1"),
    ],
)
def test_a_session_without_name_or_day_is_asked_for_them(way, client, data, sentence):
    client.force_login(way.office)

    page = client.post(reverse("referrals:conference_create"), data)

    assert page.status_code == 200
    assert sentence in page.content.decode()
    assert JointConference.objects.count() == 1


def test_two_who_change_a_session_at_once_are_told(way, client):
    client.force_login(way.office)
    data = {"title": "甲改的名", "held_on": "2017-06-20", "version": 1}
    client.post(at("conference_edit", way), data)

    page = client.post(at("conference_edit", way), data | {"title": "乙改的名"})

    html = page.content.decode()
    assert page.status_code == 200
    assert "别人已修改并保存了这条记录" in html
    assert "甲改的名" in html
    assert "乙改的名" in html


def test_minutes_are_written_after_the_hand_over_and_nothing_else(way, agenda, client):
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)
    client.force_login(way.office)
    way.conference.refresh_from_db()
    data = {
        "title": "换个名",
        "held_on": "2017-07-09",
        "minutes": "会议议定两件事项。",
        "version": way.conference.version,
    }

    client.post(at("conference_edit", way), data)

    row = JointConference.objects.get()
    assert row.minutes == "会议议定两件事项。"
    assert (row.title, row.held_on) == (way.conference.title, HELD)
