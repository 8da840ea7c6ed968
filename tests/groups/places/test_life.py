"""A place at its edges: its days, who may, what its owner's life does to it."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from groups.places import actions, rules
from groups.places.actions.findings import why_not_seen
from groups.places.enums import Fulfilment
from groups.places.models import Place, PlaceFinding
from groups.places.queries import sights, standing
from groups.places.queries.faults import faults_of
from groups.places.queries.walls import wall_of
from tests.factories.deputies import MandateFactory
from tests.factories.groups import (
    ActivityFactory,
    GroupVillageFactory,
    HomeFactory,
    MembershipFactory,
    PlaceFindingFactory,
    RequirementFactory,
    RoomFactory,
    StationFactory,
)
from tests.factories.platform import VillageFactory

pytestmark = pytest.mark.django_db

OPENED, CLOSED, TODAY = date(2017, 6, 1), date(2017, 7, 1), date(2017, 7, 25)


def days(rule, *told):
    return {day: rule(day) for day in told}


# --- days -----------------------------------------------------------------------------


def test_a_place_is_in_use_from_its_first_day_to_the_day_before_it_closed(room):
    Place.objects.filter(pk=room.pk).update(
        opened_on=OPENED, closed_on=CLOSED, close_reason="迁址"
    )
    told = {
        date(2017, 5, 31): False,
        OPENED: True,
        date(2017, 6, 30): True,
        CLOSED: False,
    }

    assert {d: Place.objects.standing(d).exists() for d in told} == told


def test_nobody_sees_what_is_not_there_yet_or_has_not_come(room):
    room.opened_on = OPENED
    told = {
        date(2017, 5, 31): "不能早于启用日期（2017-06-01）",
        OPENED: "",
        TODAY: "",
        date(2017, 7, 26): "不能晚于今天（2017-07-25）",
    }

    assert {day: why_not_seen(room, day) for day in told} == told


def test_a_place_closes_between_the_last_finding_and_today(clerk, room, plan):
    room.opened_on = OPENED
    room.save()

    def told(day):
        try:
            actions.close_place(room, by=clerk, closed_on=day, reason="迁址")
        except ValidationError as refusal:
            return refusal.message_dict["closed_on"][0]
        return ""

    assert told(date(2017, 7, 26)) == "不能晚于今天（2017-07-25）"
    assert told(date(2017, 5, 31)) == "不能早于启用日期（2017-06-01）"
    PlaceFindingFactory(place=room, requirement=plan, seen_on=CLOSED)
    assert told(date(2017, 6, 30)) == "2017-07-01还有认定记录，停用日期不能更早"
    assert told(CLOSED) == ""
    with pytest.raises(PermissionDenied):
        told(TODAY)


def test_a_place_opened_no_later_than_it_was_first_seen(client, clerk, room, plan):
    PlaceFindingFactory(place=room, requirement=plan, seen_on=OPENED)
    client.force_login(clerk)
    address = reverse("places:edit", args=[room.pk])

    def told(day):
        typed = {"name": room.name, "version": 1, "opened_on": day}
        page = client.post(address, typed)
        return dict(page.context["form"].errors) if page.status_code == 200 else {}

    late = told("2017-06-02")
    assert late == {"opened_on": ["2017-06-01已有认定记录，启用日期不能更晚"]}
    assert told("2017-06-01") == {}


def test_no_room_is_made_older_than_its_group(clerk, yuxin, yuxin_group, second_group):
    yuxin_group.founded_on = date(2017, 6, 15)
    yuxin_group.save()

    made = actions.make_missing(yuxin, by=clerk, kinds=["room"], opened_on=OPENED)

    assert {place.group: place.opened_on for place in made} == {
        yuxin_group: date(2017, 6, 15),
        second_group: OPENED,
    }


def test_only_the_kinds_chosen_are_made_and_the_city_gets_rooms_alone(
    office, city_organs, city_group, yuxin
):
    kinds = ["home", "room", "station"]

    made = actions.make_missing(city_organs, by=office, kinds=kinds)

    assert [place.name for place in made] == ["市直第一代表小组活动室"]
    homes = actions.make_missing(yuxin, by=office, kinds=["home"])
    assert [(place.kind, place.opened_on) for place in homes] == [("home", None)]


# --- who ------------------------------------------------------------------------------


def test_who_left_the_group_sees_neither_its_room_nor_its_stations(
    deputy, yuxin_group, room, station
):
    def seen():
        return set(Place.objects.visible_to(deputy))

    yuxin_group.memberships.update(until=TODAY)
    assert seen() == {room, station}

    yuxin_group.memberships.update(until=date(2017, 7, 24))

    assert seen() == set()


def test_findings_are_seen_with_their_place(everybody, room, plan, duobao_group):
    PlaceFindingFactory(place=room, requirement=plan)

    seen = {
        who
        for who, user in everybody.items()
        if PlaceFinding.objects.visible_to(user).exists()
    }

    everybody_there = {"clerk", "secretary", "deputy", "supervisor"}
    assert seen == {"office", "leader"} | everybody_there


def test_a_secretary_judges_the_stations_of_villages_linked_today(
    secretary, other_secretary, second_group, station, qingshan
):
    def may():
        users = {"第一组": secretary, "第二组": other_secretary}
        return [name for name, user in users.items() if rules.can_find(user, station)]

    qingshan.group_links.update(until=TODAY)
    assert may() == ["第一组"]
    qingshan.group_links.update(until=date(2017, 7, 24))
    assert may() == []
    GroupVillageFactory(group=second_group, village=qingshan, since=TODAY)
    assert may() == ["第二组"]


def test_nobody_judges_or_changes_what_is_not_his(
    other_clerk, other_secretary, deputy, room, plan
):
    facts = {"state": Fulfilment.THERE, "seen_on": TODAY, "seen_by": "王五"}
    for user in (other_clerk, other_secretary, deputy):
        with pytest.raises(PermissionDenied):
            actions.record_finding(room, plan, by=user, **facts)
        with pytest.raises(PermissionDenied):
            actions.save_place(room, by=user)
        with pytest.raises(PermissionDenied):
            actions.close_place(room, by=user, closed_on=TODAY, reason="迁址")
    assert not PlaceFinding.objects.exists()


def test_a_secretary_keeps_the_room_and_makes_none(secretary, room, second_group):
    room.address = "东头"
    assert actions.save_place(room, by=secretary).address == "东头"

    other = Place(kind="home", township=room.township, name="家")
    with pytest.raises(PermissionDenied):
        actions.save_place(other, by=secretary)


def test_no_station_stands_in_a_village_of_figures_alone(office, yuxin):
    village = VillageFactory(parent=yuxin, name="虚拟村委会")
    place = Place(kind="station", township=yuxin, village=village, name="站")

    with pytest.raises(ValidationError, match="虚拟村委会是统计虚设，不设接待站"):
        actions.save_place(place, by=office)


# --- what was found -------------------------------------------------------------------


def test_the_last_finding_of_a_day_counts_and_a_later_one_not_yet(room, plan):
    def seen(day, state):
        PlaceFindingFactory(place=room, requirement=plan, seen_on=day, state=state)

    def told(day):
        [row] = Place.objects.with_standard(day)
        return row.standard

    seen(OPENED, "there")
    seen(OPENED, "missing")
    seen(CLOSED, "not_asked")

    assert days(told, date(2017, 5, 31), OPENED, date(2017, 6, 30), CLOSED) == {
        date(2017, 5, 31): "unseen",
        OPENED: "lacking",
        date(2017, 6, 30): "lacking",
        CLOSED: "met",
    }


def test_where_nothing_is_asked_of_its_kind_a_place_has_no_standard(home, room, plan):
    found = dict(Place.objects.with_standard(TODAY).values_list("kind", "standard"))

    assert found == {"home": "none", "room": "unseen"}
    items = standing.items_of([home, room], on=TODAY)
    assert standing.lacking(items[home.pk]) == []
    assert standing.lacking(items[room.pk]) == ["有活动计划（未认定）"]


def test_what_is_there_in_part_or_not_at_all_is_lacking(room, campaign):
    for order, state in enumerate(Fulfilment):
        asked = RequirementFactory(
            campaign=campaign, code=state.value, title=state.label, order=order
        )
        PlaceFindingFactory(place=room, requirement=asked, state=state)

    items = standing.items_of([room], on=TODAY)[room.pk]

    assert standing.lacking(items) == ["部分", "无"]


def test_the_system_sees_ninety_days_back_and_none_ahead(room, division, campaign):
    for day in ("2017-04-25", "2017-04-26", "2017-07-25", "2017-07-26"):
        ActivityFactory(group=room.group, campaign=campaign, held_on=day)
    MembershipFactory(group=room.group, until="2017-07-24")

    seen = sights.seen([room], on=TODAY)[room.pk]

    assert seen["records"].words.startswith("活动2次")
    assert (seen["division"].words, seen["division"].is_there) == (
        "成员0人，分队0支",
        False,
    )


# --- faults and walls -----------------------------------------------------------------


def test_a_year_without_a_look_is_told_on_the_day_after(room, plan):
    PlaceFindingFactory(place=room, requirement=plan, seen_on=date(2016, 7, 25))
    told = {
        date(2017, 7, 25): {},
        date(2017, 7, 26): {room.pk: ["自2016-07-25起一年没有认定"]},
    }

    assert {day: faults_of([room], on=day) for day in told} == told


def test_more_than_five_names_on_a_wall_are_counted(yuxin, yuxin_group):
    for number in "甲乙丙丁戊己":
        person = MandateFactory(township=yuxin, person__name=f"钱{number}").person
        MembershipFactory(group=yuxin_group, person=person, until=CLOSED)
    room = RoomFactory(group=yuxin_group, wall_items=["people"], wall_on=OPENED)

    [told] = faults_of([room], on=TODAY)[room.pk]

    assert told == "上墙名单中钱甲、钱乙、钱丙、钱丁、钱戊等6人已不在小组或者不再任职"
    assert faults_of([room], on=CLOSED) == {}
    room.wall_items = ["rules"]
    assert faults_of([room], on=TODAY) == {}


def test_a_keeper_with_another_seat_there_is_no_former_one(yuxin, qingshan):
    gone = {"until": CLOSED, "end_reason": "resigned"}
    seat = MandateFactory(township=yuxin, person__name="赵明", **gone)
    station = StationFactory(village=qingshan, keeper_name="赵明", head_name="赵明")
    words = "{}赵明的代表职务已终止，请核对"
    told = [words.format(each) for each in ("负责人", "联络员")]
    assert faults_of([station], on=TODAY) == {station.pk: told}

    MandateFactory(township=yuxin, person=seat.person, congress__term=2)

    assert faults_of([station], on=TODAY) == {}


def test_each_kind_of_wall_shows_its_own_groups(
    room, station, home, second_group, duobao_group, qingshan, yuxin_group
):
    def told(place):
        return [each.group for each in wall_of(place, on=TODAY).groups]

    own = [yuxin_group]
    assert [told(each) for each in (room, station, home)] == [
        own,
        own,
        [yuxin_group, second_group],
    ]
    qingshan.group_links.update(until=date(2017, 7, 24))
    assert (told(station), told(room)) == ([], own)


def test_a_wall_names_mandates_of_its_day_the_highest_first(room, yuxin):
    person = MandateFactory(township=yuxin, tier="township").person
    MandateFactory(township=yuxin, tier="county", person=person, since="2017-07-01")
    MembershipFactory(group=room.group, person=person)

    def told(day):
        [group] = wall_of(room, on=day).groups
        return [mandate.tier for _, held in group.people for mandate in held]

    assert told(date(2017, 6, 30)) == ["township"]
    assert told(TODAY) == ["county", "township"]


def test_a_home_of_another_township_names_no_keeper_of_ours(yuxin, duobao):
    MandateFactory(
        township=yuxin, person__name="赵明", until=CLOSED, end_reason="resigned"
    )
    home = HomeFactory(township=duobao, keeper_name="赵明")

    assert faults_of([home], on=TODAY) == {}
