import pytest
from django.urls import reverse

from supervision.models import SupervisionTeam
from tests.factories.supervision import (
    AssignmentFactory,
    InspectionFactory,
    TeamFactory,
)

pytestmark = pytest.mark.django_db
LIST = reverse("supervision:team_list")
NEW = reverse("supervision:team_create")


def edit_url(team):
    return reverse("supervision:team_edit", args=[team.pk])


def data(*townships, **fields):
    given = {"number": 9, "name": "第九督导组", "on": "2017-07-25", "version": 1}
    return given | {"townships": [t.pk for t in townships]} | fields


def test_the_list_shows_each_team_with_its_townships_of_today(
    client, office, team, duobao
):
    AssignmentFactory(team=team, township=duobao, until="2017-07-01")
    client.force_login(office)

    page = client.get(LIST).content.decode()

    assert "第一督导组" in page
    assert "渔薪镇" in page
    assert "多宝镇" not in page


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_teams(
    client, office, count, django_assert_num_queries
):
    for _ in range(count):
        AssignmentFactory()
    client.force_login(office)

    # the frame's eight, saved searches, count, rows, their townships
    with django_assert_num_queries(12):
        page = client.get(LIST)

    assert page.context["listing"].total == count


def test_the_office_sets_up_a_team(client, office, yuxin, duobao):
    client.force_login(office)

    response = client.post(NEW, data(yuxin, duobao, leader="组长甲", members="组员乙"))

    team = SupervisionTeam.objects.get()
    assert response.url == team.get_absolute_url()
    assert (team.organ.name, team.leader) == ("第九督导组", "组长甲")
    assert {a.township for a in team.assignments.all()} == {yuxin, duobao}


def test_the_office_hands_a_township_over_and_the_page_tells(
    client, office, team, yuxin, duobao
):
    new = TeamFactory(number=9, name="第九督导组")
    client.force_login(office)
    assert f'value="{yuxin.pk}" ' in client.get(edit_url(team)).content.decode()

    client.post(edit_url(new), data(yuxin))

    assert [a.township for a in new.assignments.filter(until=None)] == [yuxin]
    page = client.get(team.get_absolute_url()).content.decode()
    assert "2017-07-24" in page


def test_the_page_shows_the_inspections_of_the_team_in_sight(
    client, clerk, team, yuxin, duobao, checklist
):
    here = InspectionFactory(form=checklist, team=team, township=yuxin)
    InspectionFactory(form=checklist, team=team, township=duobao)
    client.force_login(clerk)

    page = client.get(team.get_absolute_url())

    assert list(page.context["inspections"]) == [here]
    assert not page.context["can_edit"]


@pytest.mark.parametrize("who", ["supervisor", "clerk", "leader"])
def test_only_the_office_changes_teams(request, client, team, who):
    client.force_login(request.getfixturevalue(who))

    assert client.get(edit_url(team)).status_code == 403
    assert client.get(NEW).status_code == 403


class TestATeamOfTwoTownships:
    @pytest.fixture
    def pages(self, client, team, duobao):
        """The list's cell of townships, and the page of the team."""
        AssignmentFactory(team=team, township=duobao, since="2017-06-01")

        def pages(user):
            client.force_login(user)
            [row] = client.get(LIST).context["listing"].table.rows
            return row.get_cell("townships"), client.get(team.get_absolute_url())

        return pages

    def test_a_clerk_reads_of_her_own_township_alone(self, pages, clerk):
        cell, page = pages(clerk)

        assert cell == "渔薪镇"
        assert "渔薪镇" in page.content.decode()
        assert "多宝镇" not in page.content.decode()

    @pytest.mark.parametrize("who", ["office", "leader", "supervisor"])
    def test_the_team_and_the_city_read_of_both(self, request, pages, who):
        cell, page = pages(request.getfixturevalue(who))

        assert set(cell.split("、")) == {"渔薪镇", "多宝镇"}
        assert "多宝镇" in page.content.decode()
