"""A village or township goes into another: what lives on moves, with its history."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from groups.models import GroupVillage
from poverty.models import FormerHome, Household, PoorVillage
from referrals.enums import State
from referrals.models import HandlingUnit, Opinion
from supervision.models import SupervisionTeam, TeamTownship
from tests.factories.groups import GroupFactory, GroupVillageFactory
from tests.factories.platform import (
    OrganFactory,
    TownshipFactory,
    VillageFactory,
    hold,
    presidium_of,
    user_of,
)
from tests.factories.poverty import HouseholdFactory, MemberFactory, PoorVillageFactory
from tests.factories.visits import PairingFactory
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.divisions.successors import hanging_on, succeed

pytestmark = pytest.mark.django_db
DAY = date(2017, 7, 1)
BEFORE = DAY - timedelta(days=1)


def close(place):
    place.closed_on = DAY
    place.save()
    return place


@pytest.fixture
def gone(qingshan):
    """青山村, which went into another village."""
    return close(qingshan)


@pytest.fixture
def heir(yuxin):
    return VillageFactory(name="绿水村委会", parent=yuxin)


@pytest.fixture
def town():
    """Into which 渔薪镇 goes."""
    town = TownshipFactory(name="渔泛镇", code="429006131")
    presidium_of(town)
    OrganFactory(kind=OrganKind.GOVERNMENT, name="渔泛镇人民政府", division=town)
    return town


def committee(village, **more):
    kind = OrganKind.COMMITTEE
    return OrganFactory(kind=kind, name=village.name, division=village, **more)


def posts(user):
    rows = user.posts.order_by("pk")
    return [(post.organ, post.since, post.until) for post in rows]


def words(event):
    return [*event.words, event.note]


def test_households_move_and_it_is_kept_where_they_lived(gone, heir, office):
    home = HouseholdFactory(village=gone)
    struck = HouseholdFactory(
        village=gone, voided_at="2017-06-01T00:00Z", void_reason="重"
    )
    PairingFactory(household=home)
    assert hanging_on([gone]) == {gone.pk: {"households": 1, "pairings": 1}}

    moved = succeed(gone, heir, by=office)

    assert moved == {"households": 1, "pairings": 1}
    home.refresh_from_db()
    struck.refresh_from_db()
    assert (home.village, home.version, struck.village) == (heir, 2, gone)
    [former] = FormerHome.objects.values_list(
        "household", "village", "township", "until"
    )
    assert former == (home.pk, gone.pk, gone.parent_id, DAY)
    assert hanging_on([gone]) == {gone.pk: {}}


def test_in_another_township_what_stands_beneath_follows(
    gone, town, clerk, other_clerk
):
    there = VillageFactory(parent=town)
    member = MemberFactory(household=HouseholdFactory(village=gone))

    succeed(gone, there)

    member.refresh_from_db()
    assert (member.township, member.household.township) == (town, town)
    assert FormerHome.objects.get().township == gone.parent
    assert not FormerHome.objects.visible_to(clerk).exists()
    keeper = user_of(Role.PRESIDIUM, presidium_of(town))
    assert FormerHome.objects.visible_to(keeper).exists()


def test_a_poor_village_keeps_its_name_and_is_seen_by_who_is_linked_now(
    yuxin_group, gone, heir, secretary, deputy, client
):
    poor = PoorVillageFactory(village=gone)
    client.force_login(secretary)

    def seen():
        return [list(PoorVillage.objects.visible_to(u)) for u in (secretary, deputy)]

    assert seen() == [[poor], [poor]]
    succeed(gone, heir)

    assert seen() == [[poor], [poor]]
    assert PoorVillage.objects.get().village == gone
    page = client.get(reverse("poverty:village_list")).content.decode()
    assert "青山村委会（已并入绿水村委会）" in page
    page = client.get(poor.get_absolute_url()).content.decode()
    assert "绿水村委会（自2017-07-01起）" in page


def test_links_go_on_at_the_successor_from_that_day(yuxin_group, gone, heir):
    assert succeed(gone, heir) == {"links": 1}

    links = GroupVillage.objects.order_by("pk").values_list(
        "group", "village", "since", "until"
    )
    assert list(links) == [
        (yuxin_group.pk, gone.pk, None, BEFORE),
        (yuxin_group.pk, heir.pk, DAY, None),
    ]
    yuxin_group.refresh_from_db()
    assert yuxin_group.version == 2
    assert len(yuxin_group.village_links.first().events.all()) == 2


def test_a_successor_stays_with_its_own_group(yuxin_group, gone, heir):
    own = GroupFactory(township=gone.parent, number=7)
    GroupVillageFactory(group=own, village=heir)

    succeed(gone, heir)

    assert [link.group for link in heir.group_links.all()] == [own]
    assert yuxin_group.village_links.get().until == BEFORE


def test_a_successor_that_gets_a_group_later_is_the_former_one_s_till_then(
    yuxin_group, gone, heir
):
    later = DAY + timedelta(days=9)
    own = GroupFactory(township=gone.parent, number=7)
    GroupVillageFactory(group=own, village=heir, since=later)

    succeed(gone, heir)

    passed = heir.group_links.get(group=yuxin_group)
    assert (passed.since, passed.until) == (DAY, later - timedelta(days=1))


def test_a_committee_goes_along_where_there_is_none(gone, heir):
    body = committee(gone)
    user = user_of(Role.UNIT, body)

    assert succeed(gone, heir) == {"organs": 1}

    body.refresh_from_db()
    assert (body.division, body.name, body.name_on(BEFORE), body.until) == (
        *(heir, "绿水村委会", "青山村委会"),
        None,
    )
    assert posts(user) == [(body, None, None)]


def test_posts_pass_to_the_committee_that_is_there(gone, heir):
    old, new = committee(gone), committee(heir)
    user, both = user_of(Role.UNIT, old), user_of(Role.UNIT, old)
    hold(both, Role.UNIT, new)

    assert succeed(gone, heir) == {"posts": 2, "organs": 1}

    old.refresh_from_db()
    assert old.until == BEFORE
    assert posts(user) == [(old, None, BEFORE), (new, DAY, None)]
    assert posts(both) == [(old, None, BEFORE), (new, None, None)]


def test_open_matters_go_along_with_their_body(way, gone, town, office):
    there = VillageFactory(parent=town)
    opinion = handled_by(way, committee(gone))
    keeper = user_of(Role.PRESIDIUM, presidium_of(town))
    version = opinion.version

    assert succeed(gone, there, by=office)["opinions"] == 1

    opinion.refresh_from_db()
    assert (opinion.handler.division, opinion.version) == (there, version)
    assert list(Opinion.objects.visible_to(keeper)) == [opinion]


def handled_by(way, body):
    opinion = way.to(State.TRIAGE)
    given = way.given("refer") | {"level": "village", "handler": body}
    return way.step(opinion, "refer", **given)


def test_open_matters_get_the_new_handler_with_a_line_of_history(
    way, gone, heir, office
):
    old, new = committee(gone), committee(heir)
    opinion, done = handled_by(way, old), handled_by(way, old)
    done = way.walk(done, "answer_local", "feed_back", "evaluate", "close")
    reader = user_of(Role.UNIT, new)
    due = opinion.due_on
    assert hanging_on([gone])[gone.pk] == {"opinions": 1, "organs": 1, "links": 1}

    assert succeed(gone, heir, by=office)["opinions"] == 1

    opinion.refresh_from_db()
    assert (opinion.handler, opinion.holder, opinion.due_on) == (new, new, due)
    assert opinion.village == way.to(State.DRAFT).village
    event = opinion.history.last()
    assert (event.label, event.by, event.version) == (
        *("机构变更接办", office),
        opinion.version,
    )
    assert event.note == "青山村委会自2017-07-01起并入绿水村委会"
    assert list(Opinion.objects.visible_to(reader)) == [opinion]
    done.refresh_from_db()
    assert done.handler == old


def test_what_is_about_the_successor_is_not_handed_to_it(way, gone, heir, office):
    old, new = committee(gone), committee(heir)
    opinion = handled_by(way, old)
    Opinion.objects.filter(pk=opinion.pk).update(accused_organ=new)

    with pytest.raises(ValidationError, match=f"{opinion.number}.*绿水村委会"):
        succeed(gone, heir, by=office)

    gone.refresh_from_db()
    assert gone.successor is None


def test_a_complaint_stays_out_of_sight_of_whom_it_is_about(way, gone, heir, office):
    """Who is accused works for the successor now."""
    old, new = committee(gone), committee(heir)
    opinion = way.to(State.HANDLING)
    Opinion.objects.filter(pk=opinion.pk).update(accused_organ=old)

    succeed(gone, heir, by=office)

    opinion.refresh_from_db()
    assert opinion.accused_organ == new


def test_a_township_goes_into_another_with_its_groups_and_open_matters(
    way, yuxin, town, yuxin_group, second_group, clerk, office
):
    GroupFactory(township=town, number=4)
    gone_group = GroupFactory(township=yuxin, number=9, dissolved_on=date(2017, 1, 1))
    pairing = PairingFactory(group=yuxin_group)
    screening, handling = way.to(State.SCREENING), way.to(State.HANDLING)
    close(yuxin)
    keeper = user_of(Role.PRESIDIUM, presidium_of(town))

    moved = succeed(yuxin, town, by=office)

    assert moved["opinions"] == 2
    assert moved["groups"] == 2
    for group, number in ((yuxin_group, 5), (second_group, 6)):
        group.refresh_from_db()
        group.organ.refresh_from_db()
        assert (group.township, group.number) == (town, number)
        assert group.organ.division == town
    assert yuxin_group.name == "渔薪镇第一代表小组"
    gone_group.refresh_from_db()
    assert gone_group.township == yuxin
    pairing.refresh_from_db()
    assert pairing.township == town
    for opinion in (screening, handling):
        opinion.refresh_from_db()
        assert (opinion.presidium, opinion.township) == (presidium_of(town), yuxin)
    assert handling.handler.name == "渔泛镇人民政府"
    assert {organ.until for organ in yuxin.organs.exclude(kind="group")} == {BEFORE}
    # Who is to keep which books the office says.
    assert [until for _, _, until in posts(clerk)] == [None]
    # The books of before are the successor's to keep.
    keeper = type(keeper).objects.get(pk=keeper.pk)
    assert way.step(handling, "recall", by=keeper).state == State.TRIAGE


def test_a_team_looks_after_what_became_of_its_township(yuxin, town):
    organ = OrganFactory(kind=OrganKind.TEAM, name="第一督导组")
    team = SupervisionTeam.objects.create(organ=organ, number=1, name="第一督导组")
    TeamTownship.objects.create(team=team, township=yuxin)
    close(yuxin)

    assert succeed(yuxin, town)["supervisions"] == 1

    rows = TeamTownship.objects.order_by("pk").values_list("township", "since", "until")
    assert list(rows) == [(yuxin.pk, None, BEFORE), (town.pk, DAY, None)]


def test_the_one_to_call_at_a_committee_is_the_successors(gone, heir):
    old, new = committee(gone), committee(heir)
    HandlingUnit.objects.create(organ=old, contact="王主任", is_member=False)

    succeed(gone, heir)

    rows = HandlingUnit.objects.order_by("pk").values_list(
        "organ", "contact", "closed_on"
    )
    assert list(rows) == [(old.pk, "王主任", DAY), (new.pk, "王主任", None)]


def test_nothing_moves_twice(gone, heir, yuxin):
    home = HouseholdFactory(village=gone)
    end = VillageFactory(parent=yuxin)
    succeed(gone, heir)
    close(heir)

    succeed(heir, end)

    assert Household.objects.get(pk=home.pk).village == end
    homes = FormerHome.objects.order_by("pk").values_list("village", flat=True)
    assert list(homes) == [gone.pk, heir.pk]
