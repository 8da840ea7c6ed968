"""How far the visits have come: by township, what is still to do, and week by week."""

from datetime import date

import pytest
from django.urls import reverse

from tests.factories.groups import ActivityFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory, PoorVillageFactory
from tests.factories.visits import CallFactory, VisitFactory
from tianmen_congress.base.figures.registry import Asked, count_all, find_table
from tianmen_congress.base.figures.shown import cells, total_cells

pytestmark = pytest.mark.django_db


@pytest.fixture
def outings(visit_form, yuxin_group, second_group, duobao_group, qingshan, duobao):
    """青山 thrice, one household of two; of 多宝 a village nobody has been to."""
    VillageFactory(parent=qingshan.parent, name="虚拟社区")
    poor = VillageFactory(parent=duobao, name="新建村")
    PoorVillageFactory(village=poor, township=duobao)
    home = HouseholdFactory(village=qingshan)
    HouseholdFactory(village=qingshan)
    days = ((yuxin_group, 8), (second_group, 9), (yuxin_group, 29))
    for group, day in days:
        facts = {"form": visit_form, "campaign": visit_form.campaign}
        visit = VisitFactory(
            group=group, village=qingshan, visited_on=date(2017, 5, day), **facts
        )
        CallFactory(visit=visit, household=home)
    held = {"held_on": date(2017, 6, 1), "campaign": visit_form.campaign}
    type(visit_form.campaign).objects.update(
        counts_with_part=False, counts_with_people=False
    )
    ActivityFactory(group=yuxin_group, **held)


def table(slug, user, **asked):
    return find_table(slug, user)(user, Asked(**asked))


def texts(found):
    return [[cell.text for cell in cells(found, line)] for line in found.lines]


def test_each_township_says_what_was_reached_of_what_is_there(outings, office, yuxin):
    found = table("visit-coverage", office)

    by_name = {line[0]: line[1:] for line in texts(found)}
    assert by_name["渔薪镇"] == [
        *("1", "1", "0", "100.0%"),
        *("0", "0", "0", "—"),
        *("2", "1", "1", "50.0%"),
    ]
    assert by_name["多宝镇"][:8] == ["1", "0", "1", "0.0%", "1", "0", "1", "0.0%"]
    assert [cell.text for cell in total_cells(found)][1:5] == ["2", "1", "1", "50.0%"]


def test_the_sums_are_the_figures_and_open_their_lists(client, outings, office):
    found, counted = table("visit-coverage", office), count_all(office, Asked())
    client.force_login(office)

    totals = dict(zip([c.key for c in found.columns], found.total, strict=True))

    assert totals["villages_reached"] == counted["villages_visited"]
    assert totals["households_reached"] == counted["households_visited"]
    assert totals["households"] == counted["poor_households"]["total"]
    for key in ("villages_reached", "households_reached", "poor", "households"):
        listing = client.get(found.total_links[key]).context["listing"]
        assert (key, listing.total) == (key, totals[key])


def test_where_nobody_has_been_is_named(client, outings, office, clerk, other_clerk):
    assert texts(table("villages-not-visited", office)) == [
        ["多宝镇", "新建村", "是", ""]
    ]
    assert texts(table("villages-not-visited", clerk)) == []
    later = {"since": date(2017, 7, 1)}
    assert [row[1] for row in texts(table("villages-not-visited", clerk, **later))] == [
        "青山村委会"
    ]
    client.force_login(other_clerk)
    page = client.get(reverse("figures:report", args=["villages-not-visited"]))
    assert "青山村委会" not in page.content.decode()


def test_weeks_follow_one_another_and_new_is_told_once(client, outings, office):
    found = table("progress-week", office)

    assert texts(found) == [
        ["2017-05-08", "0", "2", "1", "1", "2"],
        ["2017-05-15", "0", "0", "0", "0", "0"],
        ["2017-05-22", "0", "0", "0", "0", "0"],
        ["2017-05-29", "1", "1", "0", "0", "1"],
    ]
    client.force_login(office)
    first = found.lines[0].links
    assert client.get(first["visits"]).context["listing"].total == 2
    assert client.get(first["calls"]).context["listing"].total == 2


def test_months_have_the_sums_of_the_weeks(outings, office):
    weeks, months = table("progress-week", office), table("progress-month", office)

    assert weeks.total == months.total
    assert [row[0] for row in texts(months)] == ["2017年5月", "2017年6月"]
