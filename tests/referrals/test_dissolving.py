"""A group is dissolved: another one takes what hangs on it, or it ends with it."""

from datetime import date

import pytest
from django.urls import reverse

from groups.models import GroupMembership, GroupVillage
from referrals.enums import State
from referrals.models import Opinion
from tests.factories.groups import MembershipFactory
from tests.factories.visits import PairingFactory
from visits.pairings.models import HouseholdPairing

pytestmark = pytest.mark.django_db
DAY, BEFORE = date(2017, 7, 1), date(2017, 6, 30)


@pytest.fixture
def dissolve(client, yuxin_group, clerk):
    client.force_login(clerk)
    address = reverse("groups:dissolve", args=[yuxin_group.pk])

    def dissolve(**more):
        if not more:
            return client.get(address)
        return client.post(address, {"on": "2017-07-01", "into": ""} | more)

    return dissolve


@pytest.fixture
def member(yuxin_group):
    return MembershipFactory(group=yuxin_group, is_leader=True)


def days(model, *names):
    return list(model.objects.order_by("pk").values_list(*names, "since", "until"))


def test_the_page_tells_what_it_found(way, dissolve, yuxin_group, member):
    PairingFactory(group=yuxin_group)
    way.to(State.SCREENING)

    told = dissolve().context["form"].fields["into"].help_text

    many = yuxin_group.memberships.count()
    assert told == (
        f"该小组现有：{many}名成员、1个联系村、1对代表联户、1件在办意见建议。"
        "在办意见建议须有小组接着办理"
    )


def test_another_group_goes_on_with_it(
    way, dissolve, yuxin_group, second_group, qingshan, member, secretary, clerk
):
    pairing = PairingFactory(group=yuxin_group)
    opinion, done = way.to(State.SCREENING), way.to(State.CLOSED)
    GroupMembership.objects.exclude(pk=member.pk).delete()

    assert dissolve(into=second_group.pk).status_code == 302

    assert days(GroupMembership, "group", "person", "is_leader") == [
        (yuxin_group.pk, member.person_id, True, None, BEFORE),
        (second_group.pk, member.person_id, False, DAY, None),
    ]
    assert days(GroupVillage, "group", "village") == [
        (yuxin_group.pk, qingshan.pk, None, BEFORE),
        (second_group.pk, qingshan.pk, DAY, None),
    ]
    pairing.refresh_from_db()
    assert (pairing.group, pairing.until, pairing.version) == (second_group, None, 2)
    opinion.refresh_from_db()
    done.refresh_from_db()
    assert (opinion.group, opinion.holder) == (second_group, second_group.organ)
    assert (done.group, opinion.history.last().by) == (yuxin_group, clerk)
    # Rights are the security administrator's to give.
    assert [post.until for post in secretary.posts.all()] == [BEFORE]


def test_open_matters_do_not_end_with_it(way, dissolve, yuxin_group):
    opinion = way.to(State.SCREENING)

    page = dissolve(into="")

    [said] = page.context["form"].non_field_errors()
    assert said == "该小组还有1件在办意见建议，请选择由哪个小组接着办理。"
    yuxin_group.refresh_from_db()
    assert yuxin_group.dissolved_on is None
    assert Opinion.objects.get(pk=opinion.pk).version == opinion.version


def test_without_another_group_links_and_pairings_end(dissolve, yuxin_group, member):
    PairingFactory(group=yuxin_group)

    assert dissolve(into="").status_code == 302

    assert {until for _, until in days(GroupMembership)} == {BEFORE}
    assert {until for _, until in days(GroupVillage)} == {BEFORE}
    assert {until for _, until in days(HouseholdPairing)} == {BEFORE}


def test_a_group_of_another_township_takes_nothing(dissolve, duobao_group, yuxin_group):
    page = dissolve(into=duobao_group.pk)

    assert "into" in page.context["form"].errors
    yuxin_group.refresh_from_db()
    assert yuxin_group.dissolved_on is None
