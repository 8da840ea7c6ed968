"""The first page: what waits for whom, and where each piece leads."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.overview.workbench.shortcuts import SHORTCUTS
from tianmen_congress.overview.workbench.todos import piles

pytestmark = pytest.mark.django_db


def titles(user):
    return [todo.title for pile in piles(user=user) for todo in pile.todos]


def test_an_opinion_waits_for_whoever_holds_it_and_for_nobody_else(
    way, secretary, clerk, other_clerk
):
    opinion = way.to("screening")
    assert titles(secretary) == [str(opinion)]
    assert titles(clerk) == []

    opinion = way.walk(opinion, "report_up")
    assert titles(secretary) == []
    assert titles(clerk) == [str(opinion)]
    assert titles(other_clerk) == []


def test_what_was_set_aside_waits_for_nobody(way, secretary, clerk):
    way.to("set_aside")

    assert titles(secretary) == titles(clerk) == []


def test_the_first_page_names_what_waits_with_its_day(client, way, secretary):
    opinion = way.to("screening")
    client.force_login(secretary)

    page = client.get(reverse("workbench:home")).content.decode()

    assert opinion.title in page
    assert opinion.due_on.isoformat() in page


def test_who_has_nothing_to_do_is_told_what_to_do_next(client, clerk):
    client.force_login(clerk)

    page = client.get(reverse("workbench:home")).content.decode()

    assert "没有待办事项" in page
    assert reverse("visits:create") in page


def test_an_empty_system_leads_the_office_through_the_first_steps(client, office):
    client.force_login(office)

    page = client.get(reverse("workbench:home")).content.decode()

    assert "载入行政区划" in page
    assert reverse("divisions_load") in page
    assert "导入代表名册" in page


@pytest.mark.parametrize("role", Role)
def test_every_shortcut_leads_somewhere(role):
    assert [reverse(name) for _, name in SHORTCUTS[role]]


def test_the_number_of_queries_does_not_grow_with_what_waits(client, way, clerk):
    client.force_login(clerk)
    counts = []
    for _ in range(2):
        way.to("triage")
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse("workbench:home"))
        counts.append(len(counted))
        way.to("triage")

    assert counts[0] == counts[1]


TALLIED = {
    "deputy": [
        ("我提出的意见建议", 0),
        ("其中超期", 0),
        ("我走访时听到的", 0),
        ("我参加的走访", 0),
        ("我结对的贫困户", 0),
    ],
    "clerk": [
        ("超期的意见建议", 1),
        ("法定超期", 0),
        ("临近期限", 0),
        ("催办未回应", 0),
        ("我录入的意见建议", 0),
        ("督导问题未销号", 0),
    ],
    "office": [
        ("超期的意见建议", 1),
        ("法定超期", 0),
        ("催办未回应", 0),
        ("督导整改超期", 0),
    ],
    "unit": [
        ("待签收", 0),
        ("办理中", 0),
        ("临近期限", 0),
        ("超期的意见建议", 0),
        ("催办未回应", 0),
    ],
    "supervisor": [
        ("督导问题未销号", 0),
        ("督导整改超期", 0),
        ("待复查的整改", 0),
    ],
}


@pytest.mark.parametrize("who", TALLIED)
def test_the_first_page_tells_what_is_ones_own_or_late(way, request, who, client):
    late = way.to("screening")
    type(late).objects.filter(pk=late.pk).update(
        due_on="2017-01-02", yellow_on="2017-01-01", is_key=True
    )
    user = request.getfixturevalue(who)
    client.force_login(user)

    page = client.get(reverse("workbench:home"))

    told = page.context["tallies"]
    assert [(each.label, each.count) for each in told] == TALLIED[who]
    assert all(each.url in page.content.decode().replace("&amp;", "&") for each in told)


@pytest.mark.parametrize("who", ["deputy", "clerk", "office", "unit", "supervisor"])
def test_each_number_of_the_first_page_opens_the_list_that_it_counts(
    way, request, who, client
):
    way.to("screening")
    user = request.getfixturevalue(who)
    client.force_login(user)

    for each in client.get(reverse("workbench:home")).context["tallies"]:
        assert client.get(each.url).context["listing"].total == each.count
