"""A unit sees that it only helps, and everybody how far each unit is."""

from datetime import date

import pytest
from django.urls import reverse

from referrals.enums import State
from referrals.shown.units import units
from tests.kept import kept
from tests.referrals.way import START
from tianmen_congress.overview.workbench.todos.opinions import waiting_opinions

pytestmark = pytest.mark.django_db
TAG = ">协办<"


@kept
def shared(way):
    return way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit])


@pytest.fixture
def co_user(helpers):
    return helpers["co_unit"]


def test_the_list_tells_a_unit_where_it_only_helps(way, shared, co_user, client):
    def listed(user):
        client.force_login(user)
        return client.get(reverse("referrals:list")).content.decode()

    assert TAG in listed(co_user)
    for user in (way.unit, way.office, way.clerk):
        assert shared.title in listed(user)
        assert TAG not in listed(user)


def test_the_first_page_tells_a_unit_where_it_only_helps(way, shared, co_user):
    tags = {user: waiting_opinions(user).todos[0].tags for user in (way.unit, co_user)}

    assert tags == {way.unit: [], co_user: ["协办"]}


def test_the_head_of_the_page_tells_a_unit_its_part(way, shared, co_user, client):
    def head(user):
        client.force_login(user)
        page = client.get(shared.get_absolute_url()).content.decode()
        return {word for word in ("本单位主办", "本单位协办") if word in page}

    assert head(way.unit) == {"本单位主办"}
    assert head(co_user) == {"本单位协办"}
    assert head(way.office) == set()


def test_a_table_tells_how_far_each_unit_is(way, shared, co_user):
    def rows(opinion):
        return {
            line.unit: (line.part, line.signed, line.given, line.due_on)
            for line in units(opinion, user=way.office)
        }

    assert rows(shared) == {
        "市交通运输局": ("主办", "未签收", "未起草", date(2017, 6, 6)),
        "市水务局": ("协办", "未签收", "未提交", date(2017, 6, 6)),
    }
    opinion = way.step(shared, "sign")
    opinion = way.step(opinion, "co_sign", by=co_user)
    opinion = way.step(opinion, "give_part", by=co_user)
    opinion = way.walk(opinion, "draft_answer", "issue")
    assert rows(opinion) == {
        "市交通运输局": ("主办", f"{START} 李四", f"{START}已签发", date(2017, 9, 1)),
        "市水务局": ("协办", f"{START} 王五", f"{START}已提交", None),
    }


def test_the_table_stands_on_the_page_of_whoever_sees_it(way, shared, co_user, client):
    for user in (co_user, way.office, way.clerk):
        client.force_login(user)
        page = client.get(shared.get_absolute_url()).content.decode()
        table = page[page.index('id="units"') :].partition("</section>")[0]
        assert [name in table for name in ("市交通运输局", "市水务局")] == [True, True]
        assert ("（本单位）" in table) == (user == co_user)


# --- what was accepted waits no longer than the campaign says -----------------------------


def hand_over_clock(opinion):
    return opinion.clocks.get(step="hand_over")


def test_what_was_accepted_has_twenty_working_days_on_the_agenda_too(way):
    opinion = way.to(State.ACCEPTED)
    clock = hand_over_clock(opinion)
    assert (clock.started_on, clock.due_on) == (START, date(2017, 6, 29))
    assert opinion.due_on == date(2017, 6, 29)

    opinion = way.walk(opinion, "put_on_agenda", "take_off_agenda", "put_on_agenda")

    same = hand_over_clock(opinion)
    assert (same.pk, same.stopped_on) == (clock.pk, None)
    opinion = way.step(opinion, "assign")
    assert hand_over_clock(opinion).stopped_on == START


def test_the_time_of_what_was_accepted_is_the_campaigns(way):
    way.campaign.step_times.filter(step="hand_over").update(days=5)

    opinion = way.to(State.ACCEPTED)

    assert hand_over_clock(opinion).due_on == date(2017, 6, 8)


@pytest.mark.parametrize("name", ["report_to_province", "return_to_township"])
def test_it_ends_with_whatever_becomes_of_it(way, name):
    opinion = way.step(way.to(State.ACCEPTED), name)

    assert hand_over_clock(opinion).stopped_on == START


def test_relieved_it_waits_for_the_office_anew(way, shared):
    opinion = way.walk(shared, "ask_relief", "relieve")

    clocks = opinion.clocks.filter(step="hand_over").order_by("pk")
    assert [clock.stopped_on for clock in clocks] == [START, None]
