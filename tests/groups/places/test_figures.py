"""Figures and tables of places equal plain SQL; faults are named from the data."""

from datetime import date

import pytest
from django.db import connection

from groups.places.queries.faults import faults_of
from tests.factories.deputies import MandateFactory
from tests.factories.groups import (
    HomeFactory,
    MembershipFactory,
    PlaceFindingFactory,
    RoomFactory,
    StationFactory,
)
from tests.factories.platform import VillageFactory
from tianmen_congress.base.figures.registry import Asked, count_all, find_table

pytestmark = pytest.mark.django_db
DAY = date(2017, 7, 25)
STANDING = (
    "SELECT count(*) FROM places_place p JOIN divisions_division t"
    " ON t.id = p.township_id WHERE p.kind = %s AND t.name = %s"
    " AND (p.opened_on IS NULL OR p.opened_on <= %s)"
    " AND (p.closed_on IS NULL OR p.closed_on > %s)"
)


def by_hand(kind, township, day):
    with connection.cursor() as cursor:
        cursor.execute(STANDING, [kind, township, day, day])
        return cursor.fetchone()[0]


def lines(user, slug, **asked):
    return [row.values for row in find_table(slug, user)(user, Asked(**asked)).rows()]


@pytest.fixture
def built(yuxin, duobao, yuxin_group, second_group, duobao_group, qingshan, plan):
    """渔薪: one room of two, a station that ended; 多宝: all but a station."""
    room = RoomFactory(group=yuxin_group, opened_on="2017-06-01")
    PlaceFindingFactory(place=room, requirement=plan, seen_on="2017-07-01")
    StationFactory(
        village=qingshan,
        opened_on="2017-05-01",
        closed_on="2017-07-01",
        close_reason="迁址",
    )
    VillageFactory(parent=duobao)
    HomeFactory(township=duobao)
    RoomFactory(group=duobao_group)


def test_figures_and_coverage_equal_plain_sql_on_every_day(office, built):
    for day in (date(2017, 5, 20), date(2017, 6, 20), date(2017, 7, 1), DAY):
        names, kinds = ("多宝镇", "渔薪镇"), ("home", "room", "station")
        numbers = [[by_hand(kind, name, day) for kind in kinds] for name in names]

        table = lines(office, "place-coverage", until=day)
        figure = count_all(office, Asked(until=day))["places"]

        assert [row[0] for row in table] == list(names)
        assert [[row[2], row[5], row[8]] for row in table] == numbers
        assert [figure[kind] for kind in kinds] == list(
            map(sum, zip(*numbers, strict=True))
        )


def test_coverage_tells_what_is_due_and_what_meets_the_standard(office, built):
    assert lines(office, "place-coverage") == [
        ("多宝镇", 1, 1, 1.0, 1, 1, 1.0, 1, 0, 0.0, 0),
        ("渔薪镇", 1, 0, 0.0, 2, 1, 0.5, 1, 0, 0.0, 1),
    ]


def test_what_is_missing_is_listed_and_a_clerk_reads_his_own(office, clerk, built):
    own = [
        ("渔薪镇", "代表之家", "渔薪镇", "未建"),
        ("渔薪镇", "小组活动室", "渔薪镇第二代表小组", "未建"),
        ("渔薪镇", "选民接待站", "青山村委会", "未建"),
    ]

    found = lines(office, "place-missing")

    assert lines(clerk, "place-missing") == own
    assert [row for row in found if row[0] == "渔薪镇"] == own
    assert found[-1] == (
        "多宝镇",
        "小组活动室",
        "多宝镇第一代表小组活动室",
        "有活动计划（未认定）",
    )


def test_the_overview_has_the_columns_of_the_paper(clerk, built):
    [row] = lines(clerk, "places")

    assert row[:3] == ("渔薪镇", "渔薪镇第一代表小组活动室", "小组活动室")
    assert row[11:] == ("有", "", "", "是", "", date(2017, 7, 1))
    [before] = lines(clerk, "places", until=date(2017, 6, 20), township=None)[:1]
    assert "未认定" in before[11]


def test_faults_are_named_from_the_data(yuxin, yuxin_group, qingshan, plan):
    gone = MandateFactory(
        township=yuxin,
        person__name="赵明",
        since="2016-01-01",
        until="2017-06-30",
        end_reason="moved",
    ).person
    stays = MandateFactory(township=yuxin, person__name="钱进", since="2016-01-01")
    MembershipFactory(group=yuxin_group, person=gone, until="2017-06-30")
    MembershipFactory(group=yuxin_group, person=stays.person)
    room = RoomFactory(
        group=yuxin_group,
        keeper_name="赵明",
        wall_items=["people"],
        wall_on=date(2017, 6, 1),
        opened_on=date(2016, 1, 1),
    )
    station = StationFactory(village=qingshan)
    qingshan.closed_on = date(2017, 7, 1)
    qingshan.save()

    found = faults_of([room, station], on=DAY)

    assert found == {
        room.pk: [
            "上墙名单中赵明已不在小组或者不再任职",
            "联络员赵明的代表职务已终止，请核对",
            "还没有认定过",
        ],
        station.pk: ["所在的青山村委会已于2017-07-01撤销", "没有联络员"],
    }
    room.wall_on, room.keeper_name = date(2017, 7, 10), "钱进"
    PlaceFindingFactory(place=room, requirement=plan, seen_on="2016-07-01")
    assert faults_of([room], on=DAY) == {room.pk: ["自2016-07-01起一年没有认定"]}
