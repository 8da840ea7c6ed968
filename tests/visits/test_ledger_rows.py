"""Rows of a ledger of visits as offices fill them in."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from poverty.actions import void_household
from tests.base.workbooks.books import workbook
from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import PairingFactory
from tianmen_congress.base.figures.exports import write_table
from tianmen_congress.base.figures.registry import Asked, find_table
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.kinds import get_kind
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue
from visits.actions import record_visit, void_visit
from visits.enums import VisitKind
from visits.models import HouseholdCall, Visit

pytestmark = pytest.mark.django_db

HEADING = [
    "走访日期",
    "代表小组",
    "参加代表",
    "走访村",
    "走访贫困户",
    "问（基本情况）",
    "看（生产生活）",
    "评（帮扶成效）",
    "记录人",
]


def line(**cells):
    row = {
        "走访日期": "2017.6.5",
        "代表小组": "渔薪镇第一代表小组",
        "参加代表": "钱一鸣、孙二娘、李三才",
        "走访村": "青山村",
        "走访贫困户": "张三丰",
        "问": "家中4口人",
        "看": "无",
        "评": "满意",
        "记录人": "钱一鸣",
    }
    return list((row | cells).values())


def take(*rows, by):
    data = workbook(走访台账=[["走访台账"], HEADING, *rows])
    return actions.take(
        get_kind("visits"), data, name="台账.xlsx", by=by, accept_rest=True
    )


def outcome(report):
    counts = report.counts
    return counts.new, counts.changed, counts.unchanged, counts.rejected


def reasons(report):
    return [fault.reason for fault in report.of_kind(IssueKind.FAULT)]


def test_a_row_is_a_visit_with_one_call(outing, clerk, members, household):
    assert outcome(take(line(), by=clerk)) == (1, 0, 0, 0)

    visit = Visit.objects.get()
    assert (visit.visited_on, visit.kind) == (date(2017, 6, 5), VisitKind.JOINT)
    assert set(visit.deputies.all()) == set(members[:3])
    assert (visit.recorded_by, visit.is_on_behalf) == (clerk, True)
    assert visit.calls.get().answers == {
        "ask_basics": "家中4口人",
        "evaluate_result": "满意",
    }


def test_households_of_one_outing_become_one_visit(outing, clerk, qingshan):
    HouseholdFactory(village=qingshan, head_name="王五")

    take(line(), line(走访贫困户="王五"), line(走访日期="2017.6.9"), by=clerk)

    visits = Visit.objects.order_by("visited_on")
    assert [visit.calls.count() for visit in visits] == [2, 1]


def test_a_row_without_a_household_is_a_visit_to_the_village(outing, clerk):
    take(line(走访贫困户="", 问="全村320户", 评=""), by=clerk)

    visit = Visit.objects.get()
    assert visit.answers == {"ask_basics": "全村320户"}
    assert not visit.calls.exists()


def test_one_deputy_at_his_paired_household_is_a_paired_visit(
    outing, clerk, members, household, yuxin_group
):
    PairingFactory(person=members[0], household=household, group=yuxin_group)

    take(line(参加代表="钱一鸣"), by=clerk)

    assert Visit.objects.get().kind == VisitKind.PAIRED


def test_two_deputies_are_few_and_the_reason_says_whence(outing, clerk):
    take(line(参加代表="钱一鸣、孙二娘"), by=clerk)

    assert Visit.objects.get().few_reason == "按走访台账导入"


def test_a_stranger_is_named_and_the_row_goes_in_without_him(outing, clerk, members):
    report = take(line(参加代表="钱一鸣、孙二娘、李三才、外人"), by=clerk)

    assert reasons(report) == ["“外人”在走访当天不是渔薪镇第一代表小组的成员"]
    assert set(Visit.objects.get().deputies.all()) == set(members[:3])


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"代表小组": "渔薪镇第九代表小组"}, "没有“渔薪镇第九代表小组”"),
        ({"走访村": "无名村"}, "渔薪镇没有这个村"),
        ({"走访贫困户": "无名"}, "青山村委会没有户主为“无名”的贫困户"),
        ({"走访日期": "2027-06-05"}, "走访日期不能晚于今天"),
        ({"问": ""}, "请填写“基本情况”"),
        (
            {"参加代表": "外人"},
            "所列的人都不是该小组走访当天的成员，请核对姓名和小组",
        ),
        ({"参加代表": ""}, "不能为空"),
    ],
)
def test_what_is_wrong_is_named_and_stays_out(outing, clerk, cells, reason):
    report = take(line(**cells), by=clerk)

    assert outcome(report) == (0, 0, 0, 1)
    assert any(reason in said for said in reasons(report))
    assert not Visit.objects.exists()


def test_a_bare_number_is_a_group_of_the_senders_township(outing, clerk, office):
    assert outcome(take(line(代表小组="第一代表小组"), by=office)) == (0, 0, 0, 1)
    assert outcome(take(line(代表小组="第1代表小组"), by=clerk)) == (1, 0, 0, 0)


def test_a_clerk_sends_for_her_own_township_alone(outing, other_clerk):
    report = take(line(), by=other_clerk)

    assert outcome(report) == (0, 0, 0, 1)
    assert not Visit.objects.exists()


def test_a_visit_typed_already_is_not_entered_again(outing, clerk):
    outing.visited_on = date(2017, 6, 5)
    record_visit(outing, by=clerk)

    assert outcome(take(line(), by=clerk)) == (0, 0, 1, 0)
    assert HouseholdCall.objects.count() == 1


def test_a_visit_that_was_struck_off_keeps_its_row_not_out(outing, clerk):
    outing.visited_on = date(2017, 6, 5)
    void_visit(record_visit(outing, by=clerk), by=clerk, reason="日期填错")

    assert outcome(take(line(), by=clerk)) == (1, 0, 0, 0)
    assert Visit.objects.standing().get().calls.count() == 1


def test_the_same_row_twice_is_one_call(outing, clerk):
    assert outcome(take(line(), line(), by=clerk)) == (1, 0, 1, 0)


def test_of_two_households_of_one_name_it_is_asked_which(outing, clerk, qingshan):
    second = HouseholdFactory(village=qingshan, head_name="张三丰", hamlet="二组")

    report = take(line(), by=clerk)
    assert outcome(report) == (0, 0, 0, 1)
    issue = ImportIssue.objects.get(kind=IssueKind.QUESTION)
    actions.answer(issue, str(second.pk), by=clerk)

    assert outcome(take(line(), by=clerk)) == (1, 0, 0, 0)
    assert HouseholdCall.objects.get().household == second


def test_a_household_struck_off_is_not_the_one_that_is_meant(
    outing, clerk, household, qingshan
):
    double = HouseholdFactory(village=qingshan, head_name="张三丰")
    void_household(double, by=clerk, reason="重复登记")

    assert outcome(take(line(), by=clerk)) == (1, 0, 0, 0)
    assert HouseholdCall.objects.get().household == household


def test_of_two_deputies_of_one_name_it_is_asked_who_and_he_joins(
    outing, clerk, members, yuxin_group
):
    double = PersonFactory(name="钱一鸣", work="村医")
    MembershipFactory(group=yuxin_group, person=double)

    take(line(参加代表="钱一鸣、孙二娘、李三才、周四海"), by=clerk)
    visit = Visit.objects.get()
    assert set(visit.deputies.all()) == set(members[1:])
    issue = ImportIssue.objects.get(kind=IssueKind.QUESTION)
    actions.answer(issue, str(double.pk), by=clerk)

    assert set(visit.deputies.all()) == {*members[1:], double}


def test_without_a_form_in_use_nothing_goes_in(outing, clerk, campaign):
    campaign.is_current = False
    campaign.save()

    report = take(line(), by=clerk)

    assert reasons(report) == ["还没有启用的活动和走访记录表，不能导入走访"]


def test_the_ledger_that_went_out_comes_in_unchanged(outing, clerk, yuxin):
    record_visit(outing, by=clerk)
    outing.calls, outing.village = [], VillageFactory(parent=yuxin)
    record_visit(outing, by=clerk)
    table = find_table("visit-ledger", clerk)(clerk, Asked(campaign=outing.campaign))
    file = BytesIO()
    write_table(table, file)

    report = actions.take(
        get_kind("visits"), file.getvalue(), name="台账.xlsx", by=clerk
    )

    assert load_workbook(BytesIO(file.getvalue())).active.max_row > 3
    assert outcome(report) == (0, 0, 2, 0)
    assert reasons(report) == []


class TestDaysHardlyMeant:
    """A day outside the campaign's period: the row waits until it is said to be meant."""

    @pytest.fixture
    def batch(self, outing, clerk, qingshan):
        HouseholdFactory(village=qingshan, head_name="王五")
        early = [
            line(走访日期="2017-04-30", 走访贫困户=name) for name in ("张三丰", "王五")
        ]
        take(line(), *early, by=clerk)
        return ImportBatch.objects.get()

    def test_a_new_row_is_asked_about_and_waits(self, batch):
        asked = list(batch.issues.open_questions().order_by("row"))

        assert (batch.new, batch.rejected) == (1, 2)
        assert len(asked) == 2
        assert asked[0].reason.startswith("2017-04-30不在“")
        assert [each["label"] for each in asked[0].candidates] == [
            "就是2017-04-30",
            "写错了，不导入",
        ]

    def test_said_to_be_meant_once_all_rows_of_that_day_go_in(self, batch, clerk):
        first = batch.issues.open_questions().order_by("row")[0]

        assert actions.answer_all([(first, "2017-04-30")], by=clerk) == (2, [])

        batch.refresh_from_db()
        assert (batch.new, batch.rejected) == (3, 0)
        early = Visit.objects.get(visited_on=date(2017, 4, 30))
        assert early.calls.count() == 2

    def test_said_to_be_wrong_they_stay_out_and_say_what_to_do(self, batch, clerk):
        first = batch.issues.open_questions().order_by("row")[0]

        done, said = actions.answer_all([(first, "")], by=clerk)

        assert done == 2
        assert said[0].endswith("仍未收：已答复为写错，请在表中改正后再导入")
        assert Visit.objects.count() == 1

    def test_what_is_on_file_is_asked_no_more(self, batch, outing, clerk, campaign):
        first = batch.issues.open_questions().order_by("row")[0]
        actions.answer_all([(first, "2017-04-30")], by=clerk)
        campaign.starts_on = date(2017, 7, 1)
        campaign.save()

        again = take(line(), by=clerk)

        assert outcome(again) == (0, 0, 1, 0)
        assert not again.of_kind(IssueKind.QUESTION)
