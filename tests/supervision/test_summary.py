"""督导检查情况汇总表 and the number of teams."""

import io
from datetime import date
from decimal import Decimal

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from supervision.enums import FindingState
from supervision.figures.tables import InspectionSummary
from tests.factories.supervision import (
    AssignmentFactory,
    FindingFactory,
    InspectionFactory,
    ItemFactory,
    TeamFactory,
)
from tianmen_congress.base.campaigns.queries import questions_of
from tianmen_congress.base.figures.registry import Asked, all_figures

pytestmark = pytest.mark.django_db


def inspect(form, township, scores, **fields):
    inspection = InspectionFactory(
        form=form, township=township, total_score=sum(scores), max_score=40, **fields
    )
    for question, score in zip(questions_of(form), scores, strict=True):
        ItemFactory(inspection=inspection, question=question, score=score)
    return inspection


@pytest.fixture
def rows(checklist, team, yuxin, yuxin_group, duobao):
    """渔薪: twice, once of a group; one open finding of three. 多宝: once."""
    first = inspect(checklist, yuxin, (10, 10))
    second = inspect(checklist, yuxin, (15, 10), group=yuxin_group)
    for inspection, state in (
        (first, FindingState.OPEN),
        (first, FindingState.CLOSED),
        (second, FindingState.ANSWERED),
        (second, FindingState.WITHDRAWN),
    ):
        FindingFactory(inspection=inspection, state=state)
    inspect(checklist, duobao, (20, 15), inspected_on=date(2017, 6, 1))
    void = inspect(checklist, yuxin, (1, 1))
    void.voided_at, void.void_reason = "2017-07-20T00:00Z", "重复"
    void.save()


def table(user, campaign, **asked):
    return InspectionSummary(user, Asked(campaign=campaign, **asked))


def values(table):
    return [line.values for line in table.lines]


def scores(*texts):
    return tuple(Decimal(text) for text in texts)


YUXIN = ("渔薪镇", "第一督导组", 2, 1, *scores("12.5", "10.0", "22.5"), 3, 2)
DUOBAO = ("多宝镇", "", 1, 0, *scores("20.0", "15.0", "35.0"), 0, 0)


def test_each_township_is_summed_up(rows, office, campaign):
    assert values(table(office, campaign)) == [DUOBAO, YUXIN]


def test_the_total_adds_up_and_its_means_are_of_inspections(rows, office, campaign):
    means = scores("15.0", "11.7", "26.7")

    assert table(office, campaign).total == (None, None, 3, 1, *means, 3, 2)


@pytest.mark.parametrize("who", ["clerk", "supervisor"])
def test_each_sees_the_townships_in_sight(request, rows, campaign, who):
    user = request.getfixturevalue(who)

    assert values(table(user, campaign)) == [YUXIN]


def test_a_period_and_a_township_narrow_it(rows, office, campaign, duobao):
    july = table(office, campaign, since=date(2017, 7, 1))
    assert [line.values[2] for line in july.lines] == [0, 2]
    assert july.lines[0].values[4] is None

    assert values(table(office, campaign, township=duobao)) == [DUOBAO]


def test_every_number_opens_the_list_it_counts(client, rows, office, campaign, yuxin):
    line = table(office, campaign, township=yuxin).lines[0]
    client.force_login(office)

    for column, number in (
        ("inspections", 2),
        ("groups", 1),
        ("findings", 3),
        ("unsettled", 2),
    ):
        page = client.get(line.links[column])
        assert page.context["listing"].total == number, column


def test_page_and_workbook_show_the_same(client, rows, office):
    client.force_login(office)
    url = reverse("figures:report", args=["inspection-summary"])

    page = client.get(url).content.decode()
    book = client.get(url, {"export": "xlsx"})
    sheet = load_workbook(io.BytesIO(b"".join(book.streaming_content))).active

    assert "各项平均得分" in page
    assert "22.5" in page
    cells = [[cell for cell in row if cell is not None] for row in sheet.values]
    assert [2, "渔薪镇", "第一督导组", 2, 1, 12.5, 10, 22.5, 3, 2] in cells


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_for_any_number_of_townships(
    office, campaign, checklist, count, django_assert_num_queries
):
    for _ in range(count):
        place = AssignmentFactory().township
        FindingFactory(inspection=inspect(checklist, place, (1, 1)))
    office.live_posts  # noqa: B018 - asked once a request, before anything else

    # form, questions, townships, teams, inspections, items, findings, means, mean
    with django_assert_num_queries(9):
        found = table(office, campaign)
        assert len(found.lines) == count
        assert found.total
        assert found.columns


def test_without_a_checklist_the_table_has_no_items(office, campaign, yuxin):
    found = table(office, campaign)

    assert values(found) == [("渔薪镇", "", 0, 0, None, 0, 0)]
    assert found.total == (None, None, 0, 0, None, 0, 0)


@pytest.mark.parametrize("who", ["secretary", "deputy", "unit"])
def test_the_table_is_not_for_everybody(request, client, rows, who):
    client.force_login(request.getfixturevalue(who))

    url = reverse("figures:report", args=["inspection-summary"])
    assert client.get(url).status_code == 404


def test_teams_are_counted(team, office):
    TeamFactory()
    figure = next(f for f in all_figures() if f.key == "supervision_teams")

    assert figure.count(office, Asked()) == 2
