"""Villages, townships and groups come to an end: their places go on, or end with them."""

from datetime import date

import pytest

from groups import actions as of_groups
from groups.places.models import Place
from tests.base.divisions.merged import DAY, donghe, dongling  # noqa: F401
from tests.factories.groups import HomeFactory, RoomFactory, StationFactory
from tests.factories.platform import TownshipFactory
from tianmen_congress.base.divisions.actions import close
from tianmen_congress.base.divisions.successors import hanging_on, succeed

pytestmark = pytest.mark.django_db
BEFORE = date(2017, 6, 30)


def sites(row, day):
    found = Place.objects.with_site_on(day).get(pk=row.pk)
    return found.township_then, found.village_then


def test_a_station_goes_on_in_the_village_that_has_none(donghe, dongling):  # noqa: F811
    station = StationFactory(village=donghe, name="东河村选民接待站")
    assert hanging_on([donghe])[donghe.pk] == {"places": 1}

    assert succeed(donghe, dongling)["places"] == 1

    station.refresh_from_db()
    assert (station.village, station.closed_on) == (dongling, None)
    assert station.name_on(BEFORE) == "东河村选民接待站"
    assert station.name_on(DAY) == "东岭村选民接待站"
    assert sites(station, BEFORE) == (donghe.parent_id, donghe.pk)
    assert sites(station, DAY) == (donghe.parent_id, dongling.pk)


def test_where_there_is_one_already_it_ends_that_day(donghe, dongling):  # noqa: F811
    own, kept = StationFactory(village=donghe), StationFactory(village=dongling)

    succeed(donghe, dongling)

    own.refresh_from_db()
    assert (own.village, own.closed_on) == (donghe, DAY)
    assert own.close_reason == "并入东岭村委会，那里已有选民接待站"
    assert list(Place.objects.standing(DAY)) == [kept]


def test_a_township_s_rooms_go_with_their_groups_and_are_told_as_of_then(
    yuxin, yuxin_group, duobao
):
    room, home = RoomFactory(group=yuxin_group), HomeFactory(township=yuxin)
    close(yuxin, on=DAY)

    succeed(yuxin, duobao)

    room.refresh_from_db()
    home.refresh_from_db()
    assert (room.township, home.township) == (duobao, duobao)
    assert home.name == "多宝镇人大代表之家"
    assert sites(room, BEFORE) == sites(home, BEFORE) == (yuxin.pk, None)
    assert sites(room, DAY) == sites(home, DAY) == (duobao.pk, None)


def test_a_group_that_is_no_more_has_no_room(clerk, yuxin_group, second_group):
    room = RoomFactory(group=yuxin_group)

    of_groups.dissolve_group(yuxin_group, by=clerk, on=DAY, into=second_group)

    room.refresh_from_db()
    assert (room.closed_on, room.close_reason) == (DAY, "渔薪镇第一代表小组撤销")


def test_a_place_by_another_name_keeps_it_where_its_township_gets_one(yuxin):
    from tianmen_congress.base.divisions.successors import rename

    own = HomeFactory(township=yuxin, name="老街代表之家")
    other = HomeFactory(township=TownshipFactory())
    rename(yuxin, "渔新镇", on=DAY)
    yuxin.save()

    own.refresh_from_db()
    assert own.name == "老街代表之家"
    old = other.township.name
    rename(other.township, "新镇", on=DAY)
    other.refresh_from_db()
    assert (other.name, other.name_on(BEFORE)) == (
        "新镇人大代表之家",
        f"{old}人大代表之家",
    )
