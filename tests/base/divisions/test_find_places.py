"""Places are found by the names that offices write, and never guessed."""

import pytest

from tests.factories.platform import TownshipFactory, VillageFactory
from tianmen_congress.base.divisions.queries import find_townships, find_villages

pytestmark = pytest.mark.django_db


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


@pytest.mark.parametrize("written", ["钟村", "钟村村", "钟村村委会"])
def test_a_name_that_ends_like_an_ending_is_found(wangchang, written):
    VillageFactory(name="钟村村委会", parent=wangchang)

    assert found(written, wangchang) == ["钟村村委会"]


def test_the_village_of_another_township_is_not_found(wangchang):
    VillageFactory(name="青山村委会")

    assert found("青山村", wangchang) == []


@pytest.mark.parametrize("written", ["汪场镇", "汪场", "汪　场 镇"])
def test_a_township_is_found_without_its_ending(wangchang, written):
    assert find_townships(written) == [wangchang]


def test_a_closed_village_is_not_found(wangchang):
    VillageFactory(name="青山村委会", parent=wangchang, closed_on="2016-12-31")

    assert found("青山村", wangchang) == []
