"""Places are found by the names that offices write, and never guessed."""

import csv
from collections import Counter

import pytest
from django.conf import settings

from tests.examples import load_places
from tests.factories.platform import TownshipFactory, VillageFactory
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.names import (
    TOWNSHIP_ENDINGS,
    VILLAGE_ENDINGS,
    is_community,
    township_stem,
    village_stem,
)
from tianmen_congress.base.divisions.queries import find_townships, find_villages

pytestmark = pytest.mark.django_db
OFFICIAL = settings.BASE_DIR / "fixtures" / "divisions_tianmen_2016.csv"


@pytest.fixture
def wangchang(db):
    return TownshipFactory(name="汪场镇")


def found(name, township):
    return [village.name for village in find_villages(name, township=township)]


@pytest.fixture
def two_of_a_name(wangchang):
    VillageFactory(name="汪场居委会", parent=wangchang)
    VillageFactory(name="汪场村委会", parent=wangchang)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("汪场社区", ["汪场居委会"]),
        ("汪场村", ["汪场村委会"]),
        ("汪场居委会", ["汪场居委会"]),
        ("汪 场　村", ["汪场村委会"]),
        ("汪场", ["汪场居委会", "汪场村委会"]),
    ],
)
def test_the_ending_tells_a_community_from_a_village_of_the_same_name(
    two_of_a_name, wangchang, written, meant
):
    assert found(written, wangchang) == meant


@pytest.mark.parametrize("written", ["青山", "青山村", "青山社区", "青山居委会"])
def test_any_ending_will_do_where_there_is_one_place_only(wangchang, written):
    VillageFactory(name="青山村委会", parent=wangchang)

    assert found(written, wangchang) == ["青山村委会"]


@pytest.mark.parametrize(
    "written",
    ["钟", "钟村", "钟村村", "钟村村委会", "钟村村民委员会", "钟村社区居民委员会"],
)
def test_every_ending_is_taken_off_again_and_again(wangchang, written):
    VillageFactory(name="钟村村委会", parent=wangchang)

    assert found(written, wangchang) == ["钟村村委会"]


def test_the_village_of_another_township_is_not_found(wangchang):
    VillageFactory(name="青山村委会")

    assert found("青山村", wangchang) == []


@pytest.mark.parametrize(
    "written",
    ["侨乡街道开发区", "侨乡", "侨乡街道", "侨乡街道办事处", "侨乡开发区街道"],
)
def test_two_characters_of_a_township_stay(written):
    street = TownshipFactory(name="侨乡街道开发区")

    assert find_townships(written) == [street]
    assert (street.stem, street.initials) == ("侨乡", "qx")


def test_a_village_is_sounded_out_with_more_than_its_stem(wangchang):
    village = VillageFactory(name="钟村村委会", parent=wangchang)

    assert (village.stem, village.pinyin) == ("钟", "zhong cun")


def test_no_two_of_the_official_list_become_one():
    with OFFICIAL.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    villages = [row for row in rows if row["level"] == "village"]
    kept = Counter(
        (row["parent_code"], village_stem(row["name"]), is_community(row["name"]))
        for row in villages
    )
    towns = {township_stem(r["name"]) for r in rows if r["level"] == "township"}

    assert (max(kept.values()), len(villages), len(towns)) == (1, 855, 28)


def test_whatever_ending_is_written_finds_the_place_or_those_of_its_stem(db):
    load_places()
    places = Division.objects.villages().order_by("code")
    doubled = [place for place in places if place.name.endswith("村村委会")]
    endings = ("", *VILLAGE_ENDINGS, "村村民委员会", "社区居民委员会")

    for place in [*places[::60], *doubled]:
        for ending in endings:
            found = find_villages(place.stem + ending, township=place.parent)
            assert place in found or is_community(ending) is not None
            assert {each.stem for each in found} == {place.stem}
        assert find_villages(place.name, township=place.parent) == [place]
    for town in Division.objects.townships():
        for ending in ("", *TOWNSHIP_ENDINGS, "街道街道办事处"):
            assert find_townships(town.stem + ending) == [town]


@pytest.mark.parametrize("written", ["汪场镇", "汪场", "汪　场 镇"])
def test_a_township_is_found_without_its_ending(wangchang, written):
    assert find_townships(written) == [wangchang]


def test_a_closed_village_is_not_found(wangchang):
    VillageFactory(name="青山村委会", parent=wangchang, closed_on="2016-12-31")

    assert found("青山村", wangchang) == []


@pytest.mark.django_db
def test_no_name_at_all_finds_no_place(yuxin, qingshan):
    assert find_townships("") == find_villages("", township=yuxin) == []
