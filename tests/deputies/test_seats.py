"""Titles of sheets, as offices write them, and the congress they name."""

from datetime import date

import pytest

from deputies.enums import Tier
from deputies.imports.seats import Seat, SeatPlaces, delegation_name
from deputies.models import Congress
from tests.factories.deputies import CongressFactory
from tests.factories.platform import TownshipFactory
from tianmen_congress.base.divisions.successors import rename

pytestmark = pytest.mark.django_db


@pytest.fixture
def places(tianmen, yuxin, duobao, city_organs):
    TownshipFactory(name="竟陵街道办事处")
    TownshipFactory(name="沉湖管委会")
    return SeatPlaces()


@pytest.mark.parametrize(
    ("titles", "tier", "place", "term"),
    [
        (["第十二届全国人大代表名册(天门)", "全国代表"], Tier.NATIONAL, "湖北省", 12),
        (
            ["湖北省第十二届人民代表大会代表名册(天门代表团)"],
            Tier.PROVINCIAL,
            "湖北省",
            12,
        ),
        (["天门市第八届人民代表大会代表名册", "市代表"], Tier.COUNTY, "天门市", 8),
        (["天门市人大代表名册"], Tier.COUNTY, "天门市", None),
        (["代表名册", "省代表"], Tier.PROVINCIAL, "湖北省", None),
        (["渔薪镇人民代表大会代表名册", "渔薪镇"], Tier.TOWNSHIP, "渔薪镇", None),
        (["天门市渔薪镇第十届人民代表大会代表名册"], Tier.TOWNSHIP, "渔薪镇", 10),
        (["湖北省天门市多宝镇人大代表花名册"], Tier.TOWNSHIP, "多宝镇", None),
        (["人大代表名册", "多宝"], Tier.TOWNSHIP, "多宝镇", None),
        (["天门市第八届人大代表名册(渔薪镇代表团)"], Tier.COUNTY, "天门市", 8),
        (["市直机关代表团代表名册"], Tier.COUNTY, "天门市", None),
        (["代表名册", "市直"], Tier.COUNTY, "天门市", None),
    ],
)
def test_the_congress_is_read_from_the_titles(places, titles, tier, place, term):
    seat = places.seat(titles, "")

    assert (seat.tier, seat.division.name, seat.term) == (tier, place, term)


def test_a_title_or_a_workplace_may_name_a_township_as_it_was(places, yuxin):
    rename(yuxin, "新渔街道", on=date(2017, 7, 1))
    yuxin.save()

    seat = places.seat(["天门市渔薪镇第十届人民代表大会代表名册"], "")

    assert (seat.division, seat.term) == (yuxin, 10)
    assert places.workplace("渔薪镇青山村书记") == yuxin
    assert places.delegation("渔薪镇代表团（12名）") == yuxin


@pytest.mark.parametrize(
    "titles", [["代表名册"], ["Sheet1"], ["无此镇人大代表名册"], []]
)
def test_titles_that_name_no_congress_give_none(places, titles):
    assert places.seat(titles, "") is None


def test_a_section_names_the_township_where_the_titles_do_not(places):
    seat = places.seat(["乡镇人大代表名册"], "渔薪镇（83名）")

    assert (seat.tier, seat.division.name) == (Tier.TOWNSHIP, "渔薪镇")


@pytest.mark.parametrize(
    ("section", "name", "place"),
    [
        ("竟陵街道办事处代表团（12名）", "竟陵街道办事处代表团", "竟陵街道办事处"),
        ("渔薪镇代表团(18名)", "渔薪镇代表团", "渔薪镇"),
        ("渔薪代表团", "渔薪代表团", "渔薪镇"),
        ("沉湖管委会代表团（4名）", "沉湖管委会代表团", "沉湖管委会"),
        ("市直机关代表团（20名）", "市直机关代表团", "市直"),
        ("农垦代表团（3名）", "农垦代表团", None),
        ("", "", None),
    ],
)
def test_a_delegation_is_a_township_or_none(places, section, name, place):
    found = places.delegation(section)

    assert delegation_name(section) == name
    assert (found.name if found else None) == place


@pytest.mark.parametrize(
    ("work", "place"),
    [
        ("渔薪镇农民", "渔薪镇"),
        ("竟陵街道办事处党委书记", "竟陵街道办事处"),
        ("天门市教育局局长", None),
        ("渔薪中学教师", None),
        ("原渔薪镇党委书记", None),
        ("", None),
    ],
)
def test_a_place_of_work_counts_only_by_the_full_name_it_begins_with(
    places, work, place
):
    found = places.workplace(work)

    assert (found.name if found else None) == place


@pytest.mark.parametrize(
    ("tier", "term", "name"),
    [
        (Tier.NATIONAL, 12, "第十二届全国人民代表大会"),
        (Tier.PROVINCIAL, 12, "湖北省第十二届人民代表大会"),
        (Tier.COUNTY, 8, "天门市第八届人民代表大会"),
        (Tier.COUNTY, None, "天门市人民代表大会"),
    ],
)
def test_a_new_congress_bears_its_official_name(places, tier, term, name):
    congress = Seat(tier, places._division(tier), term).make_congress()

    assert (congress.name, congress.term) == (name, term or 0)


def test_without_a_term_the_newest_congress_is_meant(places, yuxin):
    CongressFactory(division=yuxin, term=9)
    newest = CongressFactory(division=yuxin, term=10)

    assert Seat(Tier.TOWNSHIP, yuxin, None).make_congress() == newest
    assert Seat(Tier.TOWNSHIP, yuxin, 9).make_congress().term == 9
    assert Congress.objects.count() == 2


def test_a_named_term_that_is_not_there_is_made(places, yuxin):
    CongressFactory(division=yuxin, term=9)

    made = Seat(Tier.TOWNSHIP, yuxin, 10).make_congress()

    assert (made.term, made.name) == (10, "渔薪镇第十届人民代表大会")
