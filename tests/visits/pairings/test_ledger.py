"""双联双促台账（户） comes in: what is on file, what is new, asked, wrong, undone."""

from datetime import date
from io import BytesIO

import pytest

from deputies.models import Mandate
from tests.base.workbooks.books import workbook
from tests.factories.deputies import MandateFactory, PersonFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory
from tests.factories.visits import DeedFactory, PairingFactory
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.figures.exports import write_table
from tianmen_congress.base.figures.registry import Asked, find_table
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.enums import IssueKind
from tianmen_congress.base.workbooks.kinds import get_kind
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue
from visits.pairings.actions import replan
from visits.pairings.models import HouseholdPairing

pytestmark = pytest.mark.django_db

DAY = date(2017, 5, 5)
HEADING = [
    *("乡镇", "村", "户主", "联系代表", "结对日期", "帮扶计划"),
    *("计划脱贫年度", "解除日期", "解除原因"),
]


@pytest.fixture(autouse=True)
def _seats(campaign, members, yuxin, household):
    for person in members:
        MandateFactory(person=person, township=yuxin)


def line(**cells):
    row = dict.fromkeys(HEADING, "") | {
        "乡镇": "渔薪镇",
        "村": "青山村",
        "户主": "张三丰",
        "联系代表": "钱一鸣",
        "结对日期": "2017-05-05",
    }
    return list((row | cells).values())


def take(*rows, by):
    return take_data(workbook(台账=[["双联双促台账（户）"], HEADING, *rows]), by=by)


def take_data(data, *, by, kind="household-pairs"):
    batch = {"name": "台账.xlsx", "by": by, "accept_rest": True}
    return actions.take(get_kind(kind), data, **batch)


def outcome(report):
    counts = report.counts
    return counts.new, counts.changed, counts.unchanged, counts.rejected


def fault(report):
    return "".join(each.reason for each in report.of_kind(IssueKind.FAULT))


def written(slug, user, campaign):
    file = BytesIO()
    write_table(find_table(slug, user)(user, Asked(campaign=campaign)), file)
    return file.getvalue()


def test_what_goes_out_comes_in_again_with_nothing_new(
    clerk, campaign, yuxin_group, members, household
):
    alike = HouseholdFactory(village=household.village, head_name="张三丰")
    PairingFactory(group=yuxin_group, person=members[0], household=household, since=DAY)
    PairingFactory(group=yuxin_group, person=members[0], household=alike, since=DAY)
    PairingFactory(group=yuxin_group, person=members[1], household=household)

    report = take_data(written("pairing-ledger", clerk, campaign), by=clerk)

    assert (outcome(report), report.is_clear) == ((0, 0, 3, 0), True)


def test_a_new_pair_goes_in_with_its_plan_and_once(clerk, household, members):
    new = line(帮扶计划="养鸡", 计划脱贫年度="2018")

    assert outcome(take(new, new, by=clerk)) == (1, 0, 1, 0)
    assert outcome(take(new, by=clerk)) == (0, 0, 1, 0)

    pairing = HouseholdPairing.objects.get()
    assert (pairing.person, pairing.household) == (members[0], household)
    told = pairing.since, pairing.plan, pairing.lift_year, pairing.until
    assert told == (DAY, "养鸡", 2018, None)


def test_days_plan_and_end_are_corrected(clerk, household):
    take(line(), by=clerk)
    later = line(结对日期="2017-05-08", 帮扶计划="养鸡")

    assert outcome(take(later, by=clerk)) == (0, 1, 0, 0)
    end = line(结对日期="2017-05-08", 解除日期="2017-06-30", 解除原因="户销")
    assert outcome(take(end, by=clerk)) == (0, 1, 0, 0)
    assert outcome(take(end, by=clerk)) == (0, 0, 1, 0)

    pairing = HouseholdPairing.objects.get()
    assert (pairing.since, pairing.plan) == (date(2017, 5, 8), "养鸡")
    assert (pairing.until, pairing.end_reason) == (date(2017, 6, 30), "closed")
    assert "已于2017-06-30解除" in fault(take(later, by=clerk))


def test_a_plan_changed_by_hand_since_is_asked(clerk, household):
    take(line(帮扶计划="养鸡"), by=clerk)
    with acting_as(clerk):
        replan(HouseholdPairing.objects.get(), by=clerk, plan="种稻")

    assert outcome(take(line(帮扶计划="养鸭"), by=clerk)) == (0, 0, 0, 1)
    issue = ImportIssue.objects.open_questions().get()
    actions.answer_all([(issue, "take")], by=clerk)

    assert HouseholdPairing.objects.get().plan == "养鸭"


@pytest.mark.parametrize("who", ["home", "deputy"])
def test_who_is_meant_by_a_name_that_several_bear_is_asked(
    clerk, household, yuxin, yuxin_group, members, who
):
    if who == "home":
        other = HouseholdFactory(village=household.village, head_name="张三丰")
    else:
        other = PersonFactory(name="钱一鸣")
        MembershipFactory(group=yuxin_group, person=other)
        MandateFactory(person=other, township=yuxin)
    assert outcome(take(line(), by=clerk)) == (0, 0, 0, 1)
    issue = ImportIssue.objects.open_questions().get()

    assert actions.answer_all([(issue, str(other.pk))], by=clerk) == (1, [])

    pairing = HouseholdPairing.objects.get()
    assert other in (pairing.household, pairing.person)
    assert outcome(take(line(), by=clerk)) == (0, 0, 1, 0)


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"乡镇": "无名镇"}, "没有这个乡镇"),
        ({"村": "远山村"}, "渔薪镇没有“远山村”，只有多宝镇远山村；只能登记本乡镇的村"),
        ({"户主": "无名"}, "没有户主为“无名”的贫困户"),
        ({"联系代表": "外人"}, "“外人”在2017-05-05不是渔薪镇代表小组的成员"),
        ({"联系代表": "李三才"}, "“李三才”在2017-05-05没有代表职务"),
        ({"结对日期": ""}, "新结对须填结对日期"),
        ({"结对日期": "2017-12-31"}, "不能晚于今天"),
        ({"解除日期": "2017-05-04"}, "解除日期不能早于结对日期"),
        ({"解除原因": "户销"}, "没有解除的结对不填解除原因"),
        ({"计划脱贫年度": "2018", "帮扶计划": "字" * 1001}, "超过1000字"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_cannot_be_is_said_at_the_row(clerk, duobao, members, cells, reason):
    VillageFactory(name="远山村", parent=duobao)
    # unscoped: a row of the test
    Mandate.objects.filter(person=members[2]).update(
        until=date(2017, 1, 1), end_reason="resigned"
    )

    report = take(line(**cells), by=clerk)

    assert outcome(report) == (0, 0, 0, 1)
    assert reason in fault(report)
    assert not HouseholdPairing.objects.exists()


def test_two_lines_of_the_same_two_that_differ_are_named(clerk, household):
    report = take(line(), line(结对日期="2017-06-01"), by=clerk)

    assert outcome(report) == (1, 0, 0, 1)
    assert "是同一结对，内容不同" in fault(report)


def test_a_day_after_the_first_record_or_before_membership_is_named(
    clerk, yuxin_group, members, household
):
    pairing = PairingFactory(
        group=yuxin_group, person=members[0], household=household, since=DAY
    )
    deed = {"kind": "care", "what": "陪同就医", "day": date(2017, 5, 10)}
    DeedFactory(pairing=pairing, **deed)
    members[0].memberships.update(since=date(2017, 5, 1))

    early = take(line(结对日期="2017-04-01"), by=clerk)
    late = take(line(结对日期="2017-05-11"), by=clerk)

    assert "“钱一鸣”在2017-04-01不是渔薪镇代表小组的成员" in fault(early)
    assert "2017-05-10已有帮扶记录，结对日期不能更晚" in fault(late)
    pairing.refresh_from_db()
    assert pairing.since == DAY


def test_a_clerk_takes_in_nothing_of_another_township(other_clerk, household):
    report = take(line(), by=other_clerk)

    assert outcome(report) == (0, 0, 0, 1)
    assert not HouseholdPairing.objects.exists()


def test_a_batch_is_undone_whole(clerk, household, members, yuxin_group):
    old = PairingFactory(
        group=yuxin_group, person=members[1], household=household, since=DAY
    )
    take(line(), line(联系代表="孙二娘", 解除日期="2017-06-30"), by=clerk)
    assert HouseholdPairing.objects.filter(until=None).count() == 1

    actions.undo(ImportBatch.objects.latest("pk"), by=clerk, reason="发错了")

    assert HouseholdPairing.objects.get() == old
    assert HouseholdPairing.objects.get().until is None
