"""One clear set of filters: who leads (or handles locally), who helps, what is owed."""

from datetime import date

import pytest
from django.urls import reverse

from referrals.enums import State
from referrals.models import HandlingUnit
from tests.factories.platform import OrganFactory, user_of
from tests.kept import kept
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db


@kept
def third(db):
    return OrganFactory(name="市财政局")


@kept
def cards(way, third):
    """The three units are registered."""
    for organ in (way.lead_unit, way.co_unit, third):
        HandlingUnit.objects.create(organ=organ)


@kept
def shared(way, third, cards):
    opinion = way.to(State.AGENDA)
    opinion = way.step(opinion, "assign", co_units=[way.co_unit, third])
    return way.step(opinion, "sign")


def found(client, user, **query):
    client.force_login(user)
    listing = client.get(reverse("referrals:list"), query).context["listing"]
    return set(listing.found)


def labels(client, user):
    client.force_login(user)
    listing = client.get(reverse("referrals:list")).context["listing"]
    fields = listing.filterset.form.fields.values()
    return [field.label for field in fields if "单位" in field.label]


def test_each_kind_of_unit_has_one_filter(way, client, cards):
    for user in (way.office, way.clerk):
        assert labels(client, user) == ["主办(承办)单位", "协办单位"]
    assert labels(client, way.unit) == ["主办(承办)单位"]


def test_who_leads_and_who_helps_are_found_apart(way, client, shared, third):
    alone = way.to(State.PROCESSING)

    lead, co = way.lead_unit.pk, way.co_unit.pk
    assert found(client, way.office, handler_pk=lead) == {shared, alone}
    assert found(client, way.office, co_unit=co) == {shared}
    assert found(client, way.office, handler_pk=co) == set()
    assert found(client, way.office, handler_pk=lead, co_unit=third.pk) == {shared}


def test_a_helper_that_was_relieved_helps_no_more(way, client, cards):
    co_user = user_of(Role.UNIT, way.co_unit)
    opinion = way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit])
    opinion = way.step(opinion, "ask_relief", by=co_user)
    way.step(opinion, "relieve_co")

    assert found(client, way.office, co_unit=way.co_unit.pk) == set()


def test_in_the_next_round_it_helps_again_once(way, client, cards):
    opinion = way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit])
    opinion = way.walk(opinion, "sign", "waive_part", "draft_answer", "issue")
    opinion = way.walk(opinion, "answer", "feed_back", "reject")
    client.force_login(way.office)

    page = client.get(reverse("referrals:list"), {"co_unit": way.co_unit.pk})

    assert page.context["listing"].total == 1


def test_parts_owed_are_found_and_those_late_among_them(way, client, shared):
    # Its month ends today, which is no day too late.
    fresh = way.step(
        way.to(State.AGENDA), "assign", co_units=[way.co_unit], on=date(2017, 6, 25)
    )
    way.to(State.PROCESSING)

    assert found(client, way.office, co_part="owed") == {shared, fresh}
    assert found(client, way.office, co_part="late") == {shared}


def test_what_one_gave_another_may_still_owe(way, client, shared, third):
    opinion = way.step(shared, "waive_part", unit=way.co_unit)
    first, second = way.co_unit.pk, third.pk

    assert found(client, way.office, co_unit=first, co_part="owed") == set()
    assert found(client, way.office, co_unit=second, co_part="owed") == {opinion}
    assert found(client, way.office, co_unit=second, co_part="late") == {opinion}
    way.step(opinion, "waive_part", unit=third)
    assert found(client, way.office, co_part="owed") == set()


def test_paused_nothing_is_late(way, client, shared):
    way.hold(shared, paused_until=date(2017, 8, 31))

    assert found(client, way.office, co_part="late") == set()
    assert found(client, way.office, co_part="owed") == {shared}


def test_a_unit_without_an_opinion_opens_an_empty_list_without_a_fault(
    way, client, cards, third
):
    client.force_login(way.office)

    page = client.get(reverse("referrals:list"), {"handler_pk": third.pk})

    assert page.context["listing"].filterset.form.errors == {}
    assert page.context["listing"].total == 0
    chips = [(chip.label, chip.value) for chip in page.context["listing"].chips]
    assert chips == [("主办(承办)单位", "市财政局")]


@pytest.mark.parametrize("name", ["co_unit", "co_part"])
def test_others_cannot_ask_by_a_filter_that_they_do_not_have(way, client, shared, name):
    value = {"co_unit": way.co_unit.pk, "co_part": "late"}[name]

    assert found(client, way.unit, **{name: value}) == found(client, way.unit)
