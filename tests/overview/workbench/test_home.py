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
