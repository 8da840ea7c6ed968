import re
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse

from tests.factories.platform import PASSWORD, UserFactory, user_of, with_password
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.audit.models import Kind, TrailEntry

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/sign-in/"


@pytest.fixture
def member(office):
    return with_password(office)


def enter(client, username="office", password=PASSWORD, **extra):
    return client.post(
        SIGN_IN,
        {"username": username, "password": password, **extra},
        REMOTE_ADDR="10.0.0.7",
    )


def trail():
    entries = TrailEntry.objects.exclude(kind=Kind.RIGHTS).order_by("pk")
    return [(e.kind, e.user and e.user.username, e.subject) for e in entries]


@pytest.mark.parametrize(
    "path", ["/", "/divisions/", "/no/such/page/", "/admin/", "/ui/choices/x/"]
)
def test_anonymous_people_get_the_sign_in_page_everywhere(client, path):
    response = client.get(path)

    assert response.status_code == 302
    assert response.url == f"{SIGN_IN}?next={path}"


def test_a_right_password_leads_to_the_page_that_was_asked_for(client, member):
    response = enter(client, next="/divisions/?q=%E9%9D%92")

    assert response.url == "/divisions/?q=%E9%9D%92"
    assert trail() == [(Kind.SIGN_IN, "office", "office")]
    assert TrailEntry.objects.get(kind=Kind.SIGN_IN).address == "10.0.0.7"


def test_a_hash_is_brought_up_to_date_by_its_owner_s_sign_in(client, member, settings):
    newest = "django.contrib.auth.hashers.PBKDF2PasswordHasher"
    settings.PASSWORD_HASHERS = [newest, *settings.PASSWORD_HASHERS]

    assert enter(client).status_code == 302
    member.refresh_from_db()
    assert member.password.startswith("pbkdf2_sha256$")


def test_signing_in_leads_to_no_other_site(client, member):
    assert enter(client, next="https://example.org/").url == "/"


def test_a_wrong_password_is_told_in_chinese_and_recorded(client, member):
    page = enter(client, password="wrong")

    assert "用户名或密码不正确" in page.content.decode()
    assert trail() == [(Kind.REFUSED, None, "office")]


def test_what_is_typed_as_an_unknown_name_is_kept_nowhere_in_the_trail(client, member):
    enter(client, username="my-secret-password", password="x")

    assert trail() == [(Kind.REFUSED, None, "未知用户名")]


def test_known_and_unknown_names_get_the_same_answer(client, member):
    def answer(username):
        page = enter(client, username=username, password="wrong").content.decode()
        page = page.replace(username, "")
        return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", page)

    assert answer("office") == answer("nobody")


def test_the_fifth_failure_locks_the_name_at_this_address_and_no_other(client, member):
    for _ in range(5):
        locked = enter(client, password="wrong")

    still = enter(client)
    elsewhere = client.post(
        SIGN_IN, {"username": "office", "password": PASSWORD}, REMOTE_ADDR="10.0.0.8"
    )

    assert locked.status_code == still.status_code == 429
    assert "登录已暂时锁定" in still.content.decode()
    assert elsewhere.status_code == 302


def test_signing_out_is_a_post_and_ends_the_session(client, member):
    client.force_login(member)

    assert client.get(reverse("accounts:sign_out")).status_code == 405
    response = client.post(reverse("accounts:sign_out"))

    assert response.url == SIGN_IN
    assert client.get("/").status_code == 302
    assert trail()[-1] == (Kind.SIGN_OUT, "office", "office")


def test_a_disabled_account_loses_its_session_at_the_next_request(client, member):
    user_of(Role.OFFICE)
    client.force_login(member)
    User.objects.filter(pk=member.pk).update(is_active=False)

    assert client.get("/divisions/").url.startswith(SIGN_IN)


def test_a_post_that_has_ended_takes_its_rights_at_the_next_request(client, auditor):
    client.force_login(auditor)
    before = client.get(reverse("audit")).status_code
    user_of(Role.AUDITOR)
    auditor.posts.update(until="2017-07-24")

    assert (before, client.get(reverse("audit")).status_code) == (200, 403)


def test_a_write_after_the_session_ended_leads_back_to_its_form(client):
    response = client.post(
        "/divisions/", {"x": "1"}, headers={"referer": "http://testserver/visits/new/"}
    )
    foreign = client.post("/divisions/", headers={"referer": "http://example.org/x/"})

    assert response.url == f"{SIGN_IN}?unsaved=1&next=/visits/new/"
    assert foreign.url == f"{SIGN_IN}?unsaved=1&next=/"


def test_the_way_back_to_a_form_keeps_what_its_address_asked_for(client):
    response = client.post(
        "/divisions/",
        headers={"referer": "http://testserver/groups/activities/new/?group=7"},
    )

    back = parse_qs(urlsplit(response.url).query)["next"]
    assert back == ["/groups/activities/new/?group=7"]


def test_who_is_asked_to_sign_in_while_saving_is_told_that_his_text_is_kept(client):
    saving = client.post("/visits/new/", follow=True).content.decode()
    looking = client.get("/visits/new/", follow=True).content.decode()
    leaving = client.post("/accounts/sign-out/", follow=True).content.decode()

    told = "登录已过期，刚才的操作没有完成。填写的内容已作为草稿留在这台电脑上"
    assert told in saving
    assert "登录已过期" not in looking + leaving


def test_demo_accounts_are_named_only_where_there_are_some(client, member):
    bare = client.get(SIGN_IN).content.decode()
    UserFactory(username="leader", is_demo=True, role=Role.LEADER)

    demo = client.get(SIGN_IN).content.decode()

    assert "tianmen-demo" not in bare
    assert "tianmen-demo" in demo
    assert re.findall(r"<td><code>(.*?)</code>", demo) == ["leader"]


def test_who_must_change_the_password_gets_no_other_page(client, member):
    member.must_change_password = True
    member.save()
    client.force_login(member)

    assert client.get("/divisions/").url == reverse("accounts:change_password")

    new = "四公里外的鱼塘-8"
    changed = client.post(
        reverse("accounts:change_password"),
        {"old_password": PASSWORD, "new_password1": new, "new_password2": new},
    )

    assert changed.url == "/"
    assert client.get("/divisions/").status_code == 200
    member.refresh_from_db()
    assert member.check_password(new)


def test_a_wrong_old_password_is_told_at_its_field(client, member):
    client.force_login(member)
    fields = {"old_password": "x", "new_password1": "1", "new_password2": "2"}

    form = client.post(reverse("accounts:change_password"), fields).context["form"]

    assert form.errors["old_password"] == ["原密码不正确，请重新输入。"]
    assert form.errors["new_password2"] == ["两次输入的新密码不一致。"]


@pytest.mark.parametrize("nasty", ["", "\0", "x" * 100_000, "'; drop table", "😀"])
def test_no_name_makes_the_sign_in_page_fail(client, nasty):
    page = enter(client, username=nasty)

    assert page.context["form"].errors
    assert not page.context["user"].is_authenticated


def test_an_empty_password_form_says_field_by_field_what_to_fill_in(client, member):
    client.force_login(member)

    response = client.post("/accounts/password/", {})

    assert response.context["form"].errors == {
        "old_password": ["请填写原密码"],
        "new_password1": ["请填写新密码"],
        "new_password2": ["请填写确认新密码"],
    }
    page = response.content.decode()
    assert "你的密码" not in page
    assert "至少8个字符，不能全是数字，不能太常见" in page


def test_an_empty_sign_in_says_what_to_fill_in(client):
    page = client.post(SIGN_IN, {}).content.decode()

    assert "请填写用户名" in page
    assert "请填写密码" in page
