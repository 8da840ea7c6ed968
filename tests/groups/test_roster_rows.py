"""Lines of a list of groups as offices fill them in."""

from datetime import date, timedelta

import pytest

from groups.models import DeputyGroup, GroupMembership
from tests.base.workbooks.books import workbook
from tests.factories.deputies import MandateFactory
from tests.factories.groups import GroupVillageFactory, MembershipFactory
from tests.factories.platform import VillageFactory
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.actions import close
from tianmen_congress.base.divisions.successors import succeed
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.kinds import get_kind
from tianmen_congress.base.workbooks.models import ImportIssue

pytestmark = pytest.mark.django_db

HEADING = [
    "乡镇",
    "小组名称",
    "组长",
    "副组长",
    "联络员",
    "成员",
    "人数",
    "联系村",
    "活动室地点",
]


@pytest.fixture(autouse=True)
def people(yuxin):
    return {
        name: MandateFactory(person__name=name, township=yuxin).person
        for name in ("李明", "王芳", "张伟")
    }


def line(**cells):
    row = {
        "乡镇": "渔薪",
        "小组名称": "渔薪镇第三代表小组",
        "组长": "李明",
        "副组长": "",
        "联络员": "王芳",
        "成员": "李明、王芳",
        "人数": 2,
        "联系村": "",
        "活动室地点": "",
    }
    return list((row | cells).values())


def take(*rows, by):
    data = workbook(分组表=[["代表小组划分表"], HEADING, *rows])
    return actions.take(
        get_kind("groups"), data, name="小组.xlsx", by=by, accept_rest=True
    )


def outcome(report):
    counts = report.counts
    return counts.new, counts.changed, counts.unchanged, counts.rejected


def reasons(report):
    return [finding.reason for finding in report.of_kind(IssueKind.FAULT)]


def members():
    rows = GroupMembership.objects.select_related("person").order_by("order")
    return {row.person.name: [str(office) for office in row.offices] for row in rows}


def test_a_line_founds_a_group_with_its_members_and_officers(office, yuxin):
    assert outcome(take(line(), by=office)) == (1, 0, 0, 0)

    group = DeputyGroup.objects.get()
    assert (group.name, group.number, group.township) == (
        "渔薪镇第三代表小组",
        3,
        yuxin,
    )
    assert (group.organ.name, group.organ.division) == (group.name, yuxin)
    assert members() == {"李明": ["leader"], "王芳": ["secretary"]}


def test_the_name_is_told_in_full_however_it_is_written(office):
    take(line(小组名称="第3代表小组"), by=office)

    assert DeputyGroup.objects.get().name == "渔薪镇第三代表小组"


def test_a_new_member_changes_the_group_and_nobody_is_left_out(office):
    take(line(), by=office)

    report = take(line(成员="李明、张伟", 人数=2, 联络员=""), by=office)

    assert outcome(report) == (0, 1, 0, 0)
    assert set(members()) == {"李明", "王芳", "张伟"}


def test_a_new_leader_changes_the_offices(office):
    take(line(), by=office)

    report = take(line(组长="王芳"), by=office)

    assert outcome(report) == (0, 1, 0, 0)
    assert members() == {"李明": [], "王芳": ["leader", "secretary"]}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"成员": "李明、王芳、赵无"}, "渔薪镇的代表名册中没有“赵无”"),
        ({"成员": "李明、王芳、李明"}, "“李明”列出2次，代表名册中只有一人"),
        ({"副组长": "张伟", "人数": None}, "“张伟”不在成员一栏中"),
        ({"人数": 5}, "人数写5人，成员一栏列出2人"),
        ({"联系村": "不存在村"}, "渔薪镇没有“不存在村”"),
    ],
)
def test_what_is_wrong_in_a_list_is_named_and_the_rest_goes_in(office, cells, reason):
    report = take(line(**{"人数": None, **cells}), by=office)

    assert outcome(report) == (1, 0, 0, 0)
    assert reasons(report) == [reason]
    assert set(members()) == {"李明", "王芳"}


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"乡镇": "无此镇"}, "没有这个乡镇"),
        (
            {"小组名称": "渔薪镇代表小组"},
            "小组名称中没有序号，请写成“某某镇第一代表小组”",
        ),
        ({"成员": ""}, "不能为空"),
    ],
)
def test_a_line_that_is_no_group_stays_out(office, cells, reason):
    report = take(line(**cells), by=office)

    assert outcome(report) == (0, 0, 0, 1)
    assert reasons(report) == [reason]
    assert not DeputyGroup.objects.exists()


def test_the_same_group_twice_is_named(office):
    report = take(line(), line(小组名称="渔薪第三小组"), by=office)

    assert outcome(report) == (1, 0, 0, 1)
    assert reasons(report) == ["与第3行是同一个小组"]


def test_the_same_group_on_the_same_row_of_another_sheet_is_named(office):
    rows = [["代表小组划分表"], HEADING, line()]
    data = workbook(分组表=rows, 副本=rows)

    report = actions.take(
        get_kind("groups"), data, name="小组.xlsx", by=office, accept_rest=True
    )

    assert outcome(report) == (1, 0, 0, 1)
    assert reasons(report) == ["与工作表“分组表”第3行是同一个小组"]
    assert DeputyGroup.objects.count() == 1


def test_nobody_is_in_two_groups(office):
    report = take(
        line(),
        line(小组名称="第四代表小组", 组长="", 联络员="", 成员="张伟、李明"),
        by=office,
    )

    assert reasons(report) == ["“李明”已是渔薪镇第三代表小组成员，请先在该小组办理退出"]
    assert DeputyGroup.objects.get(number=4).memberships.count() == 1


def test_a_village_of_another_group_is_named(office, second_group, qingshan):
    GroupVillageFactory(group=second_group, village=qingshan)

    report = take(line(联系村="青山村"), by=office)

    assert outcome(report) == (1, 0, 0, 0)
    assert reasons(report) == [
        "“青山村委会”由渔薪镇第二代表小组联系，请先在该小组办理“改由其他小组联系”"
    ]
    assert qingshan.group_links.get().group == second_group


def test_of_two_villages_that_became_one_the_second_group_is_told(
    office, second_group, qingshan, yuxin
):
    GroupVillageFactory(group=second_group, village=qingshan)
    gone = VillageFactory(name="柳口村委会", parent=yuxin)
    close(gone, on=date(2017, 5, 1))
    succeed(gone, qingshan)

    report = take(line(联系村="柳口村"), by=office)

    told = "“柳口村”现为青山村委会，由渔薪镇第二代表小组联系，不另登记"
    assert told in [each.reason for each in report.of_kind(IssueKind.WARNING)]
    assert report.of_kind(IssueKind.FAULT) == []


def test_a_village_that_another_group_let_go_is_linked_from_the_day(
    office, second_group, qingshan
):
    yesterday = today() - timedelta(days=1)
    GroupVillageFactory(group=second_group, village=qingshan, until=yesterday)

    take(line(联系村="青山村"), by=office)

    assert qingshan.group_links.get(until=None).since == today()


def test_a_deputy_of_another_township_is_not_found(office, duobao):
    MandateFactory(person__name="赵四", township=duobao)

    report = take(line(成员="李明、王芳、赵四", 人数=3), by=office)

    assert reasons(report) == ["渔薪镇的代表名册中没有“赵四”"]


def test_somebody_out_of_office_is_not_found(office, people):
    people["王芳"].mandates.update(until="2016-12-01", end_reason="died")

    report = take(line(联络员=""), by=office)

    assert reasons(report) == ["渔薪镇的代表名册中没有“王芳”"]


def test_a_name_twice_in_one_group_is_asked_twice_with_all_bearers(office, yuxin):
    namesake = MandateFactory(person__name="李明", township=yuxin).person
    report = take(line(成员="李明、王芳、李明", 人数=3), by=office)
    first, second = ImportIssue.objects.open_questions().order_by("pk")
    assert len(first.candidates) == len(second.candidates) == 2
    assert "（组长）" in first.reason
    assert "（组长）" not in second.reason
    assert reasons(report) == []

    actions.answer(first, str(namesake.pk), by=office)

    again = take(line(成员="李明、王芳、李明", 人数=3), by=office)
    [left] = again.of_kind(IssueKind.QUESTION)
    assert left.about["order"] == 2
    assert GroupMembership.objects.get(person=namesake).is_leader


def test_a_village_that_may_be_two_is_asked_about_until_it_is_linked(office, yuxin):
    community = VillageFactory(name="渔薪居委会", parent=yuxin)
    VillageFactory(name="渔薪村委会", parent=yuxin)
    take(line(联系村="渔薪"), by=office)
    issue = ImportIssue.objects.open_questions().get()

    actions.answer(issue, str(community.pk), by=office)

    again = take(line(联系村="渔薪"), by=office)
    assert outcome(again) == (0, 0, 1, 0)
    assert again.is_clear
    assert [v.name for v in DeputyGroup.objects.get().villages.all()] == ["渔薪居委会"]


def test_a_bare_name_beside_a_clear_one_is_still_asked_about(office, yuxin):
    VillageFactory(name="渔薪居委会", parent=yuxin)
    VillageFactory(name="渔薪村委会", parent=yuxin)

    take(line(联系村="渔薪社区、渔薪"), by=office)
    again = take(line(联系村="渔薪社区、渔薪"), by=office)

    assert [q.value for q in again.of_kind(IssueKind.QUESTION)] == ["渔薪"]


def test_a_member_who_left_may_come_back(office, yuxin, people):
    take(line(), by=office)
    left = GroupMembership.objects.get(person=people["王芳"])
    left.until = today().replace(year=2016)
    left.save()

    assert outcome(take(line(), by=office)) == (0, 1, 0, 0)
    assert people["王芳"].memberships.count() == 2


def test_another_townships_group_is_no_group_of_the_clerk(other_clerk, second_group):
    membership = MembershipFactory(group=second_group)

    report = take(line(小组名称="第二代表小组", 活动室地点="别处"), by=other_clerk)

    assert outcome(report) == (0, 0, 0, 1)
    second_group.refresh_from_db()
    assert second_group.room_place == ""
    assert list(GroupMembership.objects.all()) == [membership]


def test_other_officers_and_another_room_are_shown(office):
    take(line(活动室地点="村部"), by=office)

    report = take(line(组长="王芳", 联络员="李明", 活动室地点="中学"), by=office)

    assert outcome(report) == (0, 1, 0, 0)
    assert [finding.reason for finding in report.of_kind(IssueKind.CHANGE)] == [
        "原为“村部”，改为“中学”",
        "原为“李明：组长”，改为“李明：联络员”",
        "原为“王芳：联络员”，改为“王芳：组长”",
    ]
    assert members() == {"李明": ["secretary"], "王芳": ["leader"]}


@pytest.mark.parametrize(("value", "leader"), [("keep", "王芳"), ("take", "李明")])
def test_officers_changed_by_hand_since_are_asked(office, value, leader):
    take(line(联络员=""), by=office)
    for name, is_leader in (("李明", False), ("王芳", True)):
        membership = GroupMembership.objects.get(person__name=name)
        membership.is_leader = is_leader
        with acting_as(office):
            membership.save()

    assert outcome(take(line(联络员=""), by=office)) == (0, 0, 0, 1)
    questions = ImportIssue.objects.open_questions().order_by("pk")
    answered = [(question, value) for question in questions]
    assert actions.answer_all(answered, by=office) == (2, [])

    assert [name for name, offices in members().items() if offices] == [leader]
    assert outcome(take(line(联络员=""), by=office)) == (0, 0, 1, 0)


def test_whoever_left_by_hand_comes_back_only_if_it_is_said(office):
    take(line(), by=office)
    left = GroupMembership.objects.get(person__name="王芳")
    left.until = today() - timedelta(days=1)
    with acting_as(office):
        left.save()

    report = take(line(), by=office)

    assert outcome(report) == (0, 0, 0, 1)
    question = ImportIssue.objects.open_questions().get()
    assert actions.answer_all([(question, "keep")], by=office) == (1, [])
    assert outcome(take(line(), by=office)) == (0, 0, 1, 0)


def test_whoever_is_missing_in_a_later_list_stays_and_is_named(office):
    take(line(), by=office)

    report = take(line(联络员="", 成员="李明", 人数=1), by=office)

    assert outcome(report) == (0, 0, 1, 0)
    told = [finding.reason for finding in report.of_kind(IssueKind.QUESTION)]
    assert told == ["退出：“王芳”现在本小组，不在表中；不确认的保留"]
    assert list(members()) == ["李明", "王芳"]


def test_nobody_leads_beside_one_who_stays_leader(office):
    take(line(), by=office)

    report = take(line(组长="王芳", 联络员="", 成员="王芳", 人数=1), by=office)

    assert outcome(report) == (0, 0, 0, 1)
    assert reasons(report) == ["小组已有组长李明，请先调整其职务"]
    assert members()["李明"] == ["leader"]
