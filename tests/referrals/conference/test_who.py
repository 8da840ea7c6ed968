"""Who finds the conference, and what it offers whom."""

import pytest

from referrals import actions
from tests.cast import EVERYBODY
from tests.factories.platform import OrganFactory
from tests.referrals.conference.session import at, decide_all

pytestmark = pytest.mark.django_db


NOBODY = [who for who in EVERYBODY if who not in ("office", "leader")]


PAGES = [
    "conference",
    "conference_edit",
    "decisions",
    "attendance",
    "send_agenda",
    "hand_over",
    "pack_workbook",
]


def test_those_without_business_there_find_no_conference(way, each):
    def ask(client, _):
        return [
            n for n in PAGES if client.get(at(n, way)).status_code not in (403, 404)
        ]

    assert each(ask, NOBODY) == {who: [] for who in NOBODY}


@pytest.mark.parametrize("name", ["conference_edit", "decisions", "hand_over"])
def test_a_leader_reads_and_decides_nothing(way, agenda, client, leader, name):
    client.force_login(leader)

    assert client.post(at(name, way), {"confirmed": "1"}).status_code == 403
    page = client.get(at("conference", way)).content.decode()
    assert agenda[0].title in page
    assert "录入会议决定" not in page
    assert "登记到会" not in page


def test_after_the_hand_over_no_more_decisions_are_offered(way, agenda, client):
    decide_all(way)
    actions.hand_over(way.conference, by=way.office)
    client.force_login(way.office)

    page = client.get(at("conference", way)).content.decode()

    assert "录入会议决定" not in page
    assert "会后交办（" not in page
    assert "录入纪要" in page


def test_a_new_unit_of_the_city_may_be_chosen_at_once(way, agenda, client):
    OrganFactory(name="市应急管理局")
    client.force_login(way.office)

    assert "市应急管理局" in client.get(at("decisions", way)).content.decode()
