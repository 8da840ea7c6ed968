"""Rows of a ledger of activities as clerks fill them in."""

from datetime import date, time
from io import BytesIO

import pytest

from groups.activities.enums import LeaveReason, Presence, SignedBy
from groups.activities.models import Activity, Attendance
from tests.base.workbooks.books import workbook
from tests.factories.deputies import PersonFactory
from tests.factories.groups import ActivityFactory, MembershipFactory
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.base.figures.exports import write_table
from tianmen_congress.base.figures.registry import Asked, find_table
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.kinds import get_kind
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue

pytestmark = pytest.mark.django_db

ROW = {
    "活动日期": "2017.6.5",
    "开始时间": "9点",
    "结束时间": "11：30",
    "代表小组": "渔薪镇第一代表小组",
    "活动名称": "六月集中活动",
    "轮次": "第一轮",
    "地点": "村委会",
    "主持人": "钱一鸣",
    "记录人": "孙二娘",
    "开展环节": "走访、交流",
    "到会": "钱一鸣",
    "迟到": "孙二娘",
    "请假": "李三才（病假，钱一鸣批准）",
    "缺席": "",
    "活动小结": "提出两条建议",
}


@pytest.fixture(autouse=True)
def people(campaign, yuxin_group):
    """The first group's three, and a programme of two parts."""
    for order, title in enumerate(("走访", "交流")):
        ProgrammePart.objects.create(
            campaign=campaign, code=f"part{order}", title=title, order=order
        )
    names = ("钱一鸣", "孙二娘", "李三才")
    return {name: joined(yuxin_group, name) for name in names}


def joined(group, name):
    person = PersonFactory(name=name)
    MembershipFactory(group=group, person=person)
    return person


def line(**cells):
    return list((ROW | cells).values())


def of_activities(*rows):
    return workbook(台账=[["小组活动台账"], list(ROW), *rows])


def take(*rows, by):
    data = of_activities(*rows)
    return actions.take(
        get_kind("activities"), data, name="台账.xlsx", by=by, accept_rest=True
    )


def outcome(report):
    counts = report.counts
    return counts.new, counts.changed, counts.unchanged, counts.rejected


def reasons(report):
    return [fault.reason for fault in report.of_kind(IssueKind.FAULT)]


def answer(value):
    (issue,) = ImportIssue.objects.open_questions()
    done, said = actions.answer_all([(issue, value)], by=issue.batch.created_by)
    assert done == 1
    return said


def presences():
    rows = Attendance.objects.select_related("person")
    return {row.person.name: row.presence for row in rows}


def test_a_row_is_an_activity_with_everybody_who_was_due(clerk, people):
    assert outcome(take(line(), by=clerk)) == (1, 0, 0, 0)

    row = Activity.objects.get()
    assert (row.held_on, row.starts_at, row.ends_at, row.round) == (
        date(2017, 6, 5),
        time(9),
        time(11, 30),
        1,
    )
    assert (row.chair, row.state, row.is_on_behalf) == (people["钱一鸣"], "held", True)
    assert row.parts.filter(is_done=True).count() == 2
    assert presences() == {"钱一鸣": "present", "孙二娘": "late", "李三才": "leave"}
    away = Attendance.objects.get(presence=Presence.LEAVE)
    assert (away.leave_reason, away.agreed_by) == (LeaveReason.ILL, "钱一鸣")
    came = Attendance.objects.get(presence=Presence.PRESENT)
    assert came.manner == SignedBy.LATER


def test_the_ledger_that_went_out_comes_in_unchanged(clerk, campaign, yuxin_group):
    take(line(), by=clerk)
    old = ActivityFactory(campaign=campaign, group=yuxin_group, title="学习", round=2)
    # Older records tell no reason; nothing is known of who came to a third.
    old.attendances.create(person=PersonFactory(name="去职"), presence=Presence.LEAVE)
    ActivityFactory(campaign=campaign, group=yuxin_group, title="座谈")
    campaign.refresh_from_db()
    table = find_table("activity-ledger", clerk)(clerk, Asked(campaign=campaign))
    file = BytesIO()
    write_table(table, file)

    kind = get_kind("activities")
    report = actions.take(kind, file.getvalue(), name="台账.xlsx", by=clerk)

    assert (outcome(report), report.findings) == ((0, 0, 3, 0), [])


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"到会": "钱一鸣、外人"}, "“外人”当天不是本小组应到的代表"),
        ({"请假": "李三才"}, "“李三才”请假没有事由，请写明事由和批准人"),
        ({"请假": "李三才（公务）"}, "“李三才”请假没有批准人"),
        ({"请假": f"李三才（病，{'钱' * 41}）"}, "请假批准人超过40字"),
        ({"请假": "李三才（有事，钱一鸣）"}, "请假事由“有事”请改为"),
        ({"缺席": "钱一鸣"}, "“钱一鸣”列出2次，应到的只有1人"),
        ({"活动日期": "2017.12.5"}, "晚于今天：台账只登记已开展的活动"),
        ({"结束时间": "8:30"}, "结束时间须晚于开始时间"),
        ({"开始时间": "上午"}, "时间的写法如09:00"),
        ({"轮次": "100"}, "轮次的写法如第一轮、1"),
    ],
)
def test_what_cannot_be_is_named_at_its_row(clerk, cells, reason):
    report = take(line(**cells), by=clerk)

    assert outcome(report) == (0, 0, 0, 1)
    assert reasons(report)[0].startswith(reason)
    assert not Activity.objects.exists()


def test_the_same_activity_twice_is_named(clerk):
    report = take(line(), line(记录人="别人"), by=clerk)

    assert outcome(report) == (1, 0, 0, 1)
    assert reasons(report) == ["与第3行是同一次活动，请核对"]


def test_who_is_not_named_is_asked_about_and_the_row_waits(clerk):
    report = take(line(迟到="", 请假=""), by=clerk)
    assert outcome(report) == (0, 0, 0, 1)
    assert not Activity.objects.exists()

    answer("absent")

    assert presences() == {"钱一鸣": "present", "孙二娘": "absent", "李三才": "absent"}


def test_of_two_of_one_name_it_is_asked_who(clerk, yuxin_group):
    other = joined(yuxin_group, "孙二娘")
    take(line(到会="钱一鸣", 缺席=""), by=clerk)

    answer(str(other.pk))
    answer("absent")

    late = Attendance.objects.get(presence=Presence.LATE)
    assert late.person == other
    assert outcome(take(line(), by=clerk)) == (0, 0, 1, 0)


def test_another_name_on_the_same_day_is_asked_about(clerk):
    take(line(), by=clerk)
    take(line(活动名称="集中活动", 到会="", 迟到="", 请假=""), by=clerk)

    answer(str(Activity.objects.get().pk))

    assert Activity.objects.get().title == "集中活动"
    assert len(presences()) == 3


def test_a_corrected_ledger_changes_what_a_ledger_brought(clerk):
    take(line(), by=clerk)

    report = take(line(地点="", 迟到="", 缺席="孙二娘", 记录人="李三才"), by=clerk)

    assert outcome(report) == (0, 1, 0, 0)
    row = Activity.objects.get()
    assert (row.place, row.recorder) == ("村委会", "李三才")
    assert presences()["孙二娘"] == "absent"


def test_what_was_typed_here_is_only_added_to(clerk, campaign, yuxin_group, people):
    typed = ActivityFactory(
        campaign=campaign,
        group=yuxin_group,
        held_on=date(2017, 6, 5),
        title=ROW["活动名称"],
        place="活动室",
        state="planned",
    )

    assert outcome(take(line(), by=clerk)) == (0, 1, 0, 0)

    typed.refresh_from_db()
    assert (typed.state, typed.place, typed.recorder) == ("held", "活动室", "孙二娘")
    assert len(presences()) == 3


def test_a_batch_is_undone_and_goes_in_again(clerk):
    take(line(), by=clerk)

    actions.undo(ImportBatch.objects.get(), by=clerk, reason="发错了")

    assert (Activity.objects.count(), Attendance.objects.count()) == (0, 0)
    assert outcome(take(line(), by=clerk)) == (1, 0, 0, 0)


def test_a_correction_is_undone_to_what_stood(clerk):
    take(line(), by=clerk)
    take(line(迟到="", 缺席="孙二娘", 记录人="李三才"), by=clerk)

    actions.undo(ImportBatch.objects.latest("pk"), by=clerk, reason="发错了")

    assert Activity.objects.get().recorder == "孙二娘"
    assert presences()["孙二娘"] == "late"


def test_another_township_is_not_hers_to_write_in(clerk, duobao_group):
    joined(duobao_group, "周五")
    row = line(代表小组=duobao_group.name, 主持人="", 到会="周五", 迟到="", 请假="")

    report = take(row, by=clerk)

    assert outcome(report) == (0, 0, 0, 1)
    assert reasons(report)[0].startswith("不属于渔薪镇")


def test_without_a_campaign_nothing_goes_in(clerk, campaign):
    campaign.is_current = False
    campaign.save()

    assert reasons(take(line(), by=clerk)) == ["还没有启用的活动，不能导入小组活动"]
