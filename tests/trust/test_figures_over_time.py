"""Figures by the places of then are what they were; by those of today they add up to
the same."""

from datetime import date

import pytest

from tests.factories.platform import VillageFactory
from tests.trust.test_figures_right import (  # noqa: F401
    groups,
    links_of,
    numbers_of,
    world,
    wrong_numbers,
)
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.divisions.actions import close
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.successors import rename, succeed
from tianmen_congress.base.figures.registry import Asked, find_table, tables_for

pytestmark = pytest.mark.django_db
LAST, DAY, LATER = date(2017, 7, 31), date(2017, 8, 1), date(2017, 9, 1)
# Of distinct villages there are fewer when two of them are one.
DISTINCT = {
    "villages",
    "villages_reached",
    "villages_left",
    "villages_rate",
    "poor_rate",
}


@pytest.fixture
def merged(world, yuxin, duobao, settings):  # noqa: F811
    """A year later villages and a whole township are one with others, or renamed."""
    villages = Division.objects.villages().order_by("pk")
    first, second, third = villages.filter(parent=yuxin)[:3]
    # Where households live: the first of a group's.
    far = villages.filter(parent=duobao, poor_households__isnull=False)[0]

    def merge():
        settings.TODAY = LATER
        for old, new in ((first, second), (far, third), (duobao, yuxin)):
            old.refresh_from_db()
            close(old, on=DAY)
            succeed(old, new)
        yuxin.refresh_from_db()
        rename(yuxin, "新渔薪镇", on=DAY)
        yuxin.save()

    settings.TODAY = LAST
    return merge


def told(user, asked):
    """What each table of a period says, as it would be printed."""
    tables = [kind(user, asked) for kind in tables_for(user) if "until" in kind.asks]
    return {
        table.slug: (
            [column.title for column in table.columns],
            [line.values for line in table.lines],
            table.total,
            table.scope,
        )
        for table in tables
    }


def test_by_the_places_of_then_nothing_changes(world, merged, office, yuxin):  # noqa: F811
    campaign = world.campaigns[0]
    askings = [Asked(campaign, until=LAST, township=place) for place in (None, yuxin)]
    before = [told(office, asked) for asked in askings]

    merged()
    yuxin.refresh_from_db()

    for old, asked in zip(before, askings, strict=True):
        place = asked.township and yuxin
        assert told(office, asked.narrowed(township=place)) == old


def sums(user, asked):
    """The totals of what is counted row by row, by table and column."""
    return {
        (table.slug, column.key): value
        for kind in tables_for(user)
        if "places" in kind.asks
        for table in [kind(user, asked)]
        if table.total
        for column, value in zip(table.columns, table.total, strict=True)
        if column.key not in DISTINCT
    }


def test_by_the_places_of_today_they_add_up_to_the_same(world, merged, office):  # noqa: F811
    merged()
    asked = Asked(world.campaigns[0])

    assert sums(office, asked.narrowed(is_by_now=True)) == sums(office, asked)
    by_now = asked.narrowed(is_by_now=True)
    said = [kind(office, by_now).printed_notes[-1] for kind in tables_for(office)]
    assert {text[:6] for text in said} == {"按现在的区划"}
    assert all(
        kind(office, asked).printed_notes == tuple(kind(office, asked).notes)
        for kind in tables_for(office)
    )
    named = {"visit-coverage", "activity-summary", "opinion-rates-township"}
    for kind in tables_for(office):
        now = kind(office, by_now)
        names = [line.values[0] for line in now.lines]
        assert "多宝镇" not in names or "places" not in kind.asks
        named -= {kind.slug} if "新渔薪镇" in names else set()
    assert named == set()


def test_a_village_nobody_went_to_is_told_in_the_township_of_today(
    merged, office, yuxin, duobao
):
    lonely = VillageFactory(parent=duobao)
    merged()

    def places(*, is_by_now):
        asked = Asked(until=LAST, is_by_now=is_by_now)
        lines = find_table("villages-not-visited", office)(office, asked).lines
        return [line.values[0] for line in lines if line.values[1] == lonely.name]

    assert places(is_by_now=True) == ["新渔薪镇"]
    assert places(is_by_now=False) == ["多宝镇"]


@pytest.mark.slow
@pytest.mark.parametrize("is_by_now", [True, False])
def test_each_number_opens_a_list_of_as_many_rows_in_either_way(
    is_by_now,
    world,  # noqa: F811
    merged,
    signed_in,
    office,
    yuxin,
):
    merged()
    client, ends = signed_in(Role.OFFICE), None if is_by_now else LAST
    wrong = []
    for township in (None, yuxin):
        asked = Asked(world.campaigns[0], None, ends, township, is_by_now)
        wrong += wrong_numbers(client, numbers_of(office, asked))
        for kind in tables_for(office):
            found = wrong_numbers(client, list(links_of(kind(office, asked))))
            wrong += [f for f in found if not (f[3] is None and f[1] == 1)]

    assert wrong == []
