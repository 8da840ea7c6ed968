"""The office proposes that a deputy signs in; the officers make it so, and link him."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from deputies import actions
from deputies.models import AccountWish, Person, PersonMatch
from tests.factories.deputies import MandateFactory, PersonFactory
from tests.factories.platform import UserFactory, user_of, with_password
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.enums import OFFICER_ROLES, Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.credentials import actions as credentials
from tianmen_congress.base.credentials.models import Proposal

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(yuxin):
    return MandateFactory(township=yuxin, person__name="王宇").person


@pytest.fixture
def propose_for(client, office):
    def send(person, **given):
        client.force_login(office)
        return client.post(reverse("deputies:account", args=[person.pk]), given)

    return send


def test_a_proposed_account_is_the_deputy_s_once_the_post_is_given(
    propose_for, person, sysadmin, secadmin
):
    with_password(secadmin)
    response = propose_for(person, username="wangyu")
    proposal = Proposal.objects.get()
    unmade = User.objects.filter(username="wangyu").exists()

    with acting_as(sysadmin):
        words = {"username": "wangyu", "name": proposal.name, "proposal": proposal}
        credentials.make_account(by=sysadmin, **words)
    person.refresh_from_db()
    unlinked = person.user
    with acting_as(secadmin):
        credentials.give_post(proposal, by=secadmin)

    person.refresh_from_db()
    user = User.objects.get(username="wangyu")
    assert response.url == person.get_absolute_url()
    assert (unmade, unlinked) == (False, None)
    assert (person.user, user.name, user.roles) == (user, "王宇", {Role.DEPUTY})
    assert not user.has_usable_password()
    assert list(Person.objects.visible_to(user)) == [person]
    lines = TrailEntry.objects.filter(kind=Kind.RIGHTS, subject="wangyu")
    notes = [(line.user.username, line.note) for line in lines.order_by("pk")]
    assert ("sysadmin", "新建账号：王宇，启用：是") in notes
    assert ("secadmin", "岗位：增加 代表") in notes
    assert ("secadmin", "代表登录账号：关联 王宇") in notes


def test_his_own_account_waits_for_the_post_alone(propose_for, person, yuxin_group):
    user = user_of(Role.SECRETARY, yuxin_group.organ, username="wangyu", name="王宇")

    propose_for(person, username="wangyu")

    assert [p.account for p in Proposal.objects.wanting_post()] == [user]


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"username": "li"}, "但不是王宇在用的账号"),
        ({"username": "王宇"}, "用户名只能用字母"),
        ({"username": ""}, "请填写用户名"),
    ],
)
def test_what_cannot_be_is_said_and_proposes_nothing(propose_for, person, given, words):
    UserFactory(username="li", name="李四")

    page = propose_for(person, **given)

    assert words in page.content.decode()
    assert not Proposal.objects.exists()


def test_an_account_belongs_to_one_deputy_alone(propose_for, person):
    user = UserFactory(username="wangyu", name="王宇")
    PersonFactory(name="王宇", user=user)

    page = propose_for(person, username="wangyu")

    assert "已是另一位代表的登录账号" in page.content.decode()
    assert not Proposal.objects.exists()


def test_nobody_out_of_office_is_proposed(person, office):
    seat = person.mandates.get()
    actions.end_mandate(seat, by=office, until=date(2017, 6, 1), reason="resigned")

    with pytest.raises(ValidationError, match="没有在任的代表职务"):
        actions.propose_account(person, by=office, username="wangyu")


def test_nobody_makes_himself_a_deputy_or_another_one(person, office):
    User.objects.filter(pk=office.pk).update(name="王宇")

    for give in (
        lambda: actions.propose_account(person, by=office, username=office.username),
        lambda: actions.give_account(person, user=office, by=office),
    ):
        with pytest.raises(ValidationError, match="不能给自己"), transaction.atomic():
            give()
    with pytest.raises(IntegrityError, match="不能给自己"), acting_as(office):
        Person.objects.filter(pk=person.pk).update(user=office)


@pytest.mark.parametrize("role", OFFICER_ROLES)
def test_no_officer_is_a_deputy(person, office, role):
    officer = user_of(role, username="wangyu", name="王宇")

    with pytest.raises(ValidationError, match="不能同时是代表"):
        actions.propose_account(person, by=office, username="wangyu")
    with pytest.raises(ValidationError, match="不能同时是代表"):
        actions.give_account(person, user=officer, by=office)

    person.refresh_from_db()
    assert person.user is None


def test_a_deputy_is_proposed_once_and_the_page_says_how_far_it_is(
    client, propose_for, person
):
    propose_for(person, username="wangyu")

    again = propose_for(person, username="wangyu-2")
    page = client.get(person.get_absolute_url()).content.decode()

    assert "已经提出，正在办理" in again.content.decode()
    assert Proposal.objects.count() == 1
    assert "登录账号：等待建立账号" in page


def test_what_was_proposed_follows_a_deputy_who_is_merged(office, person):
    other = PersonFactory(name="王宇")
    wish = AccountWish.objects.create(
        person=other,
        proposal=Proposal.objects.create(
            by=office, username="wangyu", name="王宇", role=Role.DEPUTY
        ),
    )
    match = PersonMatch.objects.create(first=person, second=other)
    actions.confirm_same(match, by=office)

    wish.refresh_from_db()
    assert wish.person == person


def test_the_township_s_clerk_proposes_none(client, clerk, person):
    client.force_login(clerk)

    page = client.get(person.get_absolute_url()).content.decode()

    assert "提出登录账号" not in page
    assert client.get(reverse("deputies:account", args=[person.pk])).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.propose_account(person, by=clerk, username="x")


def test_the_office_finds_the_way_from_the_deputy_s_page(client, office, person):
    client.force_login(office)
    before = client.get(person.get_absolute_url()).content.decode()
    user = UserFactory(username="wangyu", name="王宇")
    actions.give_account(person, user=user)
    after = client.get(person.get_absolute_url()).content.decode()

    assert reverse("deputies:account", args=[person.pk]) in before
    assert "登录账号：wangyu" in after
    assert reverse("admin:accounts_user_change", args=[user.pk]) in after
