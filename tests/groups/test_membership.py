"""Who belongs to a group, from day to day."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from deputies.actions import confirm_same, propose_matches
from deputies.models import PersonMatch
from groups import actions
from groups.models import DeputyGroup, GroupMembership
from tests.factories.deputies import MandateFactory, PersonFactory
from tests.factories.groups import ActivityFactory, MembershipFactory
from tests.factories.platform import VillageFactory
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.clocks.calendar import today

pytestmark = pytest.mark.django_db

JUNE, JULY = date(2017, 6, 1), date(2017, 7, 1)


def test_a_member_belongs_from_the_first_day_to_the_last(yuxin_group, clerk):
    person = PersonFactory()
    membership = actions.add_member(yuxin_group, person, by=clerk, since=JUNE)
    actions.end_membership(membership, by=clerk, until=JULY)

    def belongs(day):
        return yuxin_group.memberships.on(day).filter(person=person).exists()

    days = [date(2017, 5, 31), JUNE, JULY, date(2017, 7, 2)]
    assert [belongs(day) for day in days] == [False, True, True, False]


def test_nobody_leaves_before_he_came_or_twice(yuxin_group, clerk):
    membership = MembershipFactory(group=yuxin_group, since=JULY)

    with pytest.raises(ValidationError, match="不能早于加入日期"):
        actions.end_membership(membership, by=clerk, until=JUNE)
    actions.end_membership(membership, by=clerk, until=JULY)
    with pytest.raises(ValidationError, match="已于2017年07月01日退出"):
        actions.end_membership(membership, by=clerk, until=JULY)


def test_nobody_is_in_two_groups_of_a_township(yuxin_group, second_group, clerk):
    person = MembershipFactory(group=second_group).person

    with pytest.raises(ValidationError, match="请先在该小组办理退出"):
        actions.add_member(yuxin_group, person, by=clerk)


def test_who_left_may_join_the_other_group(yuxin_group, second_group, clerk):
    membership = MembershipFactory(group=second_group, until=JUNE)

    actions.add_member(yuxin_group, membership.person, by=clerk, since=JULY)

    assert membership.person.memberships.count() == 2


@pytest.mark.parametrize(
    "who", ["other_clerk", "secretary", "deputy", "leader", "supervisor"]
)
def test_only_office_and_own_presidium_change_members(request, yuxin_group, who):
    user, person = request.getfixturevalue(who), PersonFactory()

    with pytest.raises(PermissionDenied):
        actions.add_member(yuxin_group, person, by=user)
    assert not GroupMembership.objects.filter(person=person).exists()


def test_offices_are_given_and_taken(yuxin_group, clerk):
    membership = MembershipFactory(group=yuxin_group, is_leader=True)

    actions.set_offices(membership, by=clerk, offices=["secretary"])

    membership.refresh_from_db()
    assert [str(held) for held in membership.offices] == ["secretary"]


def test_only_villages_of_the_township_are_linked_and_only_once(
    yuxin_group, clerk, yuxin
):
    village = VillageFactory(parent=yuxin)
    link = actions.link_village(yuxin_group, village, by=clerk, since=JUNE)

    with pytest.raises(ValidationError, match="已由本小组联系"):
        actions.link_village(yuxin_group, village, by=clerk)
    with pytest.raises(ValidationError, match="不是渔薪镇的村"):
        actions.link_village(yuxin_group, VillageFactory(), by=clerk)
    actions.unlink_village(link, by=clerk, until=JULY)
    actions.link_village(yuxin_group, village, by=clerk)


def test_a_new_group_gets_its_organ_and_both_are_renamed(yuxin, clerk):
    group = DeputyGroup(township=yuxin, number=7, name="渔薪镇第七代表小组")
    actions.found_group(group, by=clerk)

    group.name = "渔薪镇机关代表小组"
    actions.edit_group(group, by=clerk)

    assert Organ.objects.get(group=group).name == "渔薪镇机关代表小组"


def test_a_team_has_three_to_five_members_of_its_own_group(yuxin_group, secretary):
    people = [MembershipFactory(group=yuxin_group).person for _ in range(6)]
    team = yuxin_group.teams.model(group=yuxin_group, name="第一分队")

    for wrong in (people[:2], people):
        with pytest.raises(ValidationError, match="分队应有3至5名代表"):
            actions.save_team(team, wrong, by=secretary)
    with pytest.raises(ValidationError, match="不是本小组成员"):
        actions.save_team(team, [*people[:3], PersonFactory()], by=secretary)
    actions.save_team(team, people[:3], by=secretary)

    assert list(team.members.order_by("pk")) == people[:3]


def test_a_team_of_another_group_is_not_the_secretarys(second_group, secretary):
    people = [MembershipFactory(group=second_group).person for _ in range(3)]

    with pytest.raises(PermissionDenied):
        actions.save_team(
            second_group.teams.model(group=second_group, name="一"),
            people,
            by=secretary,
        )


@pytest.fixture
def two_records(yuxin):
    facts = {"name": "李明", "sex": "male", "birth_month": date(1970, 5, 1)}
    first, second = PersonFactory(**facts), PersonFactory(**facts)
    for term, person in enumerate((first, second), start=8):
        MandateFactory(person=person, township=yuxin, congress__term=term)
    propose_matches([second])
    return first, second


def test_a_merge_moves_memberships_teams_and_attendance(
    two_records, yuxin_group, second_group, office
):
    kept, merged = two_records
    MembershipFactory(group=yuxin_group, person=kept)
    double = MembershipFactory(group=yuxin_group, person=merged, is_leader=True)
    MembershipFactory(group=second_group, person=merged)
    team = yuxin_group.teams.create(name="第一分队")
    team.members.add(merged)
    activity = ActivityFactory(group=yuxin_group)
    activity.attendances.create(person=merged)

    confirm_same(PersonMatch.objects.get(), by=office)

    assert merged.memberships.count() == merged.attendances.count() == 0
    assert list(team.members.all()) == [kept]
    assert [a.person for a in activity.attendances.all()] == [kept]
    [current] = kept.memberships.filter(group=yuxin_group, until=None)
    assert current.is_leader
    double.refresh_from_db()
    assert double.until == today()


@pytest.fixture
def old_group(yuxin_group):
    MembershipFactory(group=yuxin_group, since="2017-05-01")
    yuxin_group.teams.create(name="第一分队")
    return yuxin_group


def test_a_dissolved_group_keeps_its_record_and_holds_nothing_more(old_group, clerk):
    actions.dissolve_group(old_group, by=clerk, on=JULY)

    last_day = date(2017, 6, 30)
    assert old_group.memberships.get().until == last_day
    assert old_group.village_links.get().until == last_day
    assert not old_group.teams.get().is_active
    old_group.refresh_from_db()
    assert (old_group.dissolved_on, old_group.organ.until) == (JULY, last_day)
    assert old_group not in DeputyGroup.objects.existing(JULY)
    assert old_group in DeputyGroup.objects.existing(last_day)


def test_nobody_is_left_over_from_after_the_end(old_group, clerk):
    MembershipFactory(group=old_group, since="2017-07-10")

    with pytest.raises(ValidationError, match="撤销日期之后才加入"):
        actions.dissolve_group(old_group, by=clerk, on=JULY)
    assert old_group.memberships.filter(until=None).count() == 2


def test_a_group_is_dissolved_once_and_by_its_own_keeper(old_group, clerk, other_clerk):
    with pytest.raises(PermissionDenied):
        actions.dissolve_group(old_group, by=other_clerk, on=JULY)
    actions.dissolve_group(old_group, by=clerk, on=JULY)
    with pytest.raises(ValidationError, match="已于2017年07月01日撤销"):
        actions.dissolve_group(old_group, by=clerk, on=JULY)


def test_a_dissolved_group_takes_nobody_in(old_group, clerk):
    actions.dissolve_group(old_group, by=clerk, on=JULY)
    old_group.refresh_from_db()

    with pytest.raises(PermissionDenied):
        actions.add_member(old_group, PersonFactory(), by=clerk)


def test_links_and_teams_end_in_their_order(yuxin_group, clerk, qingshan):
    link = yuxin_group.village_links.get()
    link.since = JULY
    link.save()

    with pytest.raises(ValidationError, match="不能早于联系日期"):
        actions.unlink_village(link, by=clerk, until=JUNE)


def test_a_retired_team_keeps_its_name_and_members(yuxin_group, secretary):
    people = [MembershipFactory(group=yuxin_group).person for _ in range(3)]
    team = yuxin_group.teams.model(group=yuxin_group, name="第一分队")
    actions.save_team(team, people, by=secretary)

    actions.retire_team(team, by=secretary)

    team.refresh_from_db()
    assert (team.is_active, team.members.count()) == (False, 3)
