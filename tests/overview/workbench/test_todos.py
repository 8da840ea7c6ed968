"""What waits for whom beside opinions: evaluations, findings, questions of imports."""

from datetime import date

import pytest
from django.urls import reverse

from deputies.models import Congress
from referrals.actions import Proponent
from tests.factories.deputies import MandateFactory
from tests.factories.groups import GroupFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.supervision import FindingFactory, InspectionFactory
from tests.factories.visits import VisitFactory
from tianmen_congress.base.clocks.lights import Light
from tianmen_congress.overview.workbench.first_steps import first_steps
from tianmen_congress.overview.workbench.mine import started_by
from tianmen_congress.overview.workbench.todos import SHOWN, piles

PEOPLE = [
    "office",
    "clerk",
    "secretary",
    "deputy",
    "supervisor",
    "unit",
    "leader",
    "sysadmin",
    "secadmin",
    "auditor",
]
pytestmark = pytest.mark.django_db


def pile(user, kind):
    return next((p for p in piles(user=user) if p.kind == kind), None)


def finding_of(group, **fields):
    inspection = InspectionFactory(township=group.township, group=group)
    return FindingFactory(inspection=inspection, **fields)


@pytest.mark.parametrize(
    ("due_on", "light"),
    [
        (date(2017, 7, 24), Light.RED),
        (date(2017, 7, 25), Light.YELLOW),
        # 20 days of 26, and then of 27, since the inspection: three quarters or less.
        (date(2017, 7, 31), Light.YELLOW),
        (date(2017, 8, 1), Light.GREEN),
        (None, ""),
    ],
)
def test_a_finding_shows_how_near_its_day_is(clerk, yuxin_group, due_on, light):
    finding_of(yuxin_group, due_on=due_on)

    assert [todo.light for todo in pile(clerk, "督导发现的问题").todos] == [light]


def test_a_finding_says_what_is_to_be_done_and_where(clerk, yuxin_group):
    finding_of(yuxin_group)

    steps = [todo.step for todo in pile(clerk, "督导发现的问题").todos]

    assert steps == [f"待整改　{yuxin_group}"]


def test_the_most_urgent_come_first_and_the_rest_is_counted(clerk, yuxin_group):
    days = [date(2017, 8, day) for day in range(1, SHOWN + 4)]
    for day in reversed(days):
        finding_of(yuxin_group, due_on=day)

    waiting = pile(clerk, "督导发现的问题")

    assert waiting.count == SHOWN + 3
    assert [todo.due_on for todo in waiting.todos] == days[:SHOWN]


def test_the_count_opens_the_list_of_exactly_those(client, clerk, yuxin_group):
    for _ in range(2):
        finding_of(yuxin_group)
    finding_of(yuxin_group, state="closed")
    client.force_login(clerk)

    waiting = pile(clerk, "督导发现的问题")

    assert client.get(waiting.url).context["listing"].total == waiting.count == 2


@pytest.mark.parametrize("who", ["other_clerk", "other_secretary", "deputy", "unit"])
def test_findings_of_others_wait_for_nobody_else(request, yuxin_group, who):
    finding_of(yuxin_group)

    assert pile(request.getfixturevalue(who), "督导发现的问题") is None


def test_an_answer_waits_for_the_deputy_who_asked(way, deputy):
    person = deputy.person
    way.to("fed_back", proposers=[Proponent(person.name, "", person)])
    way.to("fed_back")

    waiting = pile(deputy, "意见建议")

    assert [todo.step for todo in waiting.todos] == ["已反馈待评价"]


def test_what_he_entered_stands_under_what_he_started(
    client, way, secretary, yuxin_group
):
    opinion = way.to("triage")
    visit = VisitFactory(group=yuxin_group, recorded_by=secretary)
    VisitFactory(group=yuxin_group)

    started = started_by(user=secretary)

    assert (started["visits"], started["opinions"]) == ([visit], [opinion])


def test_what_was_struck_off_was_not_started(secretary, yuxin_group):
    VisitFactory(
        group=yuxin_group,
        recorded_by=secretary,
        voided_at="2017-07-20T00:00Z",
        void_reason="重复",
    )

    assert started_by(user=secretary)["visits"] == []


def test_all_kinds_stand_in_one_order_with_what_is_done_next(
    client, way, clerk, yuxin_group
):
    finding_of(yuxin_group, due_on=date(2017, 6, 1))
    triage, handling = way.to("triage"), way.to("handling")
    client.force_login(way.clerk)

    todos = client.get(reverse("workbench:home")).context["todos"]

    days = [todo.due_on for todo in todos]
    assert days == sorted(days)
    acts = {t.subject: (t.act, t.act_url) for t in todos if t.kind == "意见建议"}
    refer = reverse("referrals:move", args=[triage.pk, "refer"])
    assert acts == {
        triage.title: ("交办", f"{refer}?queue=1"),
        handling.title: ("办理", handling.get_absolute_url()),
    }
    assert client.get(f"{refer}?queue=1").status_code == 200


# --- the first steps of an empty system ---------------------------------------------------


OFFICERS = ("sysadmin", "secadmin", "auditor")


def open_steps(user):
    return [step.title for step in first_steps(user=user) if not step.is_done]


def test_each_step_is_done_when_its_rows_are_there(
    office, campaign, yuxin, qingshan, request
):
    assert open_steps(office) == [
        "指定三员",
        "导入代表名册",
        "导入代表小组划分表",
        "导入贫困户花名册",
        "提出乡镇和小组的账号",
    ]

    for officer in OFFICERS:
        request.getfixturevalue(officer)
    MandateFactory(township=yuxin)
    GroupFactory(township=yuxin)

    assert open_steps(office) == ["导入贫困户花名册", "提出乡镇和小组的账号"]
    assert Congress.objects.exists()


def test_the_steps_go_away_once_all_are_done(
    client, office, clerk, campaign, yuxin, yuxin_group, qingshan, request
):
    for officer in OFFICERS:
        request.getfixturevalue(officer)
    MandateFactory(township=yuxin)
    HouseholdFactory(village=qingshan)

    assert first_steps(user=office) == []
    client.force_login(office)
    page = client.get(reverse("workbench:home")).content.decode()
    assert "导入代表名册" not in page


@pytest.mark.parametrize("who", PEOPLE[1:])
def test_nobody_but_the_office_is_led_through_them(request, who):
    assert first_steps(user=request.getfixturevalue(who)) == []


def test_an_inspection_stands_under_what_its_supervisor_started(
    client, supervisor, yuxin_group
):
    place = yuxin_group.township
    inspection = InspectionFactory(township=place, recorded_by=supervisor)
    InspectionFactory(township=place)
    client.force_login(supervisor)

    page = client.get(reverse("workbench:mine")).content.decode()

    assert started_by(user=supervisor)["inspections"] == [inspection]
    assert page.count("督导检查 ") == 1
    assert inspection.get_absolute_url() in page


@pytest.mark.parametrize(
    ("name", "boxes"),
    [
        ("office", ["已办", "我发起的"]),
        ("clerk", ["已办", "我发起的"]),
        ("unit", ["已办"]),
        ("supervisor", ["我发起的"]),
        ("auditor", []),
    ],
)
def test_nobody_is_shown_boxes_for_work_that_is_not_his(request, client, name, boxes):
    client.force_login(request.getfixturevalue(name))

    home = client.get(reverse("workbench:home")).content.decode()
    mine = client.get(reverse("workbench:mine")).content.decode()

    both = ("已办", "我发起的")
    assert [box for box in both if f">{box}</a>" in home] == boxes
    assert [box for box in both if f"<h2>{box}</h2>" in mine] == boxes
