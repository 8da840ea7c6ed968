"""The page of one opinion: the usual act as a form, and what happened, in short."""

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from referrals.enums import State
from referrals.shown.record import TimelineLine

pytestmark = pytest.mark.django_db


@pytest.fixture
def answered(way, client):
    client.force_login(way.clerk)
    return way.to(State.ANSWERED)


def act_of(client, opinion):
    """Where the form of the page is sent, and what stands in it."""
    shown = client.get(opinion.get_absolute_url()).context
    form = shown["act_form"]
    return shown["act_url"], {field.html_name: field.value() or "" for field in form}


def test_the_usual_act_is_done_from_the_page_of_the_opinion(way, client, answered):
    address, values = act_of(client, answered)

    response = client.post(address, {**values, "note": "当面告知"})

    assert address == reverse("referrals:move", args=[answered.pk, "feed_back"])
    assert response.url == answered.get_absolute_url()
    answered.refresh_from_db()
    assert answered.state == State.FED_BACK
    assert answered.history.last().note == "当面告知"


def test_who_was_overtaken_finds_what_he_typed_on_the_page_of_the_act(
    way, client, answered
):
    address, values = act_of(client, answered)
    way.step(answered, "mark_key")

    response = client.post(address, {**values, "note": "当面告知"})

    assert response.context["form"].steps_since
    assert response.context["form"]["note"].value() == "当面告知"
    answered.refresh_from_db()
    assert answered.state == State.ANSWERED


def test_who_has_nothing_usual_to_do_gets_no_form(client, answered, leader):
    client.force_login(leader)

    shown = client.get(answered.get_absolute_url()).context

    assert "act_form" not in shown
    assert shown["other_acts"] == {}


def test_the_newest_step_stands_first_on_the_page_and_last_on_paper(client, answered):
    page = client.get(answered.get_absolute_url()).context["events"]
    paper = client.get(reverse("referrals:print", args=[answered.pk])).context["events"]

    assert [line.what for line in page] == [line.what for line in reversed(paper)]
    assert page[0].what.startswith("登记办理结果")


def test_the_time_of_entry_is_told_where_it_is_not_that_of_the_act():
    def is_told(day):
        noon = datetime(2017, 7, day, 4, tzinfo=UTC)
        given = ("谁", "答复", "", [], date(2017, 7, 10), [], [], True)
        return TimelineLine(noon, *given).is_entered_late

    assert [is_told(day) for day in (10, 11, 12)] == [False, False, True]
