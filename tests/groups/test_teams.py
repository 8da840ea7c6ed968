"""Visit teams (代表活动小组): three to five deputies of one group."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from groups import actions
from groups.models import VisitTeam
from tests.factories.deputies import PersonFactory
from tests.factories.groups import MembershipFactory
from tianmen_congress.base.access.acting import acting_as

pytestmark = pytest.mark.django_db


@pytest.fixture
def members(yuxin_group):
    names = ("王一", "王二", "王三", "王四", "王五", "王六")
    return [
        MembershipFactory(group=yuxin_group, person__name=name, order=order).person
        for order, name in enumerate(names)
    ]


@pytest.fixture
def team(yuxin_group, members, secretary):
    row = VisitTeam(group=yuxin_group, name="第一分队")
    return actions.save_team(row, members[:3], by=secretary)


def address(team):
    return reverse("groups:team_edit", args=[team.pk])


def typed(people, *, name="第一分队", **more):
    return {"name": name, "members": [person.pk for person in people], **more}


@pytest.mark.parametrize("count", [3, 4, 5])
def test_three_to_five_go_out_together(yuxin_group, members, secretary, count):
    row = VisitTeam(group=yuxin_group, name="第二分队")

    actions.save_team(row, members[:count], by=secretary)

    assert row.members.count() == count


@pytest.mark.parametrize("count", [0, 1, 2, 6])
def test_fewer_and_more_are_refused_with_their_number(
    client, yuxin_group, members, secretary, count
):
    client.force_login(secretary)
    add = reverse("groups:team_add", args=[yuxin_group.pk])

    page = client.post(add, typed(members[:count], name="第二分队", sent="1"))

    assert not VisitTeam.objects.exists()
    said = page.content.decode()
    wanted = f"现选了{count}名" if count else "请选择成员"
    assert wanted in said
    assert 'value="第二分队"' in said


def test_only_members_of_today_are_offered(
    client, secretary, team, members, yuxin_group, second_group
):
    members[3].memberships.update(until=date(2017, 6, 30))
    MembershipFactory(group=second_group)
    client.force_login(secretary)

    page = client.get(address(team))

    offered = page.context["form"].fields["members"].queryset
    assert set(offered) == {*members[:3], *members[4:]}


def test_a_stranger_cannot_be_slipped_in(client, secretary, team, members):
    stranger = PersonFactory(name="外人")
    client.force_login(secretary)

    page = client.post(address(team), typed([*members[:3], stranger], version=1))

    assert page.status_code == 200
    assert stranger not in team.members.all()


def test_the_action_names_whoever_does_not_belong(team, members, secretary):
    stranger = PersonFactory(name="外人")

    with pytest.raises(ValidationError, match="不是本小组成员：外人"):
        actions.save_team(team, [*members[:3], stranger], by=secretary)

    assert set(team.members.all()) == set(members[:3])


def test_two_teams_of_a_group_have_two_names(client, secretary, team, members):
    client.force_login(secretary)
    add = reverse("groups:team_add", args=[team.group_id])

    page = client.post(add, typed(members[3:], name="第一分队"))

    assert "小组内已有同名分队" in page.content.decode()
    assert VisitTeam.objects.count() == 1


def test_two_groups_may_call_their_teams_alike(team, second_group, clerk):
    people = [MembershipFactory(group=second_group).person for _ in range(3)]

    actions.save_team(VisitTeam(group=second_group, name="第一分队"), people, by=clerk)

    assert VisitTeam.objects.filter(name="第一分队").count() == 2


def test_a_team_keeps_its_own_name_when_its_people_change(
    client, secretary, team, members
):
    client.force_login(secretary)

    client.post(address(team), typed(members[1:5], version=1))

    team.refresh_from_db()
    assert set(team.members.all()) == set(members[1:5])
    assert (team.name, team.version) == ("第一分队", 2)


def test_of_two_who_change_a_team_the_second_sees_both_versions(
    client, secretary, clerk, team, members
):
    client.force_login(clerk)
    client.post(address(team), typed(members[:4], name="东片分队", version=1))
    client.force_login(secretary)

    page = client.post(address(team), typed(members[3:], version=1))

    lines = {line.label: line for line in page.context["form"].conflicts}
    assert lines["分队名称"].theirs == "东片分队"
    assert lines["分队名称"].mine == "第一分队"
    assert lines["成员"].theirs == "王二、王三、王四、王一"
    assert lines["成员"].mine == "王六、王四、王五"
    team.refresh_from_db()
    assert team.name == "东片分队"
    assert set(team.members.all()) == set(members[:4])


def test_the_second_decides_in_full_sight(client, secretary, clerk, team, members):
    client.force_login(clerk)
    client.post(address(team), typed(members[:4], version=1))
    client.force_login(secretary)
    page = client.post(address(team), typed(members[3:], version=1))
    shown = page.context["form"]["version"].value()

    again = client.post(address(team), typed(members[3:], version=shown))

    assert again.status_code == 302
    team.refresh_from_db()
    assert set(team.members.all()) == set(members[3:])
    assert team.version == 3


def test_the_same_people_are_no_difference(client, secretary, clerk, team, members):
    client.force_login(clerk)
    client.post(address(team), typed(members[:3], name="东片分队", version=1))
    client.force_login(secretary)

    page = client.post(address(team), typed(members[:3], version=1))

    assert [line.label for line in page.context["form"].conflicts] == ["分队名称"]


@pytest.mark.parametrize("who", ["deputy", "supervisor", "leader", "other_secretary"])
def test_nobody_else_arranges_teams(request, client, team, members, who):
    client.force_login(request.getfixturevalue(who))

    answer = client.post(address(team), typed(members[3:], version=1))

    assert answer.status_code == (404 if who == "other_secretary" else 403)
    assert set(team.members.all()) == set(members[:3])


def test_the_clerk_next_door_finds_no_team(client, other_clerk, team):
    client.force_login(other_clerk)
    missing = client.get(reverse("groups:team_edit", args=[10**6]))

    foreign = client.get(address(team))

    assert (foreign.status_code, missing.status_code) == (404, 404)
    with pytest.raises(PermissionDenied):
        actions.retire_team(team, by=other_clerk)


def test_a_retired_team_is_offered_for_no_visit(client, secretary, team, yuxin_group):
    client.force_login(secretary)
    page = client.get(yuxin_group.get_absolute_url())
    assert list(page.context["teams"]) == [team]

    client.post(reverse("groups:team_retire", args=[team.pk]), {"sent": "1"})

    page = client.get(yuxin_group.get_absolute_url())
    assert list(page.context["teams"]) == []
    team.refresh_from_db()
    assert team.version == 2


def test_a_change_made_before_the_team_was_retired_is_shown(
    client, secretary, clerk, team, members
):
    with acting_as(clerk):
        actions.retire_team(team, by=clerk)
    client.force_login(secretary)

    page = client.post(address(team), typed(members[:4], version=1))

    assert page.status_code == 200
    assert [line.label for line in page.context["form"].conflicts] == ["成员"]
    assert team.members.count() == 3


def test_the_change_of_a_team_is_recorded_with_its_author(team, clerk, members):
    with acting_as(clerk):
        team.name = "东片分队"
        actions.save_team(team, members[:4], by=clerk)

    event = VisitTeam.pgh_event_model.objects.latest("pgh_id")
    assert event.name == "东片分队"
    assert event.pgh_context.metadata["user"] == clerk.pk
