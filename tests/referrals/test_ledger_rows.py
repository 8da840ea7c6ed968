"""Rows of a ledger one by one: what each implies, what is wrong, what is asked."""

import pytest

from referrals.models import Event, Opinion
from tests.factories.platform import OrganFactory, VillageFactory, presidium_of
from tests.referrals.histories import clock_fault, illegal, number_fault
from tests.referrals.ledgers import (
    CITY,
    NAME,
    bring,
    check,
    counted,
    found,
    ledger,
    names_of,
)
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.campaigns.queries import NO_CAMPAIGN
from tianmen_congress.base.workbooks.actions import AnswerRefused, answer, take
from tianmen_congress.base.workbooks.kinds import get_kind
from tianmen_congress.base.workbooks.models import ImportIssue

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def places(way, qingshan):
    """Who the ledger names: the way's people, and a village."""
    return way


KNOWN = ["collect", "report_up"]


@pytest.mark.parametrize(
    ("row", "state", "names"),
    [
        # Nothing but collected: it waits for the presidium.
        (
            {"交办层级": "", "承办单位": "", "是否办结": "否", "满意度": ""},
            "triage",
            KNOWN,
        ),
        ({"是否办结": "否", "满意度": ""}, "handling", [*KNOWN, "enter_handled"]),
        ({}, "closed", [*KNOWN, "enter_closed"]),
        ({"满意度": "基本满意"}, "closed", [*KNOWN, "enter_closed"]),
        # Closed, and nobody has said what he thinks of it.
        ({"满意度": ""}, "closed", [*KNOWN, "enter_closed"]),
        ({"满意度": "未评价"}, "closed", [*KNOWN, "enter_closed"]),
        # Closed although nobody is content: no round is opened.
        (
            {"办理情况": "不能解决", "满意度": "不满意"},
            "closed",
            [*KNOWN, "enter_closed"],
        ),
        # Judged, and the books not closed yet.
        ({"是否办结": "否"}, "evaluated", [*KNOWN, "enter_judged"]),
        # Dissatisfied and not closed: handled again.
        (
            {"是否办结": "否", "满意度": "不满意"},
            "handling",
            [*KNOWN, "enter_rejected"],
        ),
        (
            CITY | {"是否办结": "否", "满意度": ""},
            "processing",
            [*KNOWN, "enter_handled"],
        ),
        (CITY, "closed", [*KNOWN, "enter_closed"]),
        (
            CITY | {"交办层级": "市", "是否办结": "", "满意度": "不满意"},
            "processing",
            [*KNOWN, "enter_rejected"],
        ),
    ],
)
def test_a_row_goes_the_way_that_it_implies(way, row, state, names):
    report = bring(way, row)

    assert (counted(report), found(report)) == ((1, 0, 0), [])
    opinion = Opinion.objects.get()
    assert (opinion.state, names_of(opinion)) == (state, names)
    assert illegal(opinion) == clock_fault(opinion) == number_fault() == ""
    events = opinion.history.all()
    assert {event.basis for event in events} == {"意见建议收集交办台账"}
    assert all(event.is_on_behalf for event in events)


def test_a_bad_verdict_opens_a_round_and_keeps_what_was_answered(way):
    bring(way, {"是否办结": "否", "满意度": "不满意", "办理情况": "正在办理"})

    opinion = Opinion.objects.get()
    assert (opinion.state, opinion.round) == ("handling", 2)
    assert opinion.verdict == "dissatisfied"
    answer_ = opinion.answers.get()
    assert (answer_.round, answer_.text) == (1, "正在办理")
    verdict = opinion.evaluations.get()
    assert (verdict.round, verdict.verdict) == (1, "dissatisfied")
    assert verdict.reason == "台账登记为不满意，未载明理由"
    clock = opinion.clocks.get(stopped_on=None)
    assert (clock.step, clock.round) == ("handle", 2)


def test_what_the_row_says_stands_in_the_opinion(way):
    bring(way, {})

    opinion = Opinion.objects.get()
    assert (opinion.text, opinion.title) == ("村口的桥断了", "村口的桥断了")
    assert (opinion.township.name, opinion.group) == ("渔薪镇", way.group)
    assert (opinion.handler, opinion.level) == (way.handler, "township")
    assert [p.name for p in opinion.proposers.all()] == ["张三"]
    assert f"{opinion.collected_on:%Y-%m-%d}" == "2017-06-05"
    assert opinion.number == "〔2017〕渔薪001号"
    assert opinion.answers.get().text == "已落实"
    assert opinion.is_on_behalf


def test_one_without_a_name_is_anonymous(way):
    bring(way, {"反映人": ""})

    opinion = Opinion.objects.get()
    assert opinion.is_anonymous
    assert not opinion.proposers.exists()


def test_the_presidium_itself_may_have_collected_it(way, yuxin):
    bring(way, {"代表小组": presidium_of(yuxin).name})

    opinion = Opinion.objects.get()
    assert (opinion.group, opinion.origin) == (None, "presidium")


def test_a_village_is_found_by_its_name_and_gets_its_committee(way, qingshan):
    bring(way, {"交办层级": "村级", "承办单位": "青山村"})

    opinion = Opinion.objects.get()
    assert opinion.handler.kind == OrganKind.COMMITTEE
    assert (opinion.handler.division, opinion.village) == (qingshan, qingshan)
    assert opinion.level == "village"


def test_the_second_time_nothing_is_new_and_nothing_written(way):
    rows = [{}, {"是否办结": "否", "满意度": "不满意", "意见建议内容": "路灯不亮"}]
    bring(way, *rows)
    events = Event.objects.count()

    report = bring(way, *rows)

    assert counted(report) == (0, 2, 0)
    assert Event.objects.count() == events


def test_the_same_row_twice_in_one_ledger_is_one_opinion(way):
    report = bring(way, {}, {"序号": 2})

    assert counted(report) == (1, 1, 0)
    assert Opinion.objects.count() == 1


@pytest.mark.parametrize(
    ("row", "column", "value", "reason"),
    [
        ({"乡镇": "无此镇"}, "乡镇", "无此镇", "没有这个乡镇"),
        ({"代表小组": "第九小组"}, "代表小组", "第九小组", "没有这个代表小组"),
        ({"类别": "道路"}, "类别", "道路", "不在意见类别之中"),
        ({"交办层级": ""}, "交办层级", "", "有承办单位的须填交办层级"),
        ({"交办层级": "省级"}, "交办层级", "省级", "省级事项请在系统中登记"),
        ({"交办层级": "县级"}, "交办层级", "县级", ""),
        ({"承办单位": "某某局"}, "承办单位", "某某局", "没有这个乡镇政府"),
        (
            {"交办层级": "市级", "承办单位": "渔薪镇人民政府"},
            "承办单位",
            "渔薪镇人民政府",
            "没有这个市直单位",
        ),
        (
            {"交办层级": "村级", "承办单位": "无此村"},
            "承办单位",
            "无此村",
            "渔薪镇没有这个村",
        ),
        (
            {"交办层级": "", "承办单位": "", "满意度": ""},
            "是否办结",
            "是",
            "没有承办单位的不能办结",
        ),
        (
            {"交办层级": "", "承办单位": "", "是否办结": "否"},
            "满意度",
            "满意",
            "没有承办单位的不能评价",
        ),
        ({"收集时间": "2018-01-01"}, "收集时间", "2018-01-01", "不能晚于今天"),
        ({"满意度": "一般"}, "满意度", "一般", ""),
        ({"是否办结": "大概"}, "是否办结", "大概", ""),
        ({"收集时间": "某日"}, "收集时间", "某日", ""),
        ({"收集时间": ""}, "收集时间", "", ""),
        ({"意见建议内容": ""}, "意见建议内容", "", ""),
    ],
)
def test_a_fault_is_named_by_sheet_row_column_and_value(
    way, row, column, value, reason
):
    good = {"意见建议内容": "路灯不亮"}

    report = bring(way, good, row)

    faults = found(report)
    assert [fault[:4] for fault in faults] == [("表1", 4, column, value)]
    assert reason in faults[0][4]
    assert faults[0][4]
    assert counted(report) == (1, 0, 1)
    assert Opinion.objects.get().text == "路灯不亮"


def test_without_consent_a_ledger_with_a_fault_writes_nothing(way):
    data = ledger({}, {"意见建议内容": "路灯不亮", "类别": "道路"})

    report = take(get_kind("opinions"), data, name=NAME, by=way.office)

    assert counted(report) == (1, 0, 1)
    assert not Opinion.objects.exists()
    assert not Event.objects.exists()


def test_a_check_writes_nothing(way):
    report = check(way, {}, {"意见建议内容": "路灯不亮"})

    assert counted(report) == (2, 0, 0)
    assert not Opinion.objects.exists()


@pytest.fixture
def twins(yuxin):
    """Two villages of one name in the township."""
    return [
        VillageFactory(name="红星村委会", parent=yuxin, code=f"429006105{n}")
        for n in (901, 902)
    ]


def test_a_village_name_that_stands_twice_is_asked_and_waits_in_triage(way, twins):
    row = {"交办层级": "村级", "承办单位": "红星村"}

    report = bring(way, row)

    assert found(report) == []
    (question,) = report.as_dict()["questions"]
    assert (question["row"], question["column"]) == (3, "承办单位")
    values = {candidate["value"] for candidate in question["candidates"]}
    assert values == {str(village.pk) for village in twins}
    assert Opinion.objects.get().state == "triage"


@pytest.mark.parametrize(
    ("row", "state"),
    [
        ({}, "closed"),
        ({"是否办结": "否", "满意度": ""}, "handling"),
        ({"是否办结": "否", "满意度": "不满意"}, "handling"),
        ({"满意度": ""}, "closed"),
    ],
)
def test_once_answered_it_goes_on_to_where_the_ledger_says(way, twins, row, state):
    bring(way, {"交办层级": "村级", "承办单位": "红星村"} | row)

    answer(ImportIssue.objects.get(), str(twins[1].pk), by=way.office)

    opinion = Opinion.objects.get()
    assert (opinion.state, opinion.handler.division) == (state, twins[1])
    assert illegal(opinion) == clock_fault(opinion) == ""


def test_an_answer_after_somebody_referred_it_is_refused_in_words(way, twins):
    bring(way, {"交办层级": "村级", "承办单位": "红星村"})
    way.step(Opinion.objects.get(), "refer")

    with pytest.raises(AnswerRefused, match="不能再据台账登记承办单位"):
        answer(ImportIssue.objects.get(), str(twins[0].pk), by=way.office)


def test_a_clerk_brings_in_the_ledger_of_her_own_township(way, duobao_group):
    OrganFactory(
        kind=OrganKind.GOVERNMENT,
        name="多宝镇人民政府",
        division=duobao_group.township,
    )
    theirs = {
        "乡镇": "多宝镇",
        "代表小组": duobao_group.name,
        "承办单位": "多宝镇人民政府",
    }

    report = bring(way, {}, theirs, by=way.clerk)

    assert counted(report) == (1, 0, 1)
    assert Opinion.objects.get().township == way.group.township
    assert [fault[1] for fault in found(report)] == [4]


def test_between_two_campaigns_every_row_says_why_it_stays_out(way):
    Campaign.objects.update(is_current=False)

    report = check(way, {})

    assert [finding.reason for finding in report.findings] == [NO_CAMPAIGN]
    assert report.counts.rejected == 1
