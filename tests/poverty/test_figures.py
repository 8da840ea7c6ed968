import pytest

from poverty.enums import PovertyState
from tests.factories.poverty import HouseholdFactory, PoorVillageFactory
from tianmen_congress.base.figures.registry import Asked, all_figures

pytestmark = pytest.mark.django_db


@pytest.fixture
def rows(qingshan, duobao):
    HouseholdFactory(village=qingshan)
    HouseholdFactory(village=qingshan, state=PovertyState.LIFTED, lifted_year=2016)
    HouseholdFactory(village=qingshan, voided_at="2017-07-01T00:00Z", void_reason="重")
    HouseholdFactory(village__parent=duobao)
    PoorVillageFactory(village=qingshan)
    PoorVillageFactory(village__parent=duobao)


def figure(key):
    return next(figure for figure in all_figures() if figure.key == key)


def households(total, poor, lifted):
    return {"total": total, "poor": poor, "lifted": lifted, "returned": 0}


def test_households_are_counted_by_state_as_far_as_the_reader_sees(rows, office, clerk):
    count = figure("poor_households").count

    assert count(office, Asked()) == households(3, 2, 1)
    assert count(clerk, Asked()) == households(2, 1, 1)


def test_a_township_narrows_both_figures(rows, office, duobao):
    asked = Asked(township=duobao)

    assert figure("poor_households").count(office, asked) == households(1, 1, 0)
    assert figure("poor_villages").count(office, asked) == 1
    assert figure("poor_villages").count(office, Asked()) == 2


@pytest.mark.parametrize("part", ["", "poor", "lifted"])
def test_each_number_opens_the_list_it_counts(client, rows, office, yuxin, part):
    asked = Asked(township=yuxin)
    shown = figure("poor_households")
    client.force_login(office)

    page = client.get(shown.address(asked, part))

    counted = shown.count(office, asked)
    assert page.context["listing"].total == counted[part or "total"]


def test_the_number_of_villages_opens_theirs(client, rows, office, yuxin):
    shown = figure("poor_villages")
    client.force_login(office)

    page = client.get(shown.address(Asked(township=yuxin), ""))

    assert page.context["listing"].total == shown.count(office, Asked(township=yuxin))
