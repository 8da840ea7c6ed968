"""The list of groups of the examples, whole, upon the rosters of deputies."""

from collections import Counter
from io import BytesIO

import pytest

from groups.models import DeputyGroup, GroupMembership, GroupVillage
from tests import examples
from tests.factories.platform import presidium_of, user_of
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.accounts.queries import system_user
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures.exports import write_table
from tianmen_congress.base.figures.registry import Asked, find_table
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.kinds import get_kind
from tianmen_congress.base.workbooks.models import ImportIssue

FACTS = examples.MANIFEST[examples.GROUPS]
ASKED = 57  # places in which a name stands that several bear in the township


@pytest.fixture(scope="module")
def taken(django_db_setup, django_db_blocker):
    with examples.kept_for_a_module(django_db_blocker):
        examples.load_places()
        examples.take_in("deputies", examples.HIGHER)
        examples.take_in("deputies", examples.TOWNSHIPS)
        yield examples.take_in("groups", examples.GROUPS)


@pytest.fixture
def report(taken, django_db_blocker):
    with django_db_blocker.unblock(), examples.rolled_back():
        yield taken


def asked_about(report, column):
    return [f for f in report.of_kind(IssueKind.QUESTION) if f.column == column]


def test_all_groups_go_in_each_with_its_organ(report):
    assert examples.counted(report) == (FACTS["groups"], FACTS["groups"], 0, 0, 0)
    assert DeputyGroup.objects.count() == FACTS["groups"]
    organs = Organ.objects.filter(kind=OrganKind.GROUP)
    assert {organ.name for organ in organs} == {
        group.name for group in DeputyGroup.objects.all()
    }


def test_whoever_is_clear_goes_in_and_nothing_is_faulty(report):
    assert report.of_kind(IssueKind.FAULT) == []
    assert GroupMembership.objects.count() == FACTS["memberships"] - ASKED


def test_names_that_several_bear_are_asked_about_once_for_each_place(report):
    questions = asked_about(report, "成员")

    assert len(questions) == ASKED
    named = {(q.reason.split("有")[0], q.value) for q in questions}
    assert named == {tuple(pair) for pair in FACTS["names_twice_in_a_township"]}
    assert all(len(q.candidates) >= 2 for q in questions)


def test_candidates_are_told_apart_by_tier_sex_birth_and_work(report):
    [question] = [q for q in asked_about(report, "成员") if q.value == "徐岩"][:1]

    assert {c.label for c in question.candidates} == {
        "徐岩，乡镇代表，男，1987年01月生，黄潭镇党委书记",
        "徐岩，乡镇代表，男，1980年09月生，黄潭镇个体工商户",
    }


def test_villages_are_linked_and_only_bare_names_of_two_are_asked_about(report):
    assert [q.value for q in asked_about(report, "联系村")] == ["黄潭", "坟禁", "净潭"]
    assert GroupVillage.objects.count() == 851
    first = DeputyGroup.objects.get(name="汪场镇第一代表小组")
    assert "汪场居委会" in {link.village.name for link in first.village_links.all()}


def test_every_group_is_told_where_its_room_is(report):
    assert not DeputyGroup.objects.filter(room_place="").exists()


def test_officers_are_members(report):
    group = DeputyGroup.objects.get(name="竟陵街道办事处第一代表小组")

    held = {m.person.name: [str(o) for o in m.offices] for m in group.memberships.all()}

    assert held == {
        "尚杰": ["leader"],
        "李楠": ["deputy_leader"],
        "张斌": [],
        "宋杰": ["secretary"],
    }


def test_the_second_time_nothing_is_new_or_changed(report):
    again = examples.take_in("groups", examples.GROUPS)

    assert examples.counted(again) == (151, 0, 0, 151, 0)
    assert (
        ImportIssue.objects.open_questions().filter(batch__kind="groups").count() == 60
    )


def answer_everything():
    """As a clerk would: never the same person twice, and never the same village.

    The key of a person may be that of a village too.
    """
    by, taken = system_user(), set()
    for issue in ImportIssue.objects.open_questions().filter(batch__kind="groups"):
        field = issue.about["field"]
        values = [candidate["value"] for candidate in issue.candidates]
        free = [value for value in values if (field, value) not in taken]
        taken.add((field, free[0]))
        actions.answer(issue, free[0], by=by)


def test_answers_fill_the_groups_and_are_not_asked_again(report):
    answer_everything()

    again = examples.take_in("groups", examples.GROUPS)

    assert GroupMembership.objects.count() == FACTS["memberships"]
    assert examples.counted(again) == (151, 0, 0, 151, 0)
    assert again.is_clear


def test_an_answer_gives_the_office_that_the_list_gives(report):
    [issue] = ImportIssue.objects.open_questions().filter(row=60, value="徐岩")

    actions.answer(issue, issue.candidates[0]["value"], by=system_user())

    membership = GroupMembership.objects.get(person=int(issue.candidates[0]["value"]))
    assert membership.is_secretary
    assert membership.order == 15


def test_nobody_is_answered_into_two_groups(report):
    issues = ImportIssue.objects.open_questions().filter(value="周洋").order_by("pk")
    first, second = issues[:2]
    by, person = system_user(), first.candidates[0]["value"]
    actions.answer(first, person, by=by)

    with pytest.raises(actions.AnswerRefused, match="请先在该小组办理退出"):
        actions.answer(second, person, by=by)


def test_a_clerk_takes_in_the_groups_of_her_own_township(report):
    yuxin = Division.objects.get(name="渔薪镇")
    clerk = user_of(Role.PRESIDIUM, presidium_of(yuxin))
    GroupMembership.objects.filter(group__township=yuxin).delete()

    again = examples.take_in("groups", examples.GROUPS, by=clerk)

    here = DeputyGroup.objects.filter(township=yuxin).count()
    assert examples.counted(again) == (151, 0, here, 0, 151 - here)
    outcomes = Counter(f.reason for f in again.of_kind(IssueKind.FAULT))
    assert outcomes == {"不属于渔薪镇，只能导入本乡镇的数据": 151 - here}
    assert {q.reason[:3] for q in again.of_kind(IssueKind.QUESTION)} == {"渔薪镇"}


def test_the_list_that_goes_out_comes_back_unchanged(report):
    user = system_user()
    out = BytesIO()
    write_table(find_table("group-roster", user)(user, Asked()), out)

    again = actions.check_file(
        get_kind("groups"), out.getvalue(), name="小组.xlsx", by=user
    )

    count = FACTS["groups"]
    assert examples.counted(again) == (count, 0, 0, count, 0)
    assert again.of_kind(IssueKind.FAULT) == []


def test_the_list_that_goes_out_counts_its_members(report):
    user = system_user()

    table = find_table("group-roster", user)(user, Asked())

    assert len(table.lines) == FACTS["groups"]
    assert FACTS["memberships"] - ASKED in table.total
