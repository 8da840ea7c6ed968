"""Making places, saying what was seen there, closing them."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from groups.places import actions, rules
from groups.places.enums import Fulfilment
from groups.places.models import Place, PlaceFinding
from groups.places.queries import sights, standing
from groups.places.queries.naming import name_by_rule
from tests.base.papers.words import document_of, everything_in
from tests.factories.groups import (
    ActivityFactory,
    GroupFactory,
    GroupVillageFactory,
    MembershipFactory,
    PlaceFindingFactory,
    RoomFactory,
)
from tests.factories.platform import VillageFactory
from tests.factories.visits import VisitFactory
from tianmen_congress.base.campaigns.enums import PlaceKind
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.conflicts import Difference

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = date(2017, 5, 1), date(2017, 6, 1), date(2017, 7, 1)


def sent(client, user, page, pk=None, **data):
    client.force_login(user)
    return client.post(reverse(f"places:{page}", args=[pk] if pk else []), data)


def faults(page):
    return {name: list(words) for name, words in page.context["form"].errors.items()}


# --- who may ------------------------------------------------------------------------


def test_who_sees_each_kind_of_place(each, room, station, home, second_group):
    other = RoomFactory(group=second_group)
    rows = {"室": room, "站": station, "家": home, "他室": other}

    def seen(client, who):
        found = {
            word
            for word, row in rows.items()
            if client.get(row.get_absolute_url()).status_code == 200
        }
        return "".join(word for word in rows if word in found)

    own = "室站家他室"
    assert each(seen) == {
        **dict.fromkeys(("office", "leader", "clerk", "supervisor"), own),
        "secretary": "室站",
        "other_secretary": "他室",
        "deputy": "室站",
        **dict.fromkeys(("other_clerk", "unit", "sysadmin", "secadmin", "auditor"), ""),
    }


def test_a_station_is_seen_by_the_group_of_its_village_of_today(
    secretary, other_secretary, second_group, qingshan, station
):
    def see_it():
        users = {"第一组": secretary, "第二组": other_secretary}
        seen = Place.objects.visible_to
        return [name for name, user in users.items() if seen(user).exists()]

    assert see_it() == ["第一组"]
    qingshan.group_links.update(until="2017-07-01")
    GroupVillageFactory(group=second_group, village=qingshan, since="2017-07-02")

    assert see_it() == ["第二组"]


def test_who_changes_closes_and_judges_a_place(allowed, room, station, duobao_group):
    keepers = {"office", "clerk"}

    assert allowed(rules.can_edit, room) == keepers | {"secretary"}
    assert allowed(rules.can_edit, station) == keepers
    assert allowed(rules.can_close, room) == keepers
    assert allowed(rules.can_find, room) == keepers | {"secretary", "supervisor"}
    assert allowed(rules.can_find, station) == keepers | {"secretary", "supervisor"}
    next_door = RoomFactory(group=duobao_group)
    assert allowed(rules.can_find, next_door) == {"office", "other_clerk"}
    station.closed_on = JUNE
    assert allowed(rules.can_find, station) == set()


# --- making them --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("village", "name"),
    [
        ("青山村委会", "青山村选民接待站"),
        ("青山村村民委员会", "青山村选民接待站"),
        ("钟村村委会", "钟村选民接待站"),
        ("城东社区居委会", "城东社区选民接待站"),
        ("城东居民委员会", "城东社区选民接待站"),
    ],
)
def test_a_station_is_called_as_people_call_its_village(village, name):
    assert name_by_rule(PlaceKind.STATION, village) == name


def test_one_press_makes_all_that_a_township_lacks_and_a_second_none(
    client, clerk, yuxin, yuxin_group, second_group, qingshan, station
):
    VillageFactory(parent=yuxin, name="虚拟村委会")
    VillageFactory(parent=yuxin, name="牌岭村委会")
    yuxin_group.room_place = "青山村党员群众服务中心"
    yuxin_group.save()
    chosen = {"kinds": ["home", "room", "station"], "opened_on": "2017-06-01"}

    page = sent(client, clerk, "make", yuxin.pk, **chosen)

    assert page.url == f"/groups/places/?township={yuxin.pk}"
    made = Place.objects.exclude(pk=station.pk).values_list("name", "address")
    assert set(made) == {
        ("渔薪镇人大代表之家", ""),
        ("渔薪镇第一代表小组活动室", "青山村党员群众服务中心"),
        ("渔薪镇第二代表小组活动室", ""),
        ("牌岭村选民接待站", ""),
    }
    assert actions.make_missing(yuxin, by=clerk, kinds=chosen["kinds"]) == []


def test_nobody_makes_places_next_door(client, other_clerk, yuxin):
    assert (
        sent(client, other_clerk, "make", yuxin.pk, kinds=["home"]).status_code == 404
    )
    with pytest.raises(PermissionDenied):
        actions.make_missing(yuxin, by=other_clerk, kinds=["home"])


def test_what_cannot_be_a_place_is_told_at_its_field(
    client, office, yuxin, duobao_group, station, qingshan, yuxin_group
):
    alien = VillageFactory(name="外村委会")
    typed = {"township": yuxin.pk, "opened_on": "2017-06-01", "wall_on": "2017-05-01"}

    def told(**more):
        return faults(sent(client, office, "add", **typed, **more))

    days = {"wall_on": ["不能早于启用日期（2017-06-01）"]}
    assert told(kind="home", name="家") == days
    assert told(kind="room") == {"group": ["请选择小组"], **days}
    del typed["wall_on"]
    assert told(kind="station", village_pk=qingshan.pk, village=str(qingshan)) == {
        "village": ["已有正在使用的青山村选民接待站"]
    }
    row = Place(kind="station", township=yuxin, village=alien, name="站")
    with pytest.raises(ValidationError, match="外村委会不属于渔薪镇"):
        actions.save_place(row, by=office)
    row = Place(kind="room", township=yuxin, group=duobao_group, name="室")
    with pytest.raises(ValidationError, match="多宝镇第一代表小组不是渔薪镇的小组"):
        actions.save_place(row, by=office)


def test_the_database_itself_holds_one_standing_place_of_a_kind(room, station, home):
    for row in (room, station, home):
        twin = Place(
            kind=row.kind,
            township=row.township,
            group=row.group,
            village=row.village,
            name="又一处",
        )
        one = pytest.raises(IntegrityError, match="places_place_one_")
        with one, transaction.atomic():
            twin.save()
        row.closed_on, row.close_reason = JULY, "迁址"
        row.save()
        twin.save()


# --- what was seen ------------------------------------------------------------------


def made(client, clerk, group):
    """The room of a group as a clerk enters it, and where the page then leads."""
    page = sent(
        client,
        clerk,
        "add",
        kind="room",
        township=group.township.pk,
        group=str(group),
        group_pk=group.pk,
        opened_on="2017.5.10",
        address="青山村二楼",
        keeper_name="李四",
        keeper_phone="13800000001",
        wall_items=["people", "rules"],
    )
    return Place.objects.get(), page.url


def test_a_place_is_made_with_its_name(client, clerk, yuxin_group):
    room, url = made(client, clerk, yuxin_group)

    assert url == room.get_absolute_url()
    assert room.name == "渔薪镇第一代表小组活动室"
    assert room.opened_on == date(2017, 5, 10)


def test_a_place_is_looked_at_found_wanting_and_mended(
    client, clerk, yuxin_group, plan, division, picture
):
    room, url = made(client, clerk, yuxin_group)

    def find(requirement, state, day, **more):
        data = {"requirement": requirement.pk, "state": state, "seen_on": day}
        return sent(
            client, clerk, "finding_add", room.pk, seen_by="王五", **data, **more
        )

    def is_listed():
        page = client.get(reverse("places:list"), {"lacks": plan.pk})
        return room.name in page.content.decode()

    early = find(plan, "there", "2017-05-01")
    assert faults(early) == {"seen_on": ["不能早于启用日期（2017-05-10）"]}
    assert faults(find(plan, "missing", "2017-06-01")) == {
        "note": ["认定为“无”的，请说明缺什么"]
    }
    assert find(plan, "missing", "2017-06-01", note="没有年度计划").url == url
    assert find(division, "there", "2017-06-02").url == url
    [lacking] = standing.places(user=clerk).with_standard(today())
    assert (lacking.standard, lacking.met, lacking.asked) == ("lacking", 1, 2)
    assert is_listed()

    assert find(plan, "there", "2017-07-01", photo=picture()).url == url

    [met] = standing.places(user=clerk).with_standard(today())
    assert (met.standard, met.met) == ("met", 2)
    assert "没有年度计划" in client.get(url).content.decode()
    assert not is_listed()
    photo = PlaceFinding.objects.exclude(photo=None).get()
    sight = client.get(reverse("places:photo", args=[photo.pk]))
    assert sight["Content-Type"] == "image/jpeg"


def test_what_is_claimed_stands_beside_what_the_system_sees(
    client, clerk, room, home, station, plan, division, records, campaign
):
    for requirement, place in ((division, room), (records, home)):
        PlaceFindingFactory(place=place, requirement=requirement)
    client.force_login(clerk)
    assert "与认定不符" in client.get(room.get_absolute_url()).content.decode()

    MembershipFactory(group=room.group)
    ActivityFactory(group=room.group, campaign=campaign, held_on="2017-07-01")
    ActivityFactory(group=room.group, campaign=campaign, held_on="2017-01-01")
    VisitFactory(group=room.group, village=station.village, visited_on="2017-07-02")

    seen = sights.seen([room, home, station], on=date(2017, 7, 25))
    assert seen[room.pk]["division"].words == "成员1人，分队0支"
    assert seen[home.pk]["records"].words == "活动1次，走访1次，接待0次"
    assert seen[station.pk]["records"].words == "活动0次，走访1次，接待0次"
    assert "与认定不符" not in client.get(room.get_absolute_url()).content.decode()


def test_what_another_campaign_found_counts_on_by_its_code(room, plan):
    found = PlaceFindingFactory(place=room, requirement=plan)
    plan.campaign.is_current = False
    plan.campaign.save()
    campaign = type(plan.campaign).objects.create(
        slug="2018", name="2018", year=2018, starts_on=JULY, is_current=True
    )
    again = campaign.place_requirements.create(kind="room", code="plan", title="有计划")

    [item] = standing.items_of([room], on=today())[room.pk]

    assert (item.requirement, item.finding) == (again, found)


# --- closing, changing --------------------------------------------------------------


def test_a_closed_place_keeps_what_was_found_and_changes_no_more(
    client, clerk, room, plan
):
    PlaceFindingFactory(place=room, requirement=plan, seen_on=JUNE)

    early = sent(client, clerk, "close", room.pk, closed_on="2017-05-20", reason="迁址")
    assert faults(early) == {"closed_on": ["2017-06-01还有认定记录，停用日期不能更早"]}
    done = sent(client, clerk, "close", room.pk, closed_on="2017-07-01", reason="迁址")

    assert done.url == room.get_absolute_url()
    assert client.get(reverse("places:edit", args=[room.pk])).status_code == 403
    assert client.get(reverse("places:finding_add", args=[room.pk])).status_code == 403
    client.force_login(clerk)
    assert list(Place.objects.standing(date(2017, 6, 30))) == [room]
    assert list(Place.objects.standing(JULY)) == []
    with pytest.raises(PermissionDenied):
        actions.record_finding(
            room, plan, by=clerk, state=Fulfilment.THERE, seen_on=JULY, seen_by="王"
        )


def test_what_somebody_else_changed_meanwhile_is_shown_and_not_lost(
    client, clerk, secretary, room
):
    typed = {"name": room.name, "version": 1}
    sent(client, secretary, "edit", room.pk, address="东头", **typed)

    page = sent(client, clerk, "edit", room.pk, address="西头", **typed)

    assert page.context["form"].conflicts == [Difference("地点", "东头", "西头")]
    room.refresh_from_db()
    assert (room.address, room.version) == ("东头", 2)


def test_supervisors_read_the_keeper_s_telephone_masked(
    client, supervisor, clerk, room
):
    room.keeper_name, room.keeper_phone = "李四", "13800000001"
    room.save()

    def shown(user):
        client.force_login(user)
        paths = (room.get_absolute_url(), reverse("figures:report", args=["places"]))
        return ["13800000001" in client.get(p).content.decode() for p in paths]

    assert shown(clerk) == [True, True]
    assert shown(supervisor) == [False, False]


def test_a_group_of_another_township_has_no_room_here(yuxin):
    group = GroupFactory()
    room = RoomFactory(group=group, township=yuxin)

    room.refresh_from_db()
    assert room.township == group.township


def test_the_wall_shows_who_is_in_the_group_today_and_the_campaign_s_rules(
    client, clerk, room, campaign
):
    campaign.wall_texts.create(title="学习制度", text="每季度学习一次")
    MembershipFactory(group=room.group, person__name="周在组", is_leader=True)
    MembershipFactory(group=room.group, person__name="吴离组", until="2017-06-30")
    client.force_login(clerk)

    page = client.get(reverse("places:wall", args=[room.pk])).content.decode()

    shown = ("周在组", "组长", "青山村委会", "学习制度", "吴离组")
    assert [word for word in shown if word in page] == [*shown[:4]]
    word = client.get(reverse("places:wall_word", args=[room.pk]))
    text = everything_in(document_of(word))
    assert [word for word in shown if word in text] == [*shown[:4]]
