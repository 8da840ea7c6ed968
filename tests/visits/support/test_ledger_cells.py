"""Cells of 双联双促台账（村） as clerks fill them in, and lines that come again."""

from datetime import date

import pytest

from groups.actions import move_village
from tests.factories.groups import GroupFactory, GroupVillageFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import PoorVillageFactory
from tests.visits.pairings.test_ledger import fault, outcome
from tests.visits.support.test_ledger import (
    DAY,
    HEADING,
    line,
    poor,  # noqa: F401
    take,
)
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.workbooks import actions as workbooks
from tianmen_congress.base.workbooks.models import ImportIssue
from visits.support.actions import replan
from visits.support.models import VillagePairing

pytestmark = pytest.mark.django_db


def test_a_day_is_read_however_it_is_written(clerk):
    forms = [date(2017, 5, 5), "2017年5月5日", "2017.5.5", "20170505", 42860, ""]
    assert outcome(take(line(), by=clerk)) == (1, 0, 0, 0)

    found = {str(f): outcome(take(line(结对日期=f), by=clerk)) for f in forms}

    assert found == dict.fromkeys(map(str, forms), (0, 0, 1, 0))
    assert VillagePairing.objects.get().since == DAY


def test_lines_that_lack_something_stay_out_and_empty_ones_are_passed_over(clerk):
    empty = [""] * len(HEADING)
    needed = ("乡镇", "贫困村", "联系小组")

    report = take(
        empty, line(), *(line(**{name: ""}) for name in needed), empty, by=clerk
    )

    assert outcome(report) == (1, 0, 0, 3)


def test_an_empty_cell_takes_no_plan_away(clerk):
    take(line(帮扶计划="建光伏"), by=clerk)

    for nothing in ("", "无", "/"):
        assert outcome(take(line(帮扶计划=nothing), by=clerk)) == (0, 0, 1, 0)

    assert VillagePairing.objects.get().plan == "建光伏"


def test_days_that_cannot_be_are_said_at_the_row(clerk):
    told = {
        ("2017-07-26", "", ""): "不能晚于今天（2017-07-25）",
        ("2017-07-25", "2017-07-26", "调整"): "不能晚于今天（2017-07-25）",
        ("2017-05-05", "2017-05-04", "调整"): "解除日期不能早于结对日期",
        ("2017-05-05", "", "调整"): "没有解除的结对不填解除原因",
    }
    names = ("结对日期", "解除日期", "解除原因")

    for cells, reason in told.items():
        report = take(line(**dict(zip(names, cells, strict=True))), by=clerk)
        assert (outcome(report), reason in fault(report)) == ((0, 0, 0, 1), True)
    one_day = dict(zip(names, ("2017-07-25", "2017-07-25", "调整"), strict=True))
    assert outcome(take(line(**one_day), by=clerk)) == (1, 0, 0, 0)


def test_two_lines_that_differ_are_named_and_the_first_goes_in(clerk):
    report = take(line(帮扶计划="建光伏"), line(帮扶计划="养鸡"), by=clerk)

    assert outcome(report) == (1, 0, 0, 1)
    assert "是同一结对，内容不同，请核对" in fault(report)
    assert VillagePairing.objects.get().plan == "建光伏"


def test_a_plan_changed_by_hand_since_is_asked(clerk):
    take(line(帮扶计划="建光伏"), by=clerk)
    with acting_as(clerk):
        replan(VillagePairing.objects.get(), by=clerk, plan="种稻")

    assert outcome(take(line(帮扶计划="养鸡"), by=clerk)) == (0, 0, 0, 1)
    issue = ImportIssue.objects.open_questions().get()
    workbooks.answer_all([(issue, "keep")], by=clerk)

    assert VillagePairing.objects.get().plan == "种稻"


def test_no_pair_is_older_than_the_link_of_the_two(clerk, yuxin_group):
    yuxin_group.village_links.update(since=date(2017, 5, 10))

    early = take(line(结对日期="2017-05-09"), by=clerk)

    assert "自2017-05-10起联系青山村委会，结对日期不能更早" in fault(early)
    assert outcome(take(line(结对日期="2017-05-10"), by=clerk)) == (1, 0, 0, 0)


def test_the_next_group_begins_on_the_day_after(clerk, yuxin_group, second_group):
    take(line(), by=clerk)
    [link] = yuxin_group.village_links.all()
    move_village(link, into=second_group, by=clerk, since=date(2017, 7, 1))
    later = {"联系小组": "渔薪镇第二代表小组"}

    early = take(line(**later, 结对日期="2017-06-30"), by=clerk)

    assert outcome(early) == (0, 0, 0, 1)
    assert outcome(take(line(**later, 结对日期="2017-07-01"), by=clerk)) == (1, 0, 0, 0)
    ends = VillagePairing.objects.order_by("since").values_list("until", "end_reason")
    assert list(ends) == [(date(2017, 6, 30), "moved"), (None, "")]


def test_of_lines_of_two_townships_a_clerk_takes_in_her_own(
    clerk, office, duobao, duobao_group
):
    far = PoorVillageFactory(village=VillageFactory(name="远山村", parent=duobao))
    GroupVillageFactory(group=duobao_group, village=far.village)
    foreign = line(乡镇="多宝镇", 贫困村="远山村", 联系小组="多宝镇第一代表小组")

    assert outcome(take(foreign, line(), by=clerk)) == (1, 0, 0, 1)
    report = take(foreign, line(), by=office)
    assert (outcome(report), fault(report)) == ((1, 0, 1, 0), "")
    assert VillagePairing.objects.values("township").distinct().count() == 2


def test_a_group_of_another_township_is_not_found(clerk, duobao):
    GroupFactory(township=duobao, number=7, name="多宝镇第七代表小组")

    report = take(line(联系小组="多宝镇第七代表小组"), by=clerk)

    assert "渔薪镇没有“多宝镇第七代表小组”，请写小组全称" in fault(report)
