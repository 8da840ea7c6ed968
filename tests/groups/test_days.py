"""Who was in which group on which day, and which village was whose."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from groups import actions
from groups.activities.enums import ActivityState
from groups.enums import Office
from groups.models import GroupMembership, GroupVillage
from tests.factories.deputies import MandateFactory
from tests.factories.groups import (
    ActivityFactory,
    GroupVillageFactory,
    MembershipFactory,
)
from tests.factories.platform import VillageFactory
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.ui.conflicts import SAVED_MEANWHILE, Difference

pytestmark = pytest.mark.django_db
MAY, JUNE, JULY = date(2017, 5, 1), date(2017, 6, 1), date(2017, 7, 1)


@pytest.fixture
def person(yuxin):
    return MandateFactory(township=yuxin, person__name="王宇").person


def post(client, user, name, pk, **data):
    client.force_login(user)
    return client.post(reverse(f"groups:{name}", args=[pk]), {"sent": "1", **data})


# --- joining -------------------------------------------------------------------------


def test_nobody_joins_from_a_day_on_which_he_was_elsewhere(
    yuxin_group, second_group, person, clerk
):
    MembershipFactory(group=second_group, person=person, since=MAY, until=JULY)

    with pytest.raises(ValidationError, match="到2017-07-01为止是渔薪镇第二代表小组"):
        actions.add_member(yuxin_group, person, by=clerk, since=JULY)

    actions.add_member(yuxin_group, person, by=clerk, since=date(2017, 7, 2))
    assert person.memberships.count() == 2


def test_a_day_before_he_joined_elsewhere_does_not_help(
    yuxin_group, second_group, person, clerk
):
    MembershipFactory(group=second_group, person=person, since=JULY)

    with pytest.raises(ValidationError, match="现在是渔薪镇第二代表小组成员"):
        actions.add_member(yuxin_group, person, by=clerk, since=MAY)

    assert person.memberships.count() == 1


def test_somebody_may_be_in_groups_of_two_townships(
    yuxin_group, duobao_group, person, clerk, other_clerk
):
    actions.add_member(yuxin_group, person, by=clerk, since=MAY)

    actions.add_member(duobao_group, person, by=other_clerk, since=MAY)

    assert person.memberships.count() == 2


def test_whoever_left_comes_back_the_day_after(yuxin_group, person, clerk):
    first = MembershipFactory(group=yuxin_group, person=person, since=MAY, until=JUNE)

    with pytest.raises(ValidationError):
        actions.add_member(yuxin_group, person, by=clerk, since=JUNE)
    again = actions.add_member(yuxin_group, person, by=clerk, since=date(2017, 6, 2))

    assert (first.until, again.until) == (JUNE, None)


def test_the_page_says_why_nobody_joined_and_keeps_what_was_typed(
    client, yuxin_group, second_group, person, clerk
):
    MembershipFactory(group=second_group, person=person, since=MAY, until=JULY)

    page = post(
        client,
        clerk,
        "member_add",
        yuxin_group.pk,
        person_=person.name,
        person_pk=person.pk,
        since="2017.6.15",
        offices=["leader"],
    )

    text = page.content.decode()
    assert "到2017-07-01为止是渔薪镇第二代表小组成员" in text
    assert "王宇" in text
    assert 'value="2017.6.15"' in text
    assert not yuxin_group.memberships.exists()


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("2017-07-26", "今天"),
        ("二〇一七年", "日期"),
        ("2017-02-30", "没有这一天"),
        ("", "请填写加入日期"),
    ],
)
def test_a_day_that_cannot_be_is_refused(
    client, yuxin_group, person, clerk, typed, said
):
    page = post(
        client,
        clerk,
        "member_add",
        yuxin_group.pk,
        person_=person.name,
        person_pk=person.pk,
        since=typed,
    )

    assert page.status_code == 200
    assert said in str(page.context["form"].errors)
    assert not yuxin_group.memberships.exists()


def test_somebody_of_another_township_cannot_be_slipped_in(
    client, yuxin_group, clerk, duobao
):
    stranger = MandateFactory(township=duobao).person

    page = post(
        client,
        clerk,
        "member_add",
        yuxin_group.pk,
        person_=stranger.name,
        person_pk=stranger.pk,
        since="2017-06-01",
    )

    assert page.status_code == 200
    assert not stranger.memberships.exists()


# --- offices -------------------------------------------------------------------------


def test_a_group_has_one_leader(yuxin_group, person, clerk):
    MembershipFactory(group=yuxin_group, person__name="李明", is_leader=True)
    member = MembershipFactory(group=yuxin_group, person=person)

    with pytest.raises(ValidationError, match="小组已有组长李明，请先调整其职务"):
        actions.set_offices(member, by=clerk, offices=[Office.LEADER])

    member.refresh_from_db()
    assert not member.is_leader


def test_a_leader_stays_leader_with_another_office_besides(yuxin_group, person, clerk):
    member = MembershipFactory(group=yuxin_group, person=person, is_leader=True)

    actions.set_offices(member, by=clerk, offices=[Office.LEADER, Office.SECRETARY])

    member.refresh_from_db()
    assert member.offices == [Office.LEADER, Office.SECRETARY]


def test_a_leader_who_left_makes_room(yuxin_group, person, clerk):
    MembershipFactory(group=yuxin_group, is_leader=True, until=JULY)

    member = actions.add_member(
        yuxin_group, person, by=clerk, offices=[Office.LEADER], since=JULY
    )

    assert member.is_leader


@pytest.mark.parametrize("office", [Office.DEPUTY_LEADER, Office.SECRETARY])
def test_of_the_other_offices_there_may_be_two(yuxin_group, clerk, office):
    rows = [MembershipFactory(group=yuxin_group) for _ in range(2)]

    for row in rows:
        actions.set_offices(row, by=clerk, offices=[office])

    assert [row.offices for row in GroupMembership.objects.order_by("pk")] == [
        [office],
        [office],
    ]


def test_offices_are_changed_on_the_page_and_told_in_the_history(
    client, yuxin_group, person, clerk
):
    member = MembershipFactory(group=yuxin_group, person=person)

    post(client, clerk, "membership_offices", member.pk, offices=["secretary"])

    client.force_login(clerk)
    page = client.get(yuxin_group.get_absolute_url())
    newest = page.context["events"][0]
    assert newest.who == clerk.name
    assert "王宇" in newest.note or any("王宇" in c.label for c in newest.changes)
    assert member.person.memberships.get().offices == [Office.SECRETARY]


def test_two_who_change_the_offices_at_once_are_told_and_nothing_is_wiped(
    client, yuxin_group, person, clerk
):
    member = MembershipFactory(group=yuxin_group, person=person)
    actions.set_offices(member, by=clerk, offices=[Office.LEADER])

    page = post(
        client, clerk, "membership_offices", member.pk, offices=["secretary"], seen=""
    )
    kept = GroupMembership.objects.get(pk=member.pk).offices
    form = page.context["form"]
    post(
        client,
        clerk,
        "membership_offices",
        member.pk,
        offices=["secretary"],
        seen=form.data["seen"],
    )

    assert kept == [Office.LEADER]
    assert form.conflicts == [Difference("职务", "组长", "联络员")]
    assert SAVED_MEANWHILE in page.content.decode()
    assert GroupMembership.objects.get(pk=member.pk).offices == [Office.SECRETARY]


def test_the_page_carries_the_offices_that_it_shows(client, yuxin_group, person, clerk):
    member = MembershipFactory(group=yuxin_group, person=person)
    actions.set_offices(member, by=clerk, offices=[Office.LEADER, Office.SECRETARY])
    client.force_login(clerk)

    page = client.get(reverse("groups:membership_offices", args=[member.pk]))

    assert 'name="seen" value="leader,secretary"' in page.content.decode()


def test_an_office_that_is_none_is_refused(client, yuxin_group, person, clerk):
    member = MembershipFactory(group=yuxin_group, person=person)

    page = post(client, clerk, "membership_offices", member.pk, offices=["emperor"])

    assert "emperor" in str(page.context["form"].errors)


# --- villages ------------------------------------------------------------------------


def test_a_village_is_linked_again_the_day_after_it_was_let_go(
    yuxin_group, qingshan, clerk
):
    link = yuxin_group.village_links.get()
    actions.unlink_village(link, by=clerk, until=JUNE)

    with pytest.raises(ValidationError, match="到2017-06-01为止由本小组联系"):
        actions.link_village(yuxin_group, qingshan, by=clerk, since=JUNE)
    actions.link_village(yuxin_group, qingshan, by=clerk, since=date(2017, 6, 2))

    assert GroupVillage.objects.filter(village=qingshan).count() == 2


def test_a_link_ends_once(client, yuxin_group, clerk):
    link = yuxin_group.village_links.get()
    actions.unlink_village(link, by=clerk, until=JUNE)

    page = post(client, clerk, "link_end", link.pk, until="2017-07-01")

    assert "已于2017年06月01日终止联系" in page.content.decode()
    link.refresh_from_db()
    assert link.until == JUNE


def test_the_page_offers_only_villages_that_are_free(
    client, yuxin_group, qingshan, clerk, yuxin, duobao
):
    free = VillageFactory(parent=yuxin)
    VillageFactory(parent=yuxin, name="虚拟村委会")
    VillageFactory(parent=yuxin, closed_on=JUNE)
    VillageFactory(parent=duobao)
    client.force_login(clerk)

    page = client.get(reverse("groups:link_add", args=[yuxin_group.pk]))

    assert list(page.context["form"].fields["village"].queryset) == [free]


# --- the end of a group -----------------------------------------------------------------


def test_a_group_is_not_dissolved_before_it_linked_a_village(yuxin_group, yuxin, clerk):
    GroupVillageFactory(group=yuxin_group, since=JULY)

    with pytest.raises(ValidationError, match="在撤销日期之后才联系"):
        actions.dissolve_group(yuxin_group, by=clerk, on=JUNE)


def test_a_group_is_not_dissolved_before_what_it_did(yuxin_group, campaign, clerk):
    ActivityFactory(group=yuxin_group, held_on=JULY, title="七月小组活动")

    with pytest.raises(ValidationError, match="还开展了活动“2017-07-01 七月小组活动”"):
        actions.dissolve_group(yuxin_group, by=clerk, on=JUNE)

    yuxin_group.refresh_from_db()
    assert yuxin_group.dissolved_on is None


@pytest.mark.parametrize("state", [ActivityState.PLANNED, ActivityState.CANCELLED])
def test_what_was_only_planned_holds_no_group_back(yuxin_group, campaign, clerk, state):
    ActivityFactory(group=yuxin_group, held_on=JULY, state=state, cancel_reason="下雨")

    actions.dissolve_group(yuxin_group, by=clerk, on=JUNE)

    yuxin_group.refresh_from_db()
    assert yuxin_group.dissolved_on == JUNE


def test_the_page_that_dissolves_says_why_not_and_keeps_the_day(
    client, yuxin_group, clerk
):
    MembershipFactory(group=yuxin_group, person__name="李明", since=JULY)

    page = post(client, clerk, "dissolve", yuxin_group.pk, on="2017-06-01")

    text = page.content.decode()
    assert "李明在撤销日期之后才加入" in text
    assert 'value="2017-06-01"' in text


def test_a_dissolved_group_is_read_and_changed_no_more(
    client, yuxin_group, qingshan, clerk, secretary
):
    member = MembershipFactory(group=yuxin_group, since=MAY)
    team = yuxin_group.teams.create(name="东片分队")
    with acting_as(clerk):
        actions.dissolve_group(yuxin_group, by=clerk, on=JULY)
    client.force_login(clerk)

    page = client.get(yuxin_group.get_absolute_url())

    assert "撤销，记录保留供查阅" in page.content.decode()
    assert not page.context["can_edit"]
    for name, pk in (
        ("edit", yuxin_group.pk),
        ("member_add", yuxin_group.pk),
        ("team_add", yuxin_group.pk),
        ("dissolve", yuxin_group.pk),
        ("membership_offices", member.pk),
        ("team_edit", team.pk),
    ):
        assert client.get(reverse(f"groups:{name}", args=[pk])).status_code == 403
    entry = reverse("activities:add", args=[yuxin_group.pk])
    assert client.get(entry).status_code == 403


def test_a_dissolved_group_stands_in_no_list(client, yuxin_group, second_group, clerk):
    actions.dissolve_group(yuxin_group, by=clerk, on=JULY)
    client.force_login(clerk)

    page = client.get(reverse("groups:list"))

    assert list(page.context["listing"].found) == [second_group]
