"""Cells of 双联双促台账（户） as clerks fill them in, and lines that come again."""

from datetime import date

import pytest

from tests.factories.deputies import MandateFactory
from tests.factories.groups import MembershipFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory
from tests.visits.pairings.test_ledger import (
    DAY,
    HEADING,
    fault,
    line,
    outcome,
    take,
    take_data,
    workbook,
)
from visits.pairings.models import HouseholdPairing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _seats(campaign, members, yuxin, household):
    for person in members:
        MandateFactory(person=person, township=yuxin)


def test_a_day_is_read_however_it_is_written(clerk):
    forms = [
        date(2017, 5, 5),
        *("2017年5月5日", "2017.05.05", "2017/5/5", "20170505", " 2017-5-5 "),
        *(42860, "42860"),
    ]
    assert outcome(take(line(), by=clerk)) == (1, 0, 0, 0)

    read = {str(f): outcome(take(line(结对日期=f), by=clerk)) for f in forms}

    assert read == dict.fromkeys(map(str, forms), (0, 0, 1, 0))
    assert HouseholdPairing.objects.get().since == DAY


def test_a_year_is_read_as_number_and_as_text_or_left_out(clerk):
    assert outcome(take(line(计划脱贫年度=2018), by=clerk)) == (1, 0, 0, 0)
    forms = ("2018", "2018年", 2018.0, "２０１８", "")

    read = {f: outcome(take(line(计划脱贫年度=f), by=clerk)) for f in forms}

    assert read == dict.fromkeys(forms, (0, 0, 1, 0))
    report = take(line(计划脱贫年度="1918"), by=clerk)
    assert outcome(report) == (0, 0, 1, 0)
    assert "年度须在2013年至2050年之间" in report.findings[0].reason
    assert HouseholdPairing.objects.get().lift_year == 2018


def test_a_line_that_lacks_what_it_cannot_do_without_stays_out(clerk):
    fields = ("乡镇", "村", "户主", "联系代表")

    report = take(*(line(**{name: ""}) for name in fields), by=clerk)

    assert outcome(report) == (0, 0, 0, 4)
    assert not HouseholdPairing.objects.exists()


def test_lines_without_any_words_are_passed_over(clerk):
    empty = [""] * len(HEADING)

    assert outcome(take(empty, line(), empty, by=clerk)) == (1, 0, 0, 0)


def test_an_empty_cell_and_words_for_nothing_take_nothing_away(clerk):
    take(line(帮扶计划="养鸡", 计划脱贫年度="2018"), by=clerk)

    for nothing in ("", "无", "——"):
        again = line(帮扶计划=nothing, 计划脱贫年度=nothing, 结对日期=nothing)
        assert outcome(take(again, by=clerk)) == (0, 0, 1, 0)

    pairing = HouseholdPairing.objects.get()
    assert (pairing.plan, pairing.lift_year, pairing.since) == ("养鸡", 2018, DAY)


def test_of_lines_of_two_townships_a_clerk_takes_in_her_own(
    clerk, office, duobao, duobao_group
):
    village = VillageFactory(name="远山村", parent=duobao)
    far = HouseholdFactory(village=village, head_name="周山")
    person = MandateFactory(township=duobao, person__name="周远").person
    MembershipFactory(group=duobao_group, person=person)
    foreign = line(乡镇="多宝镇", 村="远山村", 户主=far.head_name, 联系代表="周远")

    assert outcome(take(foreign, line(), by=clerk)) == (1, 0, 0, 1)
    report = take(foreign, line(), by=office)
    assert (outcome(report), fault(report)) == ((1, 0, 1, 0), "")

    townships = HouseholdPairing.objects.values_list("township__name", "group__name")
    assert set(townships) == {
        ("渔薪镇", "渔薪镇第一代表小组"),
        ("多宝镇", "多宝镇第一代表小组"),
    }


def test_a_pair_that_is_over_goes_in_with_its_end_once(clerk):
    over = line(解除日期="2017-06-30")

    assert outcome(take(over, over, by=clerk)) == (1, 0, 1, 0)
    assert outcome(take(over, by=clerk)) == (0, 0, 1, 0)

    pairing = HouseholdPairing.objects.get()
    assert (pairing.until, pairing.end_reason) == (date(2017, 6, 30), "adjusted")


def test_the_same_two_begin_again_on_the_day_after_the_end(clerk):
    take(line(解除日期="2017-06-30"), by=clerk)

    same_day = take(line(结对日期="2017-06-30"), by=clerk)
    next_day = take(line(结对日期="2017-07-01"), by=clerk)

    assert "两者曾结对，2017-06-30才解除，结对日期须在其后" in fault(same_day)
    assert outcome(next_day) == (1, 0, 0, 0)
    assert HouseholdPairing.objects.filter(until=None).count() == 1


def test_a_group_is_read_by_its_full_name_and_tells_members_apart(
    clerk, yuxin, second_group
):
    person = MandateFactory(township=yuxin, person__name="钱一鸣").person
    MembershipFactory(group=second_group, person=person)
    heading = [*HEADING, "代表小组"]

    def send(group):
        book = workbook(台账=[["双联双促台账（户）"], heading, [*line(), group]])
        return take_data(book, by=clerk)

    assert "没有“第九代表小组”" in fault(send("第九代表小组"))
    assert outcome(send("渔薪镇第二代表小组")) == (1, 0, 0, 0)
    assert HouseholdPairing.objects.get().person == person
