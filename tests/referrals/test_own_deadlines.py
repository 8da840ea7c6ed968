"""A co-handling unit works beside the lead in its own time: one month, not three."""

from datetime import date

import pytest
from django.urls import reverse

from referrals.enums import State
from referrals.models import Opinion
from referrals.queries.handlers import part_of
from referrals.queries.lists import for_list
from referrals.queries.queue import in_order
from tests.factories.platform import OrganFactory, user_of
from tests.kept import kept
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.clocks.lights import Light

pytestmark = pytest.mark.django_db

LEADS_DAY, OWN_DAY = date(2017, 9, 1), date(2017, 7, 3)


@kept
def co_user(way):
    return user_of(Role.UNIT, way.co_unit, username="co-unit")


@kept
def shared(way, co_user):
    """Both units have signed on the first of June; today is the 25th of July."""
    opinion = way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit])
    return way.step(way.step(opinion, "sign"), "co_sign", by=co_user)


def listed(user):
    return for_list(user=user).get()


def found(client, user, page="referrals:list", **query):
    client.force_login(user)
    return client.get(reverse(page), query).context["listing"]


def test_each_unit_reads_the_day_by_which_it_has_to_act(way, shared, co_user):
    assert listed(co_user).own_due_on == OWN_DAY
    assert listed(way.unit).own_due_on == LEADS_DAY
    assert listed(way.office).own_due_on == LEADS_DAY
    assert shared.due_on == LEADS_DAY


@pytest.mark.parametrize(
    ("day", "light"),
    [
        (date(2017, 6, 5), Light.GREEN),
        (date(2017, 6, 30), Light.YELLOW),
        (date(2017, 7, 4), Light.RED),
    ],
)
def test_its_colour_is_of_its_own_month(way, shared, co_user, day, light):
    assert listed(co_user).own_light(day) == light
    rows = for_list(user=co_user)
    lights = [each for each in Light if rows.with_light(each, day, whose="own_")]
    assert lights == [light]


@pytest.mark.parametrize("page", ["referrals:list", "referrals:inbox"])
def test_list_and_inbox_find_it_by_its_own_colour(way, client, shared, co_user, page):
    assert found(client, co_user, page, light=Light.RED).total == 1
    assert found(client, co_user, page, light=Light.GREEN).total == 0
    assert found(client, way.unit, page, light=Light.RED).total == 0
    assert found(client, way.unit, page, light=Light.GREEN).total == 1


@pytest.mark.parametrize("page", ["referrals:list", "referrals:inbox"])
def test_list_and_inbox_print_its_own_day(way, client, shared, co_user, page):
    client.force_login(co_user)
    own = client.get(reverse(page)).content.decode()
    client.force_login(way.unit)
    leads = client.get(reverse(page)).content.decode()

    assert '已超22天 <time datetime="2017-07-03">07-03</time>' in own
    assert "2017-09-01" not in own
    assert '还有38天 <time datetime="2017-09-01">09-01</time>' in leads


def test_the_exported_day_is_that_of_the_page(client, shared, co_user):
    listing = found(client, co_user)

    titles, row = list(listing.values())

    assert dict(zip(titles, row, strict=True))["期限"] == OWN_DAY


def test_the_most_urgent_is_so_by_its_own_day(way, shared, co_user):
    """Led by itself until August, beside another until July: the latter comes first."""
    lead = way.step(
        way.to(State.AGENDA), "assign", lead_unit=way.co_unit, due_on=date(2017, 8, 1)
    )
    lead = way.step(lead, "sign", by=co_user)

    assert list(in_order(user=co_user)) == [shared, lead]
    assert [row.own_due_on for row in in_order(user=co_user)] == [OWN_DAY, lead.due_on]


def test_sorting_by_the_day_sorts_by_the_day_in_sight(way, client, shared, co_user):
    lead = way.step(
        way.to(State.AGENDA), "assign", lead_unit=way.co_unit, due_on=date(2017, 8, 1)
    )

    ordered = found(client, co_user, sort="-due_on").table

    assert [row.record for row in ordered.page.object_list] == [shared, lead]


@pytest.mark.parametrize("move", ["give_part", "waive_part"])
def test_once_its_part_is_done_no_day_binds_it(way, client, shared, co_user, move):
    by = co_user if move == "give_part" else way.office
    way.step(shared, move, by=by)

    assert listed(co_user).own_due_on is None
    assert listed(co_user).own_light(date(2018, 1, 1)) == ""
    assert found(client, co_user, light=Light.RED).total == 0
    assert listed(way.unit).own_due_on == LEADS_DAY


def test_after_the_answer_it_follows_the_day_that_all_see(way, shared, co_user):
    opinion = way.step(shared, "give_part", by=co_user)
    opinion = way.walk(opinion, "draft_answer", "issue", "answer")

    assert listed(co_user).own_due_on == opinion.due_on == listed(way.clerk).own_due_on


def test_another_co_handlers_day_is_not_its_own(way, shared, co_user):
    third = OrganFactory(name="市财政局")
    opinion = way.step(way.to(State.AGENDA), "assign", co_units=[way.co_unit, third])
    opinion = way.step(opinion, "sign")
    opinion = way.step(opinion, "waive_part", unit=way.co_unit)

    row = for_list(user=co_user).get(pk=opinion.pk)

    assert row.own_due_on is None


def test_paused_it_waits_for_both(way, shared, co_user):
    way.hold(shared, paused_until=date(2017, 8, 31))

    assert listed(co_user).own_light(date(2017, 8, 31)) == Light.PAUSED


def test_the_figures_of_the_units_go_by_the_leads_day(way, client, shared, co_user):
    """What is late there is the answer, and the lead answers."""
    day = date(2017, 7, 25)

    assert not part_of(Opinion.objects.all(), "overdue", day).exists()
    assert not Opinion.objects.with_light(Light.RED, day).exists()
    assert found(client, co_user, part="overdue").total == 0
    assert found(client, co_user, light=Light.RED).total == 1


def test_its_own_clocks_stand_first_on_the_page(client, shared, co_user):
    client.force_login(co_user)

    page = client.get(shared.get_absolute_url())

    organs = [str(line.clock.organ or "") for line in page.context["deadlines"]]
    assert organs[0] == "市水务局"
    assert "市交通运输局" in organs[1:]
