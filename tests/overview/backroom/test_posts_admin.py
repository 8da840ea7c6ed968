"""The page of an account: nobody helps himself, nobody disarms the others."""

import pytest
from axes.models import AccessAttempt
from django.urls import reverse

from tests.factories.platform import UserFactory, hold, user_of
from tests.walk import CAST
from tianmen_congress.base.accounts import rules
from tianmen_congress.base.accounts.enums import KEPT_ROLES, Role
from tianmen_congress.base.accounts.models import Post, User

pytestmark = pytest.mark.django_db
EDITORS = (Role.OFFICE, Role.SYSADMIN, Role.SECADMIN)


def fields_of(user: User, *new: dict, **changed) -> dict:
    """The page as it stands, with posts added and boxes changed."""
    posts = list(user.posts.order_by("pk"))
    fields = {"username": user.username, "name": user.name, "is_active": "on"}
    fields |= {"posts-TOTAL_FORMS": len(posts) + len(new)}
    fields |= {"posts-INITIAL_FORMS": len(posts)}
    for number, post in enumerate(posts):
        row = {"id": post.pk, "user": user.pk, "role": post.role}
        row |= {"organ": post.organ_id or "", "since": post.since or ""}
        fields |= {f"posts-{number}-{name}": value for name, value in row.items()}
    for number, row in enumerate(new, len(posts)):
        row = {"user": user.pk} | row
        fields |= {f"posts-{number}-{name}": value for name, value in row.items()}
    fields |= changed
    return {name: value for name, value in fields.items() if value is not None}


@pytest.fixture
def send(client, request):
    def send(role, user, *new, **changed):
        client.force_login(request.getfixturevalue(CAST[role]))
        address = reverse("admin:accounts_user_change", args=[user.pk])
        page = client.post(address, fields_of(user, *new, **changed), follow=True)
        return page.content.decode()

    return send


def state(user: User) -> tuple:
    """What nobody may change of himself."""
    user = User.objects.get(pk=user.pk)
    posts = user.posts.order_by("pk").values_list("role", "since", "until")
    return user.is_active, user.must_change_password, list(posts)


@pytest.mark.parametrize("role", EDITORS)
def test_nobody_changes_his_own_rights_or_switches(send, request, role):
    own = request.getfixturevalue(CAST[role])
    user_of(role)
    User.objects.filter(pk=own.pk).update(must_change_password=False)
    before = state(own)

    send(role, own, {"role": Role.LEADER})
    send(role, own, **{"posts-0-until": "2017-07-24"})
    send(role, own, is_active=None)
    send(role, own, must_change_password="on")

    assert state(own) == before


@pytest.mark.parametrize("role", [Role.SYSADMIN, Role.SECADMIN])
def test_the_own_page_offers_no_post_and_no_switch(client, request, role):
    own, other = request.getfixturevalue(CAST[role]), user_of(role)
    client.force_login(own)

    def boxes(user):
        address = reverse("admin:accounts_user_change", args=[user.pk])
        page = client.get(address).content.decode()
        names = ("is_active", "posts-0-role", "posts-0-until")
        return [name for name in names if f'name="{name}"' in page]

    assert boxes(own) == []
    assert boxes(other) != []


def test_what_nobody_does_to_himself_another_does_to_him(send, secadmin):
    user = user_of(Role.SECADMIN)

    send(Role.SECADMIN, user, is_active=None, **{"posts-0-until": "2017-07-24"})

    assert state(user)[0] is False
    assert str(user.posts.get().until) == "2017-07-24"


@pytest.mark.parametrize("role", KEPT_ROLES)
def test_the_last_of_a_kind_is_neither_switched_off_nor_ended(send, role, secadmin):
    by = Role.SYSADMIN if role == Role.SECADMIN else Role.SECADMIN
    last = secadmin if role == Role.SECADMIN else user_of(role)
    changes = [
        (Role.SYSADMIN if role == Role.SECADMIN else by, {"is_active": None}),
    ]
    if role != Role.SECADMIN:
        changes += [
            (by, {"posts-0-until": "2017-07-24"}),
            (by, {"posts-0-until": "2017-12-31"}),
            (by, {"posts-0-since": "2017-07-26"}),
            (by, {"posts-0-role": Role.LEADER}),
        ]
    before = state(last)

    for editor, change in changes:
        page = send(editor, last, **change)
        # Said by the form beside what was typed, before the database has to.
        assert ("将没有人担任" in page, "须更正" in page) == (True, True)

    assert state(last) == before


def test_a_successor_on_another_account_lets_the_first_go(send, auditor, secadmin):
    hold(UserFactory(), Role.AUDITOR, since="2018-01-01")

    send(Role.SECADMIN, auditor, **{"posts-0-until": "2017-12-31"})

    assert str(auditor.posts.get().until) == "2017-12-31"


def test_the_same_post_goes_on_in_a_new_row(send, auditor, secadmin):
    """The old one ends and the new one begins in one save: never a day without."""
    new = {"role": Role.AUDITOR, "since": "2018-01-01"}

    send(Role.SECADMIN, auditor, new, **{"posts-0-until": "2017-12-31"})

    ends = auditor.posts.order_by("pk").values_list("until", flat=True)
    assert [str(end) for end in ends] == ["2017-12-31", "None"]


def test_what_the_database_alone_could_see_is_said(send, secadmin, monkeypatch):
    """Somebody else was faster: the check of the form was right when it was made."""
    user = user_of(Role.LEADER)
    monkeypatch.setattr(
        "tianmen_congress.overview.backroom.admin.accounts.why_not_together",
        lambda posts: "",
    )

    page = send(Role.SECADMIN, user, {"role": Role.AUDITOR})

    assert "“审计员”和“领导(只读)”不能由同一人同时担任" in page
    assert Post.objects.get(user=user).role == Role.LEADER
    assert rules.why_not_together(user.posts.all()) == ""


def test_nobody_unlocks_himself_by_his_own_hand(client, secadmin):
    other = UserFactory(username="wang")
    for user in (secadmin, other):
        AccessAttempt.objects.create(
            username=user.username, ip_address="10.0.0.7", failures_since_start=5
        )
    client.force_login(secadmin)
    fields = {"action": "unlock", "_selected_action": [secadmin.pk, other.pk]}

    page = client.post(reverse("admin:accounts_user_changelist"), fields, follow=True)

    assert [row.username for row in AccessAttempt.objects.all()] == ["secadmin"]
    assert "不能自己解除" in page.content.decode()


def test_nobody_takes_the_name_of_the_account_of_commands(client, send, sysadmin):
    client.force_login(sysadmin)
    user = UserFactory(username="wang")

    page = send(Role.SYSADMIN, user, username="system")

    assert "这个用户名由系统自己使用" in page
    assert User.objects.get(pk=user.pk).username == "wang"
