"""How far both pairings reach, on days drawn by lot, against a count in plain SQL."""

from datetime import date, timedelta
from random import Random

import pytest
from django.db import connection
from django.utils import timezone

from tests.factories.deputies import PersonFactory
from tests.factories.groups import GroupFactory
from tests.factories.platform import VillageFactory
from tests.factories.poverty import HouseholdFactory, PoorVillageFactory
from tests.factories.support import VillagePairingFactory
from tests.factories.visits import PairingFactory
from tianmen_congress.base.figures.registry import Asked, count_all, find_table

pytestmark = pytest.mark.django_db

HELD = """(p.since IS NULL OR p.since <= %(day)s)
AND (p.until IS NULL OR p.until >= %(day)s)"""
HOMES = f"""
SELECT count(*), count(*) FILTER (WHERE EXISTS (
    SELECT FROM pairings_householdpairing p WHERE p.household_id = h.id AND {HELD}))
FROM poverty_household h JOIN divisions_division t ON t.id = h.township_id
WHERE h.voided_at IS NULL AND t.name = %(name)s
"""
VILLAGES = f"""
SELECT count(*), count(*) FILTER (WHERE EXISTS (
    SELECT FROM support_villagepairing p WHERE p.village_id = v.id AND {HELD}))
FROM poverty_poorvillage v JOIN divisions_division t ON t.id = v.township_id
WHERE t.name = %(name)s
"""
NAMES = ("多宝镇", "渔薪镇")


def by_sql(name, day):
    found = []
    with connection.cursor() as cursor:
        for sql in (HOMES, VILLAGES):
            cursor.execute(sql, {"name": name, "day": day})
            found += cursor.fetchone()
    return tuple(found)


def span(lot, *, may_be_open):
    """Days of a pairing, either of which may be open."""
    since = date(2017, 5, 1) + timedelta(lot.randrange(40))
    until = lot.choice([None, since, since + timedelta(lot.randrange(40))])
    reason = {"end_reason": "adjusted"} if until else {}
    if may_be_open and lot.random() < 0.2:
        since = None
    return {"since": since, "until": until, **reason}


def fill(lot, group):
    """Five households and four poor villages of the group's township, and their pairs."""
    for number in range(5):
        village = VillageFactory(parent=group.township)
        home = HouseholdFactory(village=village)
        for _ in range(lot.randrange(3)):
            days = span(lot, may_be_open=True)
            person = PersonFactory()
            PairingFactory(household=home, group=group, person=person, **days)
        if number == 0:
            home.voided_at, home.void_reason = timezone.now(), "重复"
            home.save()
            continue
        poor = PoorVillageFactory(village=village)
        if lot.random() < 0.8:
            days = span(lot, may_be_open=False)
            VillagePairingFactory(group=group, village=poor, **days)


@pytest.fixture
def lot(yuxin_group, duobao_group):
    lot = Random(7)
    for group in (yuxin_group, duobao_group):
        fill(lot, group)
    return lot


def test_households_and_villages_equal_plain_sql(office, lot):
    seen = set()
    for _ in range(8):
        day = date(2017, 4, 30) + timedelta(lot.randrange(87))
        expected = {name: by_sql(name, day) for name in NAMES}
        lines = find_table("pair-coverage", office)(office, Asked(until=day)).rows()

        found = {
            row[0]: (row[1], row[2], row[5], row[6])
            for row in (line.values for line in lines)
            if row[0] in NAMES
        }
        assert found == expected, day
        figures = count_all(office, Asked(until=day))
        sums = tuple(map(sum, zip(*expected.values(), strict=True)))
        left = figures["households_unpaired"], figures["villages_unpaired"]
        assert left == (sums[0] - sums[1], sums[2] - sums[3]), day
        seen.add(sums)
    assert len(seen) > 3


def test_a_pair_counts_on_its_first_and_its_last_day(office, clerk, yuxin_group):
    home = HouseholdFactory(village__parent=yuxin_group.township)
    poor = PoorVillageFactory(village=home.village)
    days = {"since": date(2017, 5, 5), "until": date(2017, 6, 30)}
    PairingFactory(household=home, group=yuxin_group, **days)
    VillagePairingFactory(
        group=yuxin_group, village=poor, end_reason="adjusted", **days
    )
    left = {
        date(2017, 5, 4): (1, 1),
        date(2017, 5, 5): (0, 0),
        date(2017, 6, 30): (0, 0),
        date(2017, 7, 1): (1, 1),
    }

    def told(user, day):
        figures = count_all(user, Asked(until=day))
        return figures["households_unpaired"], figures["villages_unpaired"]

    for user in (office, clerk):
        assert {day: told(user, day) for day in left} == left


def test_a_group_of_another_township_covers_the_household_where_it_lives(
    office, other_clerk, city_group, yuxin, duobao
):
    home = HouseholdFactory(village=VillageFactory(parent=yuxin))
    PairingFactory(household=home, group=city_group)

    lines = find_table("pair-coverage", office)(office, Asked()).rows()
    found = {line.values[0]: line.values[1:4] for line in lines}

    assert found["渔薪镇"] == (1, 1, 0)
    assert found["多宝镇"] == (0, 0, 0)
    own = find_table("pair-coverage", other_clerk)(other_clerk, Asked()).rows()
    assert [line.values[0] for line in own] == ["多宝镇"]


def test_without_groups_nothing_is_covered_and_no_rate_is_told(office, duobao):
    GroupFactory(township=duobao)

    [line] = find_table("pair-coverage", office)(office, Asked()).rows()

    assert line.values == ("多宝镇", 0, 0, 0, None, 0, 0, 0, None)
