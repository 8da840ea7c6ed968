"""How the campaign stands: the leaders' first page says what figures and tables say."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import CallFactory, VisitFactory
from tianmen_congress.base.campaigns.queries import current_campaign
from tianmen_congress.base.figures.registry import Asked, count_all, find_table
from tianmen_congress.overview.workbench.situation.choices import (
    BASICS,
    FIGURES,
    MEASURES,
)
from tianmen_congress.overview.workbench.tallies import tallies_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def summer(way, visit_form, yuxin_group, duobao_group, qingshan):
    """青山 visited in May and June, 多宝 in July; one opinion overdue, one assigned."""
    home = HouseholdFactory(village=qingshan)
    facts = {"form": visit_form, "campaign": visit_form.campaign}
    for day in (date(2017, 5, 9), date(2017, 6, 9)):
        visit = VisitFactory(
            group=yuxin_group, village=qingshan, visited_on=day, **facts
        )
        CallFactory(visit=visit, household=home)
    VisitFactory(
        group=duobao_group, village=qingshan, visited_on=date(2017, 7, 9), **facts
    )
    late = way.to("handling")
    type(late).objects.filter(pk=late.pk).update(
        due_on="2017-06-30", yellow_on="2017-06-29"
    )
    way.to("closed")


def total(found, key):
    keys = [column.key for column in found.columns]
    return found.total[keys.index(key)]


def test_a_leader_begins_with_how_things_stand(client, summer, leader, clerk):
    client.force_login(leader)
    assert client.get(reverse("workbench:home")).url == reverse("workbench:situation")
    page = client.get(reverse("workbench:situation")).content.decode()
    assert "总体情况" in page
    assert "位置示意，不是地图" in page

    client.force_login(clerk)
    assert client.get(reverse("workbench:home")).status_code == 200


@pytest.mark.parametrize("who", ["leader", "office"])
def test_every_number_is_that_of_the_figures_and_of_the_tables(
    client, summer, request, who
):
    user = request.getfixturevalue(who)
    client.force_login(user)
    asked = Asked(campaign=current_campaign())
    counted = count_all(user, asked)

    page = client.get(reverse("workbench:situation")).context["page"]

    def whole(key):
        value = counted[key]
        return (
            value if isinstance(value, int) else value.get("total", sum(value.values()))
        )

    shown = [each.counted for each in page.figures] + page.basics
    assert [each.value for each in shown] == [whole(key) for key in FIGURES + BASICS]
    coverage = find_table("visit-coverage", user)(user, asked)
    rates = find_table("opinion-rates-category", user)(user, asked)
    weeks = find_table("progress-week", user)(user, asked)
    villages, poor, households, _ = page.progress
    assert [int(each.reached.text) for each in (villages, poor, households)] == [
        total(coverage, f"{kind}_reached")
        for kind in ("villages", "poor", "households")
    ]
    assert int(page.handled["handed"].text) == total(rates, "handed")
    assert [each.now.text for each in page.standings] == [
        str(total(rates, key)) for key in ("above2", "overdue")
    ]
    assert int(page.calls.text) == total(weeks, "calls") == 2
    assert [int(pillar.text) for pillar in page.trend.pillars][:1] == [1]
    assert sum(int(bar.text) for bar in page.stages.bars) == len(page.stages.bars) == 2


@pytest.mark.parametrize("measure", MEASURES)
def test_grid_bars_and_lowest_are_of_the_measure_chosen(
    client, summer, leader, measure
):
    client.force_login(leader)
    answer = client.get(reverse("workbench:situation"), {"measure": measure})
    places = answer.context["page"].places

    chosen = MEASURES[measure]
    table = find_table(chosen.slug, leader)(leader, places.table.asked)
    at = [column.key for column in table.columns].index(chosen.rate)
    rates = {line.values[0]: line.values[at] for line in table.lines}
    known = {name for name, rate in rates.items() if rate is not None}
    squares = {
        square.name for square in places.grid.squares if square.level is not None
    }
    assert {f"{name}镇" for name in squares} == known
    drawn = {bar.label: bar.text for chart in places.bars for bar in chart.bars}
    assert set(drawn) == set(rates)
    assert all(row[0].text in known for row in places.lowest.rows)


def test_what_needs_attention_opens_what_it_counts(client, summer, leader):
    client.force_login(leader)
    page = client.get(reverse("workbench:situation")).context["page"]

    told = {each.label: each for each in page.attention}

    late = next(each for each in tallies_of("leader", user=leader) if each.is_late)
    assert told[late.label].count == 1
    assert client.get(late.url).context["listing"].total == 1
    idle = told["本月没有开展活动的小组"]
    assert client.get(idle.url).context["table"].count == idle.count == 2


def test_this_month_stands_beside_the_same_days_of_the_last(client, summer, leader):
    client.force_login(leader)
    page = client.get(reverse("workbench:situation")).context["page"]

    visited = page.figures[FIGURES.index("villages_visited")].month
    called = page.figures[FIGURES.index("households_visited")].month

    assert (visited.now, visited.before, visited.direction) == (1, 1, "same")
    assert (called.now, called.before, called.direction) == (0, 1, "less")


def test_what_the_page_costs_does_not_grow_with_its_rows(client, summer, way, leader):
    client.force_login(leader)
    costs = []
    for _ in range(2):
        with CaptureQueriesContext(connection) as counted:
            client.get(reverse("workbench:situation"))
        costs.append(len(counted))
        way.to("handling")

    assert costs == [69, 69]
