"""Pages about groups: who sees them, what they cost, what their forms do."""

from datetime import date

import pytest
from django.urls import reverse

from groups import actions
from groups.models import DeputyGroup, GroupMembership
from groups.pages.parts import group_parts
from tests.factories.deputies import MandateFactory
from tests.factories.groups import (
    ActivityFactory,
    GroupVillageFactory,
    MembershipFactory,
)
from tests.factories.platform import VillageFactory
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.ui import menu
from tianmen_congress.base.ui.parts import DetailPart

pytestmark = pytest.mark.django_db


def get(client, user, name, /, *args, **query):
    client.force_login(user)
    return client.get(reverse(name, args=args), query)


def post(client, user, name, /, *args, **data):
    client.force_login(user)
    return client.post(reverse(name, args=args), {"sent": "1", **data})


@pytest.fixture
def member(yuxin, yuxin_group):
    person = MandateFactory(township=yuxin, person__name="王宇").person
    return MembershipFactory(group=yuxin_group, person=person, since="2017-05-01")


@pytest.mark.parametrize(
    ("who", "seen"),
    [
        ("office", {"渔薪镇第一代表小组", "渔薪镇第二代表小组", "多宝镇第一代表小组"}),
        ("leader", {"渔薪镇第一代表小组", "渔薪镇第二代表小组", "多宝镇第一代表小组"}),
        ("clerk", {"渔薪镇第一代表小组", "渔薪镇第二代表小组"}),
        ("supervisor", {"渔薪镇第一代表小组", "渔薪镇第二代表小组"}),
        ("other_clerk", {"多宝镇第一代表小组"}),
        ("secretary", {"渔薪镇第一代表小组"}),
        ("deputy", {"渔薪镇第一代表小组"}),
    ],
)
def test_each_role_lists_the_groups_it_should(
    request, client, yuxin_group, second_group, duobao_group, who, seen
):
    page = get(client, request.getfixturevalue(who), "groups:list")

    assert {group.name for group in page.context["listing"].found} == seen


@pytest.mark.parametrize("who", ["unit", "sysadmin", "secadmin", "auditor"])
@pytest.mark.parametrize("page", ["groups:list", "activities:list"])
def test_groups_are_no_business_of_others(request, client, who, page):
    assert get(client, request.getfixturevalue(who), page).status_code == 403


def test_a_group_out_of_sight_is_not_there(
    client, other_clerk, yuxin_group, member, qingshan
):
    link = yuxin_group.village_links.get()
    team = yuxin_group.teams.create(name="第一分队")
    rows = {
        "detail": yuxin_group,
        "edit": yuxin_group,
        "member_add": yuxin_group,
        "link_add": yuxin_group,
        "team_add": yuxin_group,
        "membership_offices": member,
        "membership_end": member,
        "link_end": link,
        "team_edit": team,
        "team_retire": team,
        "township": yuxin_group.township,
    }

    answers = {
        name: get(client, other_clerk, f"groups:{name}", row.pk).status_code
        for name, row in rows.items()
    }

    assert answers == dict.fromkeys(rows, 404)


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_any_number_of_groups(
    client, office, yuxin, count, django_assert_num_queries
):
    for _ in range(count):
        MembershipFactory(group__township=yuxin)
    client.force_login(office)

    with django_assert_num_queries(14):
        page = client.get(reverse("groups:list"))

    assert page.context["listing"].total == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_group_costs_the_same_for_any_number_of_rows(
    client,
    clerk,
    campaign,
    yuxin_group,
    yuxin,
    count,
    alone,
    django_assert_num_queries,
):
    for number in range(count):
        person = MandateFactory(township=yuxin).person
        MembershipFactory(group=yuxin_group, person=person)
        GroupVillageFactory(group=yuxin_group)
        yuxin_group.teams.create(name=f"第{number}分队").members.add(person)
        ActivityFactory(group=yuxin_group, campaign=campaign)
    client.force_login(clerk)

    with django_assert_num_queries(20):
        page = client.get(yuxin_group.get_absolute_url())

    assert len(page.context["memberships"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_a_township_costs_the_same_for_any_number_of_groups(
    client, office, yuxin, count, django_assert_num_queries
):
    for _ in range(count):
        MembershipFactory(group__township=yuxin)
    client.force_login(office)

    # beside the cards: mandates, campaign, visits, villages of nobody
    with django_assert_num_queries(15):
        page = client.get(reverse("groups:township", args=[yuxin.pk]))

    assert len(page.context["cards"]) == count


def test_the_number_of_activities_opens_the_list_it_counts(
    client, office, yuxin_group, campaign
):
    ActivityFactory(group=yuxin_group, campaign=campaign)
    ActivityFactory(group=yuxin_group, campaign=campaign, state="planned")
    ActivityFactory(campaign=campaign)

    page = get(client, office, "groups:township", yuxin_group.township_id)
    listing = get(
        client,
        office,
        "activities:list",
        group_pk=yuxin_group.pk,
        group=yuxin_group.name,
        state="held",
    )

    assert page.context["cards"][0][0].held == 1
    assert listing.context["listing"].total == 1


@pytest.mark.parametrize(
    ("who", "may"),
    [
        ("office", True),
        ("clerk", True),
        ("secretary", False),
        ("deputy", False),
        ("supervisor", False),
        ("leader", False),
    ],
)
def test_members_are_changed_by_office_and_own_presidium(
    request, client, campaign, yuxin_group, member, who, may
):
    user = request.getfixturevalue(who)

    page = get(client, user, "groups:detail", yuxin_group.pk)
    add = get(client, user, "groups:member_add", yuxin_group.pk)

    assert ("增加成员" in page.content.decode()) is may
    assert add.status_code == (200 if may else 403)


def test_a_secretary_arranges_teams_and_enters_activities(
    client, secretary, campaign, yuxin_group
):
    content = get(client, secretary, "groups:detail", yuxin_group.pk).content.decode()

    assert "编排分队" in content
    assert "登记活动" in content
    assert "修改小组" not in content


@pytest.mark.parametrize(("number", "word"), [(7, "七"), (100, "100")])
def test_a_clerk_founds_a_group_that_is_named_by_its_number(
    client, clerk, yuxin, number, word
):
    page = post(client, clerk, "groups:add", township=yuxin.pk, number=number, name="")

    group = DeputyGroup.objects.get()
    assert page.url == group.get_absolute_url()
    assert group.name == f"渔薪镇第{word}代表小组"


def test_a_clerk_founds_none_next_door(client, clerk, duobao):
    page = post(client, clerk, "groups:add", township=duobao.pk, number=7, name="")

    assert page.context["form"].errors["township"]
    assert not DeputyGroup.objects.exists()


def test_a_number_is_given_once_in_a_township(client, clerk, yuxin, yuxin_group):
    page = post(client, clerk, "groups:add", township=yuxin.pk, number=1, name="又一组")

    assert "该乡镇已有此组号" in page.content.decode()


def test_of_two_who_edit_a_group_the_second_is_told(client, clerk, office, yuxin_group):
    typed = {"number": 1, "name": yuxin_group.name, "version": 1}
    post(client, office, "groups:edit", yuxin_group.pk, **typed, room_place="青山村")

    page = post(
        client, clerk, "groups:edit", yuxin_group.pk, **typed, room_place="韩口村"
    )

    content = page.content.decode()
    assert "青山村" in content
    assert "韩口村" in content
    yuxin_group.refresh_from_db()
    assert yuxin_group.room_place == "青山村"


def test_a_member_joins_by_name_with_an_office(client, clerk, yuxin, yuxin_group):
    person = MandateFactory(township=yuxin, person__name="李明").person

    page = post(
        client,
        clerk,
        "groups:member_add",
        yuxin_group.pk,
        person="李明",
        since="2017.6.1",
        offices=["secretary"],
    )

    assert page.status_code == 302
    membership = GroupMembership.objects.get(person=person)
    assert (membership.since, membership.is_secretary) == (date(2017, 6, 1), True)


def test_the_box_offers_only_who_is_in_no_group_of_the_township(
    client, clerk, yuxin, duobao, yuxin_group, member
):
    MandateFactory(township=yuxin, person__name="王刚")
    MandateFactory(township=duobao, person__name="王芳")

    offered = get(client, clerk, "ui:choices", "in_no_group", q="王", township=yuxin.pk)

    assert [row["label"] for row in offered.json()["choices"]] == ["王刚（渔薪镇）"]


def test_a_member_leaves_on_a_page_and_stays_on_record(
    client, clerk, yuxin_group, member
):
    post(client, clerk, "groups:membership_end", member.pk, until="2017-07-01")

    member.refresh_from_db()
    assert member.until == date(2017, 7, 1)
    page = get(client, clerk, "groups:detail", yuxin_group.pk)
    assert list(page.context["memberships"]) == []
    assert list(page.context["former"]) == [member]


def test_offices_are_changed_on_a_page(client, clerk, member):
    post(client, clerk, "groups:membership_offices", member.pk, offices=["leader"])

    member.refresh_from_db()
    assert member.is_leader


def test_a_village_is_linked_and_its_link_ended(client, clerk, yuxin, yuxin_group):
    village = VillageFactory(name="韩口村委会", parent=yuxin)
    post(
        client,
        clerk,
        "groups:link_add",
        yuxin_group.pk,
        village=village.pk,
        since="2017-06-01",
    )
    link = yuxin_group.village_links.get(village=village)

    post(client, clerk, "groups:link_end", link.pk, until="2017-07-01")

    link.refresh_from_db()
    assert link.until == date(2017, 7, 1)


def test_villages_of_others_are_not_offered(client, clerk, yuxin_group, qingshan):
    foreign = VillageFactory()

    page = post(
        client,
        clerk,
        "groups:link_add",
        yuxin_group.pk,
        village=foreign.pk,
        since="2017-06-01",
    )

    assert page.context["form"].errors["village"]
    offered = page.context["form"].fields["village"].queryset
    assert qingshan not in offered


def test_a_team_of_two_is_refused_and_one_of_three_goes_out(
    client, secretary, yuxin, yuxin_group
):
    people = [
        MembershipFactory(
            group=yuxin_group, person=MandateFactory(township=yuxin).person
        ).person
        for _ in range(3)
    ]
    ids = [person.pk for person in people]

    page = post(
        client,
        secretary,
        "groups:team_add",
        yuxin_group.pk,
        name="第一分队",
        members=ids[:2],
    )
    assert "分队应有3至5名代表" in page.content.decode()

    post(
        client,
        secretary,
        "groups:team_add",
        yuxin_group.pk,
        name="第一分队",
        members=ids,
    )
    team = yuxin_group.teams.get()
    assert team.members.count() == 3
    post(client, secretary, "groups:team_retire", team.pk)
    team.refresh_from_db()
    assert not team.is_active


def test_a_room_above_adds_its_part_to_the_page(client, clerk, yuxin_group, alone):
    group_parts.register(
        DetailPart(
            "ui/_empty.html",
            lambda user, group: {"text": "部分"} if user == clerk else None,
        )
    )

    page = get(client, clerk, "groups:detail", yuxin_group.pk)

    assert '<div class="empty">' in page.content.decode()


def test_a_group_is_dissolved_on_a_page_and_says_so(client, clerk, yuxin_group, member):
    page = post(client, clerk, "groups:dissolve", yuxin_group.pk, on="2017-07-20")

    assert page.url == yuxin_group.get_absolute_url()
    content = client.get(page.url).content.decode()
    assert "本小组已于2017-07-20撤销" in content
    assert "可以办理" not in content
    assert list(get(client, clerk, "groups:list").context["listing"].found) == []


def test_the_menu_leads_to_groups_those_alone_who_work_with_them(clerk, unit):
    def labels(user):
        sections = menu.sections_for(user, "/")
        return {entry.label for section in sections for entry in section.entries}

    own = {"代表名录", "代表花名册", "代表小组", "小组活动"}
    assert own <= labels(clerk)
    assert not own & labels(unit)


def test_the_page_of_a_group_tells_who_came_and_went(
    client, clerk, yuxin_group, member
):
    with acting_as(clerk):
        actions.set_offices(member, by=clerk, offices=["leader"])

    content = get(client, clerk, "groups:detail", yuxin_group.pk).content.decode()

    assert "新增成员王宇" in content
    assert "成员王宇 组长：<del>否</del> → <ins>是</ins>" in content
