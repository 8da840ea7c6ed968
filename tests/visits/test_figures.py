"""The figures of visits, the ledger, and the summary of activities."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from groups.activities.enums import Presence
from groups.activities.models import Attendance
from tests.factories.deputies import PersonFactory
from tests.factories.groups import ActivityFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import CallFactory, VisitFactory
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.base.figures.registry import Asked, count_all, find_table
from visits import actions
from visits.models import Visit

pytestmark = pytest.mark.django_db


def call(group, village, household, day, form):
    visit = VisitFactory(
        group=group,
        village=village,
        visited_on=day,
        campaign=form.campaign,
        form=form,
    )
    for name in ("代表甲", "代表乙"):
        visit.deputies.add(PersonFactory(name=name))
    return CallFactory(
        visit=visit, household=household, answers={"ask_basics": "家中2口人。"}
    )


@pytest.fixture
def year(visit_form, yuxin_group, second_group, duobao_group, qingshan, duobao):
    """青山 visited three times by two groups, one household twice; 多宝 once; one struck off."""
    home = HouseholdFactory(village=qingshan, head_name="张三丰")
    other = HouseholdFactory(village=qingshan, head_name="王五")
    first = call(yuxin_group, qingshan, home, date(2017, 5, 8), visit_form)
    call(yuxin_group, qingshan, other, date(2017, 6, 8), visit_form)
    call(second_group, qingshan, home, date(2017, 7, 8), visit_form)
    far = HouseholdFactory(village=VillageFactory(parent=duobao))
    call(duobao_group, far.village, far, date(2017, 6, 9), visit_form)
    off = call(yuxin_group, qingshan, other, date(2017, 6, 10), visit_form).visit
    Visit.objects.filter(pk=off.pk).update(
        voided_at="2017-06-11T08:00Z", void_reason="错"
    )
    activity = ActivityFactory(group=yuxin_group, campaign=visit_form.campaign)
    done = ProgrammePart.objects.create(
        campaign=visit_form.campaign, code="together", title="集中"
    )
    activity.parts.create(part=done, is_done=True)
    for presence in (Presence.PRESENT, Presence.PRESENT, Presence.LEAVE):
        Attendance.objects.create(
            activity=activity, person=PersonFactory(), presence=presence
        )
    return first


def table(slug, user, **asked):
    return find_table(slug, user)(user, Asked(**asked))


def values(table):
    return [line.values for line in table.lines]


def test_villages_and_households_count_once(office, clerk, year, campaign):
    asked = Asked(campaign=campaign)

    of_city, of_township = count_all(office, asked), count_all(clerk, asked)

    keys = ("villages_visited", "households_visited")
    assert [of_city[key] for key in keys] == [2, 3]
    assert [of_township[key] for key in keys] == [1, 2]


def test_the_period_bounds_the_figures(office, year, campaign):
    # A visit on its first day and one on its last.
    june = Asked(campaign, since=date(2017, 6, 8), until=date(2017, 6, 9))

    counted = count_all(office, june)

    assert (counted["villages_visited"], counted["households_visited"]) == (2, 2)


def test_the_ledger_has_a_line_for_each_call_in_the_form_of_the_paper(
    clerk, year, campaign
):
    ledger = table("visit-ledger", clerk, campaign=campaign)

    assert [column.title for column in ledger.columns] == [
        "走访日期",
        "代表小组",
        "参加代表",
        "走访村",
        "走访贫困户",
        "一问",
        "二看",
        "三查",
        "四评",
        "五建议",
        "记录人",
        "异地走访",
    ]
    assert values(ledger)[0] == (
        date(2017, 5, 8),
        "渔薪镇第一代表小组",
        "代表甲、代表乙",
        "青山村委会",
        "张三丰",
        "家中2口人",
        "",
        "",
        "",
        "",
        "",
        "",
    )
    assert [row[0].month for row in values(ledger)] == [5, 6, 7]


def test_a_visit_without_calls_gives_one_line(clerk, year, campaign, visit_form):
    VisitFactory(
        group=year.visit.group,
        village=year.visit.village,
        visited_on=date(2017, 5, 1),
        campaign=campaign,
        form=visit_form,
        answers={"ask_basics": "全村320户"},
    )

    rows = values(table("visit-ledger", clerk, campaign=campaign))

    assert len(rows) == 4
    assert (rows[0][4], rows[0][5]) == ("", "全村320户")


def test_names_in_the_ledger_are_masked_for_who_need_not_know(leader, year, campaign):
    rows = values(table("visit-ledger", leader, campaign=campaign))

    assert rows[0][4] == "张*丰"


def test_each_sees_his_own_lines_of_the_ledger(
    other_clerk, secretary, other_secretary, year, campaign
):
    counted = [
        len(table("visit-ledger", user, campaign=campaign).lines)
        for user in (other_clerk, secretary, other_secretary)
    ]

    assert counted == [1, 2, 1]


def test_the_first_lines_of_the_ledger_and_their_count_are_those_of_the_whole(
    office, year, visit_form, yuxin_group, qingshan, campaign
):
    for day in (3, 30):
        VisitFactory(
            group=yuxin_group,
            village=qingshan,
            visited_on=date(2017, 5, day),
            campaign=visit_form.campaign,
            form=visit_form,
        )
    CallFactory(visit=year.visit, household=HouseholdFactory(village=qingshan))
    ledger = table("visit-ledger", office, campaign=campaign)

    for most in (1, 3, 4, 100):
        assert ledger.first(most) == ledger.lines[:most]
    assert ledger.count == len(ledger.lines) == 7


def test_more_lines_cost_the_ledger_no_more_queries(
    office, year, campaign, visit_form, django_assert_num_queries
):
    office.live_posts  # noqa: B018 - asked once a request
    with django_assert_num_queries(8):
        values(table("visit-ledger", office, campaign=campaign))
    for _ in range(5):
        home = HouseholdFactory(village=year.visit.village)
        call(year.visit.group, year.visit.village, home, date(2017, 6, 1), visit_form)
    with django_assert_num_queries(8):
        values(table("visit-ledger", office, campaign=campaign))


def test_the_summary_has_a_line_for_each_township(office, year, campaign):
    summary = table("activity-summary", office, campaign=campaign)

    assert values(summary) == [
        ("多宝镇", 1, 0, 0, 1, 0, 1, 1, 1),
        ("渔薪镇", 2, 1, 2, 3, 1, 1, 2, 3),
    ]
    assert summary.total == (None, 3, 1, 2, 4, 1, 2, 3, 4)


def test_the_summary_of_a_township_has_a_line_for_each_group(
    clerk, year, campaign, yuxin
):
    summary = table("activity-summary", clerk, campaign=campaign, township=yuxin)

    assert values(summary) == [
        ("渔薪镇第一代表小组", 1, 1, 2, 2, 0, 1, 2, 2),
        ("渔薪镇第二代表小组", 1, 0, 0, 1, 1, 1, 1, 1),
    ]
    assert summary.total == (None, 2, 1, 2, 3, 1, 1, 2, 3)


@pytest.mark.parametrize("is_of_groups", [False, True])
@pytest.mark.parametrize(
    "period", [{}, {"since": date(2017, 6, 1), "until": date(2017, 6, 30)}]
)
def test_every_number_of_the_summary_opens_the_list_it_counts(
    client, clerk, year, campaign, yuxin, is_of_groups, period
):
    place = {"township": yuxin} if is_of_groups else {}
    summary = table("activity-summary", clerk, campaign=campaign, **place, **period)
    keys = [column.key for column in summary.columns]
    client.force_login(clerk)

    for line in summary.lines:
        for key, address in line.links.items():
            if (key, is_of_groups) == ("groups", True) or key == "attendances":
                continue  # leads to the group, and to the activities attended
            listing = client.get(address).context["listing"]
            assert listing.total == line.values[keys.index(key)], address


def test_the_two_figures_open_the_lists_they_count(client, office, year, campaign):
    client.force_login(office)

    page = client.get(reverse("figures:list"))
    counted = {each.figure.key: each for each in page.context["figures"]}

    for key in ("villages_visited", "households_visited"):
        listing = client.get(counted[key].url).context["listing"]
        assert listing.total == counted[key].value > 0


@pytest.mark.parametrize("slug", ["visit-ledger", "activity-summary"])
def test_page_and_workbook_hold_the_same_rows(client, clerk, year, campaign, slug):
    client.force_login(clerk)
    url = reverse("figures:report", args=[slug])

    page = client.get(url)
    shown = [[cell.text for cell in row] for row in page.context["rows"]]
    with BytesIO(client.get(url, {"export": "xlsx"}).getvalue()) as content:
        sheet = load_workbook(content).active
    written = [
        [_as_shown(cell) for cell in row] for row in sheet.iter_rows(values_only=True)
    ]

    assert len(shown) == len(table(slug, clerk, campaign=campaign).lines)
    for row in shown:
        assert any(_holds(line, row) for line in written), row


def _as_shown(value):
    if hasattr(value, "strftime"):
        return f"{value:%Y-%m-%d}"
    return "" if value is None else str(value)


def _holds(line, row):
    return any(line[start : start + len(row)] == row for start in range(len(line)))


def test_a_struck_off_visit_leaves_every_table(office, year, campaign, clerk):
    actions.void_visit(year.visit, by=clerk, reason="错")

    rows = values(table("visit-ledger", office, campaign=campaign))
    summary = values(table("activity-summary", office, campaign=campaign))

    assert len(rows) == 3
    assert summary[1] == ("渔薪镇", 2, 1, 2, 2, 1, 1, 2, 2)
