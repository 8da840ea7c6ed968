import pytest

from tests.factories.platform import VillageFactory
from tianmen_congress.base.figures.registry import Asked, all_figures

pytestmark = pytest.mark.django_db


def figure(key):
    return next(figure for figure in all_figures() if figure.key == key)


@pytest.fixture
def divisions(yuxin, duobao):
    VillageFactory.create_batch(2, parent=yuxin)
    VillageFactory(parent=yuxin, name="虚拟村委会")
    VillageFactory(parent=yuxin, closed_on="2017-01-01")
    VillageFactory(parent=duobao)


def test_current_divisions_are_counted_the_placeholder_too(divisions, clerk, yuxin):
    assert figure("townships").count(clerk, Asked()) == 2
    assert figure("villages").count(clerk, Asked()) == 4
    assert figure("villages").count(clerk, Asked(township=yuxin)) == 3


@pytest.mark.parametrize("key", ["townships", "villages"])
def test_the_number_opens_the_list_it_counts(client, divisions, clerk, yuxin, key):
    asked = Asked() if key == "townships" else Asked(township=yuxin)
    client.force_login(clerk)

    page = client.get(figure(key).address(asked, ""))

    assert page.context["listing"].total == figure(key).count(clerk, asked)


def test_townships_are_listed_with_the_number_of_their_villages(
    client, divisions, clerk, yuxin, duobao
):
    client.force_login(clerk)

    rows = client.get(figure("townships").address(Asked(), "")).context["listing"].found

    assert {row.name: row.village_count for row in rows} == {"渔薪镇": 3, "多宝镇": 1}
