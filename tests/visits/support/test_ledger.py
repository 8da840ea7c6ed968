"""双联双促台账（村） comes in: what is on file, what is new, wrong, undone."""

from datetime import date

import pytest

from tests.base.workbooks.books import workbook
from tests.factories.groups import GroupFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import PoorVillageFactory
from tests.factories.support import VillagePairingFactory
from tests.visits.pairings.test_ledger import fault, outcome, take_data, written
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.models import ImportBatch, ImportIssue
from visits.support.models import VillagePairing

pytestmark = pytest.mark.django_db

DAY = date(2017, 5, 5)
HEADING = [
    *("乡镇", "贫困村", "联系小组", "结对日期"),
    *("帮扶计划", "解除日期", "解除原因"),
]


@pytest.fixture(autouse=True)
def poor(campaign, qingshan, yuxin_group):
    return PoorVillageFactory(village=qingshan)


def line(**cells):
    row = dict.fromkeys(HEADING, "") | {
        "乡镇": "渔薪镇",
        "贫困村": "青山村",
        "联系小组": "渔薪镇第一代表小组",
        "结对日期": "2017-05-05",
    }
    return list((row | cells).values())


def take(*rows, by):
    data = workbook(台账=[["双联双促台账（村）"], HEADING, *rows])
    return take_data(data, by=by, kind="village-pairs")


def test_what_goes_out_comes_in_again_with_nothing_new(
    clerk, campaign, yuxin_group, poor
):
    VillagePairingFactory(group=yuxin_group, village=poor, plan="建光伏")
    VillagePairingFactory(group=yuxin_group)
    data = written("village-pairing-ledger", clerk, campaign)

    report = take_data(data, by=clerk, kind="village-pairs")

    assert (outcome(report), report.is_clear) == ((0, 0, 2, 0), True)


def test_a_new_pair_goes_in_once_and_is_corrected_and_ended(clerk, yuxin_group, poor):
    assert outcome(take(line(), line(), by=clerk)) == (1, 0, 1, 0)
    later = {"结对日期": "2017-05-08", "帮扶计划": "建光伏"}
    assert outcome(take(line(**later), by=clerk)) == (0, 1, 0, 0)
    end = line(**later, 解除日期="2017-06-30", 解除原因="出列后结束")
    assert outcome(take(end, by=clerk)) == (0, 1, 0, 0)
    assert outcome(take(end, by=clerk)) == (0, 0, 1, 0)

    pairing = VillagePairing.objects.get()
    assert (pairing.group, pairing.village) == (yuxin_group, poor)
    told = pairing.since, pairing.plan, pairing.until, pairing.end_reason
    assert told == (date(2017, 5, 8), "建光伏", date(2017, 6, 30), "delisted")
    assert "已于2017-06-30解除" in fault(take(line(**later), by=clerk))


@pytest.mark.parametrize(
    ("cells", "reason"),
    [
        ({"贫困村": "远山村"}, "渔薪镇没有“远山村”，只有多宝镇远山村"),
        ({"贫困村": "富村"}, "富村不在贫困村名单中"),
        ({"联系小组": "渔薪镇第九代表小组"}, "渔薪镇没有“渔薪镇第九代表小组”"),
        ({"联系小组": "渔薪镇第八代表小组"}, "不是渔薪镇第八代表小组的联系村，它由"),
        ({"结对日期": ""}, "新结对须填结对日期"),
        ({"解除日期": "2017-06-30"}, "解除结对须填写原因"),
    ],
    ids=lambda value: next(iter(value)) if isinstance(value, dict) else "",
)
def test_what_cannot_be_is_said_at_the_row(clerk, yuxin, duobao, cells, reason):
    VillageFactory(name="远山村", parent=duobao)
    VillageFactory(name="富村", parent=yuxin)
    GroupFactory(township=yuxin, number=8, name="渔薪镇第八代表小组")

    report = take(line(**cells), by=clerk)

    assert outcome(report) == (0, 0, 0, 1)
    assert reason in fault(report)
    assert not VillagePairing.objects.exists()


def test_a_village_that_is_paired_these_days_is_named(clerk, poor, yuxin_group):
    ended = line(解除日期="2017-06-30", 解除原因="调整")

    report = take(ended, line(结对日期="2017-06-01"), by=clerk)

    assert outcome(report) == (1, 0, 0, 1)
    assert "这几天已由渔薪镇第一代表小组结对" in fault(report)


def test_which_of_two_villages_is_meant_is_asked(clerk, yuxin, yuxin_group, poor):
    for name in ("汪场村", "汪场社区"):
        PoorVillageFactory(village=VillageFactory(name=name, parent=yuxin))

    report = take(line(贫困村="汪场"), by=clerk)

    assert outcome(report) == (0, 0, 0, 1)
    assert ImportIssue.objects.open_questions().exists()


def test_a_clerk_takes_in_nothing_of_another_township(other_clerk):
    assert outcome(take(line(), by=other_clerk)) == (0, 0, 0, 1)
    assert not VillagePairing.objects.exists()


def test_a_batch_is_undone_whole(clerk):
    take(line(), by=clerk)

    actions.undo(ImportBatch.objects.latest("pk"), by=clerk, reason="发错了")

    assert not VillagePairing.objects.exists()
