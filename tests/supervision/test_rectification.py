"""Findings are put right where they were found, and looked at again by the team."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from supervision import actions
from supervision.enums import FindingState
from supervision.models import Rectification
from tests.factories.platform import user_of
from tests.factories.supervision import (
    AssignmentFactory,
    FindingFactory,
    InspectionFactory,
    TeamFactory,
)
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.overview.workbench.todos import piles

pytestmark = pytest.mark.django_db
DONE = "已按户归档，装订成册。"
JULY_10, JULY_20 = date(2017, 7, 10), date(2017, 7, 20)


@pytest.fixture
def finding(checklist, team, yuxin):
    """About the township itself, seen on 5 July, due on the 20th."""
    inspection = InspectionFactory(form=checklist, team=team, township=yuxin)
    return FindingFactory(inspection=inspection)


@pytest.fixture
def of_group(checklist, team, yuxin, yuxin_group):
    inspection = InspectionFactory(
        form=checklist, team=team, township=yuxin, group=yuxin_group
    )
    return FindingFactory(inspection=inspection, text="六月活动无签到记录。")


def answer(finding, by, **given):
    given = {"text": DONE, "answered_on": JULY_10, **given}
    return actions.answer_finding(finding, by=by, **given)


def recheck(finding, by, **given):
    given = {"is_settled": True, "rechecked_on": JULY_20, **given}
    return actions.recheck_finding(finding, by=by, **given)


def state_of(finding):
    finding.refresh_from_db()
    return FindingState(finding.state)


def page(client, user, finding, name="detail"):
    client.force_login(user)
    return client.get(reverse(f"supervision:finding_{name}", args=[finding.pk]))


def send(client, user, finding, name, **data):
    client.force_login(user)
    address = reverse(f"supervision:finding_{name}", args=[finding.pk])
    return client.post(address, data)


def test_what_was_put_right_and_seen_is_closed(finding, clerk, supervisor):
    answer(finding, clerk)
    assert state_of(finding) == FindingState.ANSWERED

    row = recheck(finding, supervisor, remark="资料齐全。")

    assert state_of(finding) == FindingState.CLOSED
    assert (row.answered_by, row.answered_on, row.text) == (clerk, JULY_10, DONE)
    assert (row.rechecked_by, row.rechecked_on) == (supervisor, JULY_20)
    assert (row.is_settled, row.remark) == (True, "资料齐全。")
    assert finding.due_on == JULY_20


def test_what_was_not_put_right_is_given_back_with_a_new_day(
    finding, clerk, supervisor
):
    answer(finding, clerk)
    later = date(2017, 8, 5)

    recheck(finding, supervisor, is_settled=False, remark="仍缺五月的。", due_on=later)

    assert state_of(finding) == FindingState.OPEN
    assert finding.due_on == later


def test_a_second_answer_leaves_the_first_as_it_was(finding, clerk, supervisor):
    first = answer(finding, clerk)
    recheck(finding, supervisor, is_settled=False, remark="不齐", due_on=JULY_20)
    answer(finding, clerk, text="五月的也已归档。", answered_on=JULY_20)
    recheck(finding, supervisor)

    first.refresh_from_db()
    assert (first.text, first.is_settled, first.remark) == (DONE, False, "不齐")
    assert [row.is_settled for row in finding.rectifications.order_by("pk")] == [
        False,
        True,
    ]
    assert state_of(finding) == FindingState.CLOSED


def test_nothing_is_answered_twice_at_once(finding, clerk, office):
    answer(finding, clerk)

    with pytest.raises(ValidationError, match="已是“已整改待复查”，不能再答复"):
        answer(finding, office)

    assert finding.rectifications.count() == 1


@pytest.mark.parametrize("settled", [True, False])
def test_nothing_is_looked_at_twice(finding, clerk, supervisor, settled):
    answer(finding, clerk)
    recheck(finding, supervisor, is_settled=settled, remark="看过", due_on=JULY_20)

    with pytest.raises(ValidationError, match="没有待复查的整改"):
        recheck(finding, supervisor)


def test_what_nobody_answered_cannot_be_closed(finding, supervisor):
    with pytest.raises(ValidationError, match="现为“待整改”"):
        recheck(finding, supervisor)

    assert state_of(finding) == FindingState.OPEN


def test_days_follow_one_another(finding, clerk, supervisor):
    with pytest.raises(ValidationError, match="整改日期不能早于2017-07-05"):
        answer(finding, clerk, answered_on=date(2017, 7, 4))
    answer(finding, clerk)
    with pytest.raises(ValidationError, match="复查日期不能早于2017-07-10"):
        recheck(finding, supervisor, rechecked_on=date(2017, 7, 9))

    assert state_of(finding) == FindingState.ANSWERED


@pytest.mark.parametrize("who", ["clerk", "office"])
def test_the_presidium_answers_for_its_township(request, finding, who):
    answer(finding, request.getfixturevalue(who))

    assert state_of(finding) == FindingState.ANSWERED


@pytest.mark.parametrize("who", ["clerk", "office", "secretary"])
def test_a_group_answers_through_its_secretary_or_the_presidium(request, of_group, who):
    answer(of_group, request.getfixturevalue(who))

    assert state_of(of_group) == FindingState.ANSWERED


@pytest.mark.parametrize(
    "who", ["secretary", "supervisor", "leader", "other_clerk", "deputy", "unit"]
)
def test_nobody_else_answers_for_a_township(request, finding, who):
    with pytest.raises(PermissionDenied):
        answer(finding, request.getfixturevalue(who))

    assert not finding.rectifications.exists()


@pytest.mark.parametrize("who", ["other_secretary", "supervisor", "leader", "deputy"])
def test_nobody_else_answers_for_a_group(request, of_group, who):
    with pytest.raises(PermissionDenied):
        answer(of_group, request.getfixturevalue(who))


@pytest.mark.parametrize("who", ["clerk", "secretary", "leader", "other_clerk"])
def test_nobody_judges_his_own_work(request, of_group, clerk, who):
    answer(of_group, clerk)

    with pytest.raises(PermissionDenied):
        recheck(of_group, request.getfixturevalue(who))

    assert state_of(of_group) == FindingState.ANSWERED


def test_the_team_that_has_the_township_now_looks_again(
    finding, clerk, office, supervisor, yuxin
):
    answer(finding, clerk)
    successor = TeamFactory()
    actions.assign_townships(
        successor, by=office, townships=[yuxin], on=date(2017, 7, 15)
    )
    newcomer = user_of(Role.SUPERVISOR, successor.organ)

    with pytest.raises(PermissionDenied):
        recheck(finding, supervisor)
    recheck(finding, newcomer)

    assert state_of(finding) == FindingState.CLOSED


def test_findings_of_an_inspection_struck_off_are_left_alone(
    client, finding, clerk, supervisor
):
    actions.void_inspection(finding.inspection, by=supervisor, reason="重复")

    shown = page(client, clerk, finding)

    assert not shown.context["can_answer"]
    assert "问题不再整改" in shown.content.decode()
    with pytest.raises(PermissionDenied):
        answer(finding, clerk)


# --- pages ---------------------------------------------------------------------------


def test_a_clerk_answers_on_the_page_and_a_supervisor_closes(
    client, finding, clerk, supervisor
):
    assert page(client, clerk, finding).context["can_answer"]

    sent = send(client, clerk, finding, "answer", text=DONE, answered_on="2017.7.10")

    assert sent.url == finding.get_absolute_url()
    assert not page(client, clerk, finding).context["can_answer"]
    assert page(client, supervisor, finding).context["can_recheck"]
    sent = send(
        client,
        supervisor,
        finding,
        "recheck",
        verdict="yes",
        rechecked_on="2017年7月20日",
    )
    assert sent.url == finding.get_absolute_url()
    shown = page(client, clerk, finding).content.decode()
    for word in (DONE, "整改到位", "已销号", clerk.name, supervisor.name):
        assert word in shown


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"text": "", "answered_on": "2017-07-10"}, "请填写整改情况"),
        ({"text": DONE, "answered_on": ""}, "请填写整改日期"),
        ({"text": DONE, "answered_on": "昨天"}, "昨天"),
        ({"text": DONE, "answered_on": "2017-07-26"}, "今天"),
        ({"text": DONE, "answered_on": "2017-07-01"}, "整改日期不能早于2017-07-05"),
        ({"text": DONE * 200, "answered_on": "2017-07-10"}, "2000"),
    ],
)
def test_a_bad_answer_is_said_and_what_was_typed_stays(
    client, finding, clerk, typed, said
):
    shown = send(client, clerk, finding, "answer", **typed)

    text = shown.content.decode()
    assert said in text
    assert typed["text"] in text
    assert state_of(finding) == FindingState.OPEN


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({}, "请选择复查结论"),
        ({"verdict": "maybe"}, "maybe"),
        ({"verdict": "no", "due_on": "2017-08-10"}, "请写明还差什么"),
        ({"verdict": "no", "remark": "不齐"}, "请填写新的整改期限"),
        (
            {"verdict": "no", "remark": "不齐", "due_on": "2017-07-24"},
            "新的整改期限不能早于今天",
        ),
        (
            {"verdict": "yes", "rechecked_on": "2017-07-01"},
            "复查日期不能早于2017-07-10",
        ),
    ],
)
def test_a_second_look_says_what_it_lacks(
    client, finding, clerk, supervisor, typed, said
):
    answer(finding, clerk)

    shown = send(
        client,
        supervisor,
        finding,
        "recheck",
        **{"rechecked_on": "2017-07-20", **typed},
    )

    assert said in shown.content.decode()
    assert state_of(finding) == FindingState.ANSWERED
    assert finding.rectifications.get().rechecked_on is None


def test_who_comes_second_reads_that_it_was_answered(client, finding, clerk, office):
    client.force_login(clerk)
    assert page(client, clerk, finding, "answer").status_code == 200
    answer(finding, office)

    late = send(client, clerk, finding, "answer", text=DONE, answered_on="2017-07-10")

    said = late.content.decode()
    assert "该问题已是“已整改待复查”，不能再答复" in said
    assert DONE in said
    assert finding.rectifications.get().answered_by == office


@pytest.mark.parametrize("name", ["detail", "answer", "recheck"])
def test_a_finding_next_door_looks_like_one_that_is_not_there(
    client, finding, other_clerk, name
):
    assert page(client, other_clerk, finding, name).status_code == 404
    finding.pk = 10**6
    assert page(client, other_clerk, finding, name).status_code == 404


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("leader", "answer"),
        ("leader", "recheck"),
        ("clerk", "recheck"),
        ("supervisor", "answer"),
    ],
)
def test_who_reads_a_finding_and_may_not_act_gets_a_sentence(
    request, client, finding, who, name
):
    shown = page(client, request.getfixturevalue(who), finding, name)

    assert shown.status_code == 403
    assert "由" in shown.content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_for_any_number_of_answers(
    client, finding, clerk, supervisor, count, django_assert_num_queries
):
    for _ in range(count):
        answer(finding, clerk)
        recheck(finding, supervisor, is_settled=False, remark="不齐", due_on=JULY_20)
    client.force_login(clerk)

    with django_assert_num_queries(14):
        shown = client.get(finding.get_absolute_url())

    assert len(shown.context["rounds"]) == count


def test_the_history_tells_who_answered_and_who_looked(
    client, finding, clerk, supervisor
):
    with acting_as(clerk):
        answer(finding, clerk)
    with acting_as(supervisor):
        recheck(finding, supervisor)

    events = page(client, clerk, finding).context["events"]

    assert [event.who for event in events][:2] == [supervisor.name, clerk.name]
    told = [(c.label, c.old, c.new) for c in events[0].changes]
    assert ("状态", "已整改待复查", "已销号") in told
    assert any("2017-07-10" in label and new == "是" for label, _, new in told)


def test_the_list_leads_to_the_page_of_the_finding(client, finding, clerk):
    client.force_login(clerk)

    shown = client.get(reverse("supervision:finding_list")).content.decode()

    assert f'href="{finding.get_absolute_url()}"' in shown


# --- the first page --------------------------------------------------------------------


def pile(user, kind):
    return next((p for p in piles(user=user) if p.kind == kind), None)


def test_an_open_finding_waits_for_the_place_and_leads_to_its_page(finding, clerk):
    waiting = pile(clerk, "督导发现的问题")

    assert [todo.url for todo in waiting.todos] == [finding.get_absolute_url()]


def test_an_answer_waits_for_the_team_and_no_more_for_the_place(
    finding, clerk, supervisor
):
    answer(finding, clerk)

    assert pile(clerk, "督导发现的问题") is None
    waiting = pile(supervisor, "待复查的整改")
    assert [(todo.due_on, todo.light) for todo in waiting.todos] == [(None, "")]
    assert [todo.url for todo in waiting.todos] == [finding.get_absolute_url()]
    assert waiting.url.endswith("?state=answered")


def test_an_answer_waits_for_the_team_that_has_the_township_now(
    finding, clerk, office, supervisor, yuxin, duobao, team
):
    answer(finding, clerk)
    AssignmentFactory(team=team, township=duobao)
    successor = TeamFactory()
    actions.assign_townships(successor, by=office, townships=[yuxin], on=JULY_20)

    assert pile(supervisor, "待复查的整改") is None
    newcomer = user_of(Role.SUPERVISOR, successor.organ)
    assert pile(newcomer, "待复查的整改").count == 1


def test_findings_struck_off_with_their_inspection_wait_for_nobody(
    finding, clerk, supervisor
):
    actions.void_inspection(finding.inspection, by=supervisor, reason="重复")

    assert pile(clerk, "督导发现的问题") is None
    assert pile(supervisor, "督导发现的问题") is None


# --- what the database holds ------------------------------------------------------------


@pytest.mark.parametrize(
    "half",
    [
        {"rechecked_on": JULY_20},
        {"is_settled": True},
        {"rechecked_on": JULY_20, "is_settled": True},
    ],
)
def test_half_a_second_look_is_not_stored(finding, clerk, half):
    with pytest.raises(IntegrityError), transaction.atomic():
        Rectification.objects.create(
            finding=finding,
            text=DONE,
            answered_on=JULY_10,
            answered_by=clerk,
            **half,
        )


def test_two_answers_never_wait_side_by_side(finding, clerk):
    answer(finding, clerk)

    with pytest.raises(IntegrityError), transaction.atomic():
        Rectification.objects.create(
            finding=finding, text=DONE, answered_on=JULY_10, answered_by=clerk
        )


def test_a_second_look_before_the_answer_is_not_stored(finding, clerk, supervisor):
    with pytest.raises(IntegrityError), transaction.atomic():
        Rectification.objects.create(
            finding=finding,
            text=DONE,
            answered_on=JULY_10,
            answered_by=clerk,
            rechecked_on=date(2017, 7, 9),
            rechecked_by=supervisor,
            is_settled=True,
        )
