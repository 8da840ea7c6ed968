"""Cells of 小组活动台账 as clerks fill them in: days, hours, rounds, names, leave."""

from datetime import date, time

import pytest

from groups.activities.enums import LeaveReason, Presence
from groups.activities.imports.columns import ClockWidget, RoundWidget
from groups.activities.models import Activity, Attendance
from groups.activities.queries.leaves import Leave, read_leaves
from tests.factories.deputies import MandateFactory
from tests.factories.groups import ActivityFactory
from tests.groups.activities.test_ledger_rows import (
    ROW,
    joined,
    line,
    outcome,
    people,  # noqa: F401
    presences,
    reasons,
    take,
)
from tianmen_congress.base.cells import CellFault
from tianmen_congress.base.workbooks.enums import IssueKind

pytestmark = pytest.mark.django_db

# What a row may leave out, and who came.
OPTIONAL = ("开始时间", "结束时间", "轮次", "地点", "主持人", "记录人", "开展环节")
OPTIONAL += ("活动小结",)


def warnings(report):
    return [each.reason for each in report.of_kind(IssueKind.WARNING)]


def read(widget, cell):
    try:
        return widget.convert(cell)
    except CellFault:
        return "fault"


def test_hours_are_read_however_they_are_written():
    cells = {
        "9:00": time(9),
        "09：30": time(9, 30),
        "9点": time(9),
        "9时30分": time(9, 30),
        "14.30": time(14, 30),
        "09:00:00": time(9),
        time(8, 30): time(8, 30),
        "24:00": "fault",
        "9:60": "fault",
        "930": "fault",
    }

    assert {cell: read(ClockWidget(), cell) for cell in cells} == cells


def test_rounds_are_read_as_numbers_and_in_words():
    cells = {"1": 1, 2: 2, "第二轮": 2, "第十二轮": 12, "99": 99, 0: "fault"}
    cells |= {"第100轮": "fault", "首轮": "fault"}

    assert {cell: read(RoundWidget(), cell) for cell in cells} == cells


def test_leave_is_read_with_its_reason_and_who_agreed():
    ill = LeaveReason.ILL
    cells = {
        "张伟（病，李明批准）": [Leave("张伟", ill, "李明")],
        "张伟(住院；由李明同意)": [Leave("张伟", ill, "李明")],
        "张伟（出差、李明批）、王芳": [
            Leave("张伟", LeaveReason.DUTY, "李明"),
            Leave("王芳"),
        ],
        "王芳、张伟（打工）": [Leave("王芳"), Leave("张伟", LeaveReason.AWAY)],
        "张伟（，李明批准）": [Leave("张伟", "", "李明")],
        "": [],
    }

    assert {cell: read_leaves(cell) for cell in cells} == cells


def test_a_day_is_read_however_it_is_written(clerk):
    forms = [date(2017, 6, 5), "2017年6月5日", "2017/6/5", "6月5日", 42891]
    assert outcome(take(line(), by=clerk)) == (1, 0, 0, 0)

    found = {str(f): outcome(take(line(活动日期=f), by=clerk)) for f in forms}

    assert found == dict.fromkeys(map(str, forms), (0, 0, 1, 0))
    assert Activity.objects.get().held_on == date(2017, 6, 5)


def test_empty_cells_take_nothing_away(clerk):
    take(line(), by=clerk)
    empty = dict.fromkeys((*OPTIONAL, "到会", "迟到", "请假", "缺席"), "")

    assert outcome(take(line(**empty), by=clerk)) == (0, 0, 1, 0)

    row = Activity.objects.get()
    assert (row.place, row.round, row.starts_at) == ("村委会", 1, time(9))
    assert len(presences()) == 3


def test_a_row_may_do_without_all_but_day_group_and_name(clerk):
    needed = ("活动日期", "代表小组", "活动名称")

    bare = line(**dict.fromkeys(OPTIONAL, ""))
    report = take(bare, *(line(**{name: ""}) for name in needed), by=clerk)

    assert outcome(report) == (1, 0, 0, 3)


def test_an_end_without_a_beginning_is_named(clerk):
    report = take(line(开始时间=""), by=clerk)

    assert reasons(report) == ["填了结束时间的，请填写开始时间"]


def test_an_unknown_part_is_named_and_the_others_go_in(clerk):
    report = take(line(开展环节="走访、扫地"), by=clerk)

    assert outcome(report) == (1, 0, 0, 0)
    assert reasons(report)[0].startswith("活动设置中没有“扫地”这个环节，只有走访、交流")
    [part] = Activity.objects.get().parts.all()
    assert (part.part.title, part.is_done) == ("走访", True)


def test_a_chair_who_is_nobody_or_two_is_left_out_and_said(clerk, yuxin_group):
    report = take(line(主持人="外人"), by=clerk)
    assert outcome(report) == (1, 0, 0, 0)
    left_out = "。此项没有导入，其余照常导入"
    assert warnings(report) == ["“外人”不是当天应到的代表" + left_out]

    joined(yuxin_group, "钱一鸣")
    both = line(活动日期="2017-06-06", 到会="钱一鸣、钱一鸣")
    report = take(both, by=clerk)

    assert warnings(report) == ["“钱一鸣”不止一人，请在活动页面选择" + left_out]
    assert not Activity.objects.exclude(chair=None).exists()


def test_whose_duties_rest_that_day_did_not_come(clerk, people):  # noqa: F811
    MandateFactory(person=people["孙二娘"], suspended_since="2017-06-05")

    report = take(line(), by=clerk)

    assert outcome(report) == (0, 0, 0, 1)
    assert reasons(report)[0].startswith("“孙二娘”当天不是本小组应到的代表")
    day_before = line(活动日期="2017-06-04")
    assert outcome(take(day_before, by=clerk)) == (1, 0, 0, 0)


def test_who_is_listed_in_two_columns_is_named(clerk):
    report = take(line(迟到="孙二娘、李三才"), by=clerk)

    assert outcome(report) == (0, 0, 0, 1)
    assert reasons(report)[0].startswith("“李三才”列出2次")


def test_who_signed_by_telephone_was_there(clerk, campaign, yuxin_group, people):  # noqa: F811
    typed = ActivityFactory(
        campaign=campaign,
        group=yuxin_group,
        held_on=date(2017, 6, 5),
        title=ROW["活动名称"],
    )
    signed = {"manner": "phone", "signed_at": "2017-06-05T09:00:00+08:00"}
    typed.attendances.create(person=people["李三才"], presence="present", **signed)

    report = take(line(), by=clerk)

    told = "李三才当天已用手机签到，确实没有到会的请在活动页面修改"
    assert (outcome(report), reasons(report)) == ((0, 0, 0, 1), [told])
    assert Attendance.objects.get().presence == Presence.PRESENT


def test_what_was_cancelled_is_not_held_by_a_ledger(clerk, campaign, yuxin_group):
    ActivityFactory(
        campaign=campaign,
        group=yuxin_group,
        held_on=date(2017, 6, 5),
        title=ROW["活动名称"],
        state="cancelled",
        cancel_reason="防汛",
    )

    report = take(line(), by=clerk)
    another = take(line(活动名称="补开的活动"), by=clerk)

    assert reasons(report) == ["这次活动已经取消，不能再登记"]
    assert outcome(another) == (1, 0, 0, 0)


def test_of_rows_of_two_townships_a_clerk_takes_in_her_own(clerk, office, duobao_group):
    joined(duobao_group, "周五")
    foreign = line(
        代表小组=duobao_group.name, 主持人="周五", 到会="周五", 迟到="", 请假=""
    )

    assert outcome(take(foreign, line(), by=clerk)) == (1, 0, 0, 1)
    assert outcome(take(foreign, line(), by=office)) == (1, 0, 1, 0)
    assert Activity.objects.values("township").distinct().count() == 2
