"""The office lets a deputy sign in: a new account, or the one he has for another post."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from deputies import actions
from deputies.models import Person
from tests.factories.deputies import MandateFactory, PersonFactory
from tests.factories.platform import UserFactory, user_of
from tianmen_congress.access import acting_as
from tianmen_congress.accounts.enums import OFFICER_ROLES, Role
from tianmen_congress.accounts.models import User
from tianmen_congress.audit.models import Kind, TrailEntry

pytestmark = pytest.mark.django_db
PASSWORD = "三公里外的鱼塘-7"


@pytest.fixture
def person(yuxin):
    return MandateFactory(township=yuxin, person__name="王宇").person


@pytest.fixture
def open_for(client, office):
    def send(person, **given):
        client.force_login(office)
        address = reverse("deputies:account", args=[person.pk])
        return client.post(address, {"password": "", **given})

    return send


def test_a_new_account_signs_in_as_the_deputy_and_changes_its_password(
    open_for, person, office
):
    response = open_for(person, username="wangyu", password=PASSWORD)

    person.refresh_from_db()
    user = User.objects.get(username="wangyu")
    assert response.url == person.get_absolute_url()
    assert (person.user, user.name, user.roles) == (user, "王宇", {Role.DEPUTY})
    assert user.check_password(PASSWORD)
    assert user.must_change_password
    assert list(Person.objects.visible_to(user)) == [person]
    lines = TrailEntry.objects.filter(kind=Kind.RIGHTS, subject="wangyu", user=office)
    assert [line.note for line in lines] == [
        "代表登录账号：关联 王宇",
        "岗位：增加 代表",
        "新建账号：王宇，启用：是",
    ]


def test_his_own_account_becomes_a_deputy_s_too_and_keeps_its_password(
    open_for, person, yuxin_group
):
    user = user_of(Role.SECRETARY, yuxin_group.organ, username="wangyu", name="王宇")
    before = user.password

    open_for(person, username="wangyu")

    person.refresh_from_db()
    user = User.objects.get(pk=user.pk)
    assert person.user == user
    assert user.roles == {Role.SECRETARY, Role.DEPUTY}
    assert user.password == before


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"username": "li"}, "但不是王宇在用的账号"),
        ({"username": "li", "password": PASSWORD}, "该账号已存在，密码请留空"),
        ({"username": "wangyu"}, "新账号请填写初始密码"),
        ({"username": "wangyu", "password": "12345678"}, "密码"),
        ({"username": "王宇", "password": PASSWORD}, "用户名只能用字母"),
        ({"username": ""}, "请填写用户名"),
    ],
)
def test_what_cannot_be_is_said_and_makes_nothing(
    open_for, person, office, given, words
):
    UserFactory(username="li", name="李四")
    accounts = set(User.objects.all())

    page = open_for(person, **given)

    person.refresh_from_db()
    assert words in page.content.decode()
    assert person.user is None
    assert set(User.objects.all()) == accounts


def test_an_account_belongs_to_one_deputy_alone(open_for, person):
    UserFactory(username="wangyu", name="王宇")
    other = PersonFactory(name="王宇", user=User.objects.get(username="wangyu"))

    page = open_for(person, username="wangyu")

    person.refresh_from_db()
    assert "已是另一位代表的登录账号" in page.content.decode()
    assert person.user is None
    assert other.user.username == "wangyu"


def test_nobody_out_of_office_gets_an_account(person, office):
    seat = person.mandates.get()
    actions.end_mandate(seat, by=office, until=date(2017, 6, 1), reason="resigned")

    with pytest.raises(ValidationError, match="没有在任的代表职务"):
        actions.open_account(person, by=office, username="wangyu", password=PASSWORD)

    assert not User.objects.filter(username="wangyu").exists()


def test_nobody_makes_himself_a_deputy_or_another_one(person, office):
    colleague = user_of(Role.OFFICE, office.posts.get().organ, name="王宇")
    User.objects.filter(pk=office.pk).update(name="王宇")

    for give in (
        lambda: actions.open_account(person, by=office, username=office.username),
        lambda: actions.give_account(person, user=office, by=office),
    ):
        with pytest.raises(ValidationError, match="不能给自己"), transaction.atomic():
            give()
    with pytest.raises(IntegrityError, match="不能给自己"), acting_as(office):
        Person.objects.filter(pk=person.pk).update(user=office)

    opened = actions.open_account(person, by=office, username=colleague.username)
    assert opened.user == colleague


@pytest.mark.parametrize("role", OFFICER_ROLES)
def test_no_officer_is_a_deputy(person, office, role):
    officer = user_of(role, username="wangyu", name="王宇")

    with pytest.raises(ValidationError, match="不能由同一人同时担任"):
        actions.open_account(person, by=office, username="wangyu")
    with pytest.raises(ValidationError, match="不能同时是代表"):
        actions.give_account(person, user=officer, by=office)

    person.refresh_from_db()
    assert person.user is None


def test_who_has_an_account_gets_no_second_one(open_for, person):
    open_for(person, username="wangyu", password=PASSWORD)

    page = open_for(person, username="wangyu-2", password=PASSWORD)

    assert page.status_code == 403
    assert not User.objects.filter(username="wangyu-2").exists()


def test_the_township_s_clerk_opens_none(client, clerk, person):
    client.force_login(clerk)
    address = reverse("deputies:account", args=[person.pk])

    page = client.get(person.get_absolute_url()).content.decode()

    assert "开通登录账号" not in page
    assert client.get(address).status_code == 403
    with pytest.raises(PermissionDenied):
        actions.open_account(person, by=clerk, username="x", password=PASSWORD)


def test_the_office_finds_the_way_from_the_deputy_s_page(client, office, person):
    client.force_login(office)
    before = client.get(person.get_absolute_url()).content.decode()
    user = UserFactory(username="wangyu", name="王宇")
    actions.give_account(person, user=user)
    after = client.get(person.get_absolute_url()).content.decode()

    assert reverse("deputies:account", args=[person.pk]) in before
    assert "登录账号：wangyu" in after
    assert reverse("admin:accounts_user_change", args=[user.pk]) in after
