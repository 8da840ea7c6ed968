from datetime import date

import pytest

from tests.factories.deputies import MandateFactory
from tests.factories.groups import GroupFactory
from tests.factories.platform import VillageFactory
from tianmen_congress.base.figures.queries import figures_for
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


@pytest.mark.parametrize(
    ("until", "villages", "groups", "mandates"),
    [(date(2016, 12, 31), 5, 2, 2), (date(2017, 6, 30), 4, 1, 1), (None, 4, 1, 1)],
)
def test_figures_of_a_period_are_of_its_last_day_and_so_are_their_lists(
    client, divisions, office, yuxin, until, villages, groups, mandates
):
    """Closed, dissolved and ended on 2017-01-01: there in the year before."""
    GroupFactory(township=yuxin, dissolved_on=date(2017, 1, 1))
    GroupFactory(township=yuxin)
    MandateFactory(
        township=yuxin, since="2016-01-01", until="2016-12-31", end_reason="died"
    )
    MandateFactory(township=yuxin, since="2016-01-01")
    asked = Asked(until=until)
    client.force_login(office)

    shown = {c.figure.key: c for c in figures_for(office, asked)}

    wanted = {"villages": villages, "groups": groups, "deputies": mandates}
    assert {key: shown[key].value for key in wanted} == wanted
    assert shown["persons"].value == mandates
    for key in (*wanted, "persons", "townships"):
        listing = client.get(shown[key].url).context["listing"]
        assert (key, listing.total) == (key, shown[key].value)


def test_townships_are_listed_with_the_number_of_their_villages(
    client, divisions, clerk, yuxin, duobao
):
    client.force_login(clerk)

    rows = client.get(figure("townships").address(Asked(), "")).context["listing"].found

    assert {row.name: row.village_count for row in rows} == {"渔薪镇": 3, "多宝镇": 1}
