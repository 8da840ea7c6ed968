"""What the trail says of accounts, posts and organs: by every path, before and after."""

from datetime import date

import pytest
from django.core.management import call_command
from django.db import connection
from django.urls import reverse

from deputies import actions as deputies
from tests.database import as_owner
from tests.factories.deputies import PersonFactory
from tests.factories.platform import OrganFactory, UserFactory, user_of
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.enums import OrganKind, Role
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.accounts.queries import system_user
from tianmen_congress.base.audit.models import Kind, TrailEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(auditor):
    """Lines written since: of whom, and what."""
    before = set(TrailEntry.objects.values_list("pk", flat=True))

    def lines():
        rows = TrailEntry.objects.filter(kind=Kind.RIGHTS).exclude(pk__in=before)
        return list(rows.order_by("pk").values_list("subject", "note"))

    return lines


@pytest.fixture
def wang(db):
    return user_of(Role.LEADER, username="wang", name="王五", phone="13800000001")


def test_switching_off_and_on_are_two_different_lines(wang, told, sysadmin):
    for is_active in (False, True):
        with acting_as(sysadmin):
            User.objects.filter(pk=wang.pk).update(is_active=is_active)

    assert told()[-2:] == [("wang", "启用：是→否"), ("wang", "启用：否→是")]
    lines = TrailEntry.objects.filter(subject="wang", note__startswith="启用")
    assert {line.user for line in lines} == {sysadmin}


@pytest.mark.parametrize(
    ("changed", "line"),
    [
        ({"name": "王六"}, "姓名：王五→王六"),
        ({"phone": ""}, "联系电话：138****01→空"),
        (
            {"username": "wang-2", "must_change_password": True},
            "用户名：wang→wang-2；下次登录须改密码：否→是",
        ),
        ({"password": "!x"}, "密码：已作废"),
        ({"password": "md5$secret$hash"}, "密码：已更换"),
        ({"last_login": "2017-07-25T08:00Z"}, None),
        ({"name": "王五"}, None),
    ],
)
def test_each_column_of_an_account_is_told_from_what_to_what(
    wang, told, sysadmin, changed, line
):
    earlier = len(told())
    with as_owner(), acting_as(sysadmin):
        User.objects.filter(pk=wang.pk).update(**changed)

    assert told()[earlier:] == ([("wang", line)] if line else [])
    assert "hash" not in str(told())


def test_posts_are_told_with_their_days(wang, told, secadmin):
    organ = OrganFactory(kind=OrganKind.UNIT, name="市农业局")
    earlier = len(told())
    with acting_as(secadmin):
        post = wang.posts.create(role=Role.UNIT, organ=organ, since=date(2017, 7, 1))
        post.until = date(2017, 7, 31)
        post.save()
        post.until = None
        post.save()
        post.role, post.organ, post.since = Role.DEPUTY, None, None
        post.save()

    unit = "承办单位 市农业局（2017-07-01起"
    assert told()[earlier:] == [
        ("wang", f"岗位：增加 {unit}）"),
        ("wang", f"岗位：终止 {unit}，至2017-07-31）"),
        ("wang", f"岗位：更改 {unit}，至2017-07-31）→{unit}）"),
        ("wang", f"岗位：更改 {unit}）→代表"),
    ]


def test_a_post_that_goes_to_another_is_told_of_both(wang, told, secadmin):
    other = UserFactory(username="li")
    earlier = len(told())
    with acting_as(secadmin):
        wang.posts.update(user=other)

    assert told()[earlier:] == [
        ("wang", "岗位：去掉 领导(只读)"),
        ("li", "岗位：增加 领导(只读)"),
    ]


def test_a_body_that_moves_takes_rights_with_it_and_is_told(told, yuxin, office):
    organ = OrganFactory(kind=OrganKind.PRESIDIUM, name="某主席团")
    earlier = len(told())
    with acting_as(office):
        Organ.objects.filter(pk=organ.pk).update(division=yuxin, order=3)

    assert told()[earlier:] == [("某主席团", "所在区划：无→渔薪镇")]


def test_who_acts_as_which_deputy_is_told(told, wang, office):
    person = PersonFactory(name="王五")
    earlier = len(told())
    with acting_as(office):
        deputies.give_account(person, user=wang, by=office)

    assert told()[earlier:] == [("wang", "代表登录账号：关联 王五")]


def test_raw_sql_without_a_name_is_told_as_such(wang, told):
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pghistory.context_metadata', '', true)")
        cursor.execute(
            "UPDATE accounts_user SET is_active = false WHERE id = %s", [wang.pk]
        )

    entry = TrailEntry.objects.get(subject="wang", note__startswith="启用")
    assert entry.note == "启用：是→否（未署名，由数据库账号tianmen_app直接写入）"
    assert entry.user is None


def test_a_command_and_a_page_leave_the_same_kind_of_lines(
    client, told, office, secadmin, sysadmin
):
    system_user()  # what commands act as is there from the first of them on
    earlier = len(told())

    with as_owner():
        call_command("add_user", "zhao", "--role", "leader", "--from", "2017-08-01")

    assert told()[earlier:] == [
        ("zhao", "新建账号：zhao，启用：是"),
        ("zhao", "岗位：增加 领导(只读)（2017-08-01起）"),
        ("zhao", "密码：已作废"),
        ("zhao", "在服务器上建立账号，打印整个启用码"),
    ]
    client.force_login(sysadmin)
    zhao = User.objects.get(username="zhao")
    client.post(
        reverse("admin:accounts_user_change", args=[zhao.pk]),
        {
            "username": "zhao",
            "name": "赵六",
            "posts-TOTAL_FORMS": 1,
            "posts-INITIAL_FORMS": 1,
            "posts-0-id": zhao.posts.get().pk,
            "posts-0-user": zhao.pk,
        },
    )
    entry = TrailEntry.objects.filter(subject="zhao").latest("pk")
    assert entry.note.startswith("姓名：zhao→赵六；启用：是→否")
    assert entry.user == sysadmin


def test_the_auditor_reads_who_did_what_to_whom(client, auditor, secadmin, wang):
    with acting_as(secadmin):
        wang.posts.create(role=Role.OFFICE)
    client.force_login(auditor)

    page = client.get("/audit/", {"kind": Kind.RIGHTS, "q": "wang"}).content.decode()

    assert "岗位：增加 市人大常委会机关" in page
