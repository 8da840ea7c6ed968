"""Whoever may not come in stays out, learns nothing, and leaves at once when told to."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.contrib.auth import hashers
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from tests.access_table import ROUTES
from tests.factories.platform import (
    PASSWORD,
    UserFactory,
    user_of,
    with_password,
)
from tests.trust.walking import address
from tianmen_congress.base.accounts import setup
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import Post, User
from tianmen_congress.base.accounts.queries import system_user
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.clocks.calendar import today

pytestmark = pytest.mark.django_db
SIGN_IN = "/accounts/sign-in/"
OTHER = "四公里外的鱼塘-8"


def enter(client, username="office", password=PASSWORD, at="10.0.0.7", **extra):
    fields = {"username": username, "password": password}
    return client.post(SIGN_IN, fields, REMOTE_ADDR=at, **extra)


@pytest.fixture
def member(office):
    """Of the office, and not its last."""
    user_of(Role.OFFICE)
    return with_password(office)


@pytest.fixture
def hashings(monkeypatch):
    """How often a password is hashed: the dear part of the work."""
    done = []
    plain = hashers.MD5PasswordHasher.encode

    def counted(self, password, salt):
        done.append(1)
        return plain(self, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", counted)
    return done


def work_of(client, hashings, username, password="wrong"):
    hashings.clear()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        enter(client, username=username, password=password)
    kinds = [re.sub(r"\d+|'[^']*'", "?", q["sql"])[:60] for q in queries]
    return len(hashings), kinds


@pytest.mark.parametrize("kind", ["unknown", "disabled", "system", "no password"])
def test_every_wrong_name_costs_the_work_of_a_wrong_password(
    client, member, hashings, kind
):
    system_user()
    UserFactory(username="gone", is_active=False)
    fresh = UserFactory(username="fresh")
    fresh.set_unusable_password()
    fresh.save()
    names = {
        "unknown": "nobody",
        "disabled": "gone",
        "system": "system",
        "no password": "fresh",
    }

    known = work_of(client, hashings, "office")
    other = work_of(client, hashings, names[kind])

    assert known[0] == other[0] > 0
    assert len(known[1]) == len(other[1])


def test_a_sign_in_that_looks_for_the_name_alone_would_be_found(
    client, member, hashings, monkeypatch
):
    """The broken twin: no hashing for a name that is none."""
    from django.contrib.auth.backends import ModelBackend

    plain = ModelBackend.authenticate

    def hasty(self, request, username=None, password=None, **kwargs):
        if not User.objects.filter(username=username).exists():
            return None
        return plain(self, request, username, password, **kwargs)

    monkeypatch.setattr(ModelBackend, "authenticate", hasty)

    known = work_of(client, hashings, "office")
    unknown = work_of(client, hashings, "nobody")

    assert known[0] > unknown[0]


def page_without_names(response, *names):
    page = response.content.decode()
    for name in names:
        page = page.replace(name, "")
    return re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', r"\1", page)


def test_a_disabled_account_reads_the_same_words_as_a_wrong_password(
    client, member, other_clerk
):
    wrong = enter(client, password="wrong")
    member.is_active = False
    member.save()

    disabled = enter(client)

    assert page_without_names(disabled) == page_without_names(wrong)
    assert disabled.status_code == wrong.status_code == 200


@pytest.mark.parametrize("username", ["office", "nobody", "OFFICE"])
def test_guessing_is_delayed_for_any_name_alike(client, member, username):
    statuses = [
        enter(client, username=username, password=f"wrong{n}").status_code
        for n in range(6)
    ]

    assert statuses == [200, 200, 200, 200, 429, 429]


def test_a_name_locked_at_one_address_is_open_at_all_others(client, member):
    for n in range(6):
        enter(client, password=f"wrong{n}", at="10.0.0.7")

    answers = [enter(Client(), at=f"10.0.0.{n}").status_code for n in (8, 9, 7)]

    assert answers == [302, 302, 429]


def test_an_address_with_a_locked_name_is_open_to_all_other_names(client, member):
    """A whole township sits behind one address."""
    for n in range(6):
        enter(client, username="nobody", password=f"wrong{n}")

    assert enter(client).status_code == 302


def test_the_right_password_does_not_open_what_is_locked(client, member):
    for n in range(5):
        enter(client, password=f"wrong{n}")

    locked = enter(client)

    assert locked.status_code == 429
    assert "_auth_user_id" not in client.session
    assert "登录已暂时锁定" in locked.content.decode()


def test_the_delay_ends_by_itself(client, member):
    for n in range(5):
        enter(client, password=f"wrong{n}")
    before = timezone.now() - timedelta(minutes=16)
    AccessAttempt.objects.update(attempt_time=before)

    assert enter(client).status_code == 302


def test_four_failures_are_forgotten_by_a_success(client, member):
    for _ in range(2):
        for n in range(4):
            assert enter(client, password=f"wrong{n}").status_code == 200
        assert enter(client).status_code == 302
        client.logout()


def test_another_forwarded_address_is_no_way_round_the_delay(client, member):
    """The header is written by whoever asks."""
    for n in range(6):
        last = enter(client, password=f"wrong{n}", HTTP_X_FORWARDED_FOR=f"10.1.0.{n}")

    assert last.status_code == 429


def test_no_password_is_kept_of_a_failure(client, member):
    enter(client, password="geheim-鱼塘")

    kept = [str(row.__dict__) for row in AccessAttempt.objects.all()]
    kept += [str(row.__dict__) for row in TrailEntry.objects.all()]

    assert [row for row in kept if "geheim" in row] == []


def test_each_refusal_and_the_lock_are_lines_of_the_trail(client, member):
    for n in range(5):
        enter(client, password=f"wrong{n}")

    entries = TrailEntry.objects.filter(kind=Kind.REFUSED)
    assert {entry.address for entry in entries} == {"10.0.0.7"}
    assert {entry.subject for entry in entries} == {"office"}
    assert entries.filter(note="多次失败，已暂时锁定").count() == 1


# --- sessions ----------------------------------------------------------------------
def test_a_new_session_begins_with_every_sign_in(client, member):
    client.get(SIGN_IN)
    client.session["planted"] = "x"
    planted = client.session
    planted["mark"] = "x"
    planted.save()
    client.cookies["sessionid"] = planted.session_key

    enter(client)

    assert client.cookies["sessionid"].value != planted.session_key


def signed_in_elsewhere(user):
    other = Client()
    other.force_login(user)
    assert other.get("/divisions/").status_code == 200
    return other


@pytest.mark.parametrize("way", ["reset", "own change", "disabled"])
def test_every_other_session_ends_at_the_next_request(
    client, member, sysadmin, auditor, way
):
    with_password(auditor)
    elsewhere = signed_in_elsewhere(member)

    if way == "reset":
        client.force_login(sysadmin)
        client.post(reverse("credentials:ask", args=[member.pk]), {"confirmed": "1"})
    elif way == "own change":
        client.force_login(member)
        fields = {"old_password": PASSWORD, "new_password1": OTHER}
        client.post("/accounts/password/", fields | {"new_password2": OTHER})
    else:
        User.objects.filter(pk=member.pk).update(is_active=False)

    assert elsewhere.get("/divisions/").url.startswith(SIGN_IN)


def test_the_session_that_changed_the_password_goes_on(client, member):
    client.force_login(member)
    fields = {"old_password": PASSWORD, "new_password1": OTHER, "new_password2": OTHER}

    client.post("/accounts/password/", fields)

    assert client.get("/divisions/").context["user"] == member


def test_who_is_given_another_role_has_it_at_the_next_request(member):
    elsewhere = signed_in_elsewhere(member)
    before = elsewhere.get(reverse("papers:list")).status_code
    Post.objects.filter(user=member).update(role=Role.LEADER, organ=None)

    page = elsewhere.get(reverse("papers:list"))
    add = elsewhere.post(reverse("deputies:add"), {"name": "张三"})

    assert before == 200
    assert page.status_code == 403
    assert add.status_code == 403


@pytest.mark.parametrize(
    ("since", "until", "is_held"),
    [
        (None, None, True),
        (0, None, True),
        (1, None, False),
        (None, 0, True),
        (None, -1, False),
        (-3, -1, False),
        (-1, 1, True),
    ],
)
def test_a_post_counts_from_its_first_day_to_its_last(client, since, until, is_held):
    user, _ = user_of(Role.AUDITOR), user_of(Role.AUDITOR)
    days = {
        name: today() + timedelta(days=n)
        for name, n in (("since", since), ("until", until))
        if n is not None
    }
    user.posts.update(**days)
    client.force_login(user)

    assert client.get(reverse("audit")).status_code == (200 if is_held else 403)


def test_somebody_without_a_post_sees_nothing_but_himself(client, rows):
    user = UserFactory(username="idle")
    client.force_login(user)
    opened = []
    for name, route in ROUTES.items():
        if route.model is None and not route.is_post_only:
            status = client.get(address(name, route, rows)).status_code
            opened += [name] if status == 200 else []

    assert set(opened) <= {
        "workbench:home",
        "workbench:mine",
        "workbench:search",
        "divisions",
        "townships",
        "jobs:list",
        "ui:choices",
        "ui:no_server",
        "worker",
        "alerts:list",
        "alerts:addresses",
        "alerts:address_set",
        *(f"manual:{name}" for name in ("home", "chapter", "states", "figures")),
        *(f"manual:{name}" for name in ("keys", "questions", "news")),
        "accounts:change_password",
        "credentials:activate",
    }


# --- passwords ---------------------------------------------------------------------
@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("", "请填写|必填|这个字段是必填项"),
        ("短-7", "太短|至少"),
        ("12345678901", "数字"),
        ("password123", "常见|常用"),
        ("office-2017", "相似|接近|相近|类似"),
    ],
)
def test_a_weak_password_is_refused_in_chinese(client, member, password, words):
    client.force_login(member)
    fields = {"old_password": PASSWORD, "new_password1": password}

    page = client.post("/accounts/password/", fields | {"new_password2": password})

    texts = "；".join(t for each in page.context["form"].errors.values() for t in each)
    assert re.search(words, texts), texts
    assert not re.search(r"[A-Za-z]{4}", texts.replace("office", ""))
    member.refresh_from_db()
    assert member.check_password(PASSWORD)


def test_the_rules_of_passwords_are_on_the_page_in_chinese(client, member):
    client.force_login(member)

    page = client.get("/accounts/password/").content.decode()
    helps = re.findall(r'id="id_new_password1_helptext"[^>]*>(.*?)</div>', page, re.S)

    assert "8" in helps[0]
    assert not re.search(r"[A-Za-z]{4}", re.sub(r"<[^>]*>", "", helps[0]))


@pytest.mark.parametrize("page", ["/accounts/password/", "/accounts/sign-in/"])
def test_no_page_writes_a_password_back(client, member, page):
    if page == "/accounts/password/":
        client.force_login(member)
    fields = dict.fromkeys(
        ("username", "password", "old_password", "new_password1", "new_password2"),
        "geheim-鱼塘",
    )

    assert (
        "geheim" not in client.post(page, fields | {"username": "x"}).content.decode()
    )


# --- the first account -------------------------------------------------------------
FIRST = "/accounts/first-steps/"
WORDS = {
    "name": "张三",
    "username": "zhangsan",
    "password": PASSWORD,
    "again": PASSWORD,
}


@pytest.fixture
def empty_system(settings, tmp_path):
    settings.HOME = tmp_path
    return tmp_path


@pytest.mark.parametrize("missing", ["code", "name", "username", "password", "again"])
def test_the_first_account_needs_everything(client, empty_system, missing):
    fields = {**WORDS, "code": setup.write_code(), missing: ""}

    form = client.post(FIRST, fields).context["form"]

    assert missing in form.errors
    assert not User.objects.exists()
    assert (empty_system / "setup-code").exists()


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"username": "张 三"}, "username", "字母、数字"),
        ({"username": "a" * 61}, "username", "60"),
        ({"again": "别的"}, "again", "不一致"),
        (
            {"password": "zhangsan1", "again": "zhangsan1"},
            "password",
            "相似|接近|相近|类似",
        ),
        ({"code": "１２３４５６７８９０"}, "code", "不正确"),
        ({"code": "x' OR 1=1"}, "code", "不正确"),
    ],
)
def test_a_fault_of_the_first_account_is_told_at_its_box(
    client, empty_system, changes, field, words
):
    fields = {**WORDS, "code": setup.write_code(), **changes}

    form = client.post(FIRST, fields).context["form"]

    assert re.search(words, "；".join(form.errors[field]))
    assert not User.objects.exists()


def test_the_first_account_names_the_officers_and_makes_no_other(client, empty_system):
    client.post(FIRST, {**WORDS, "code": setup.write_code()})

    named = client.get(reverse("credentials:officers"))
    made = client.get(reverse("credentials:account_new"))

    assert (named.status_code, made.status_code) == (200, 403)


def test_guessing_the_code_makes_nobody_however_often(client, empty_system):
    setup.write_code()

    for n in range(30):
        client.post(FIRST, {**WORDS, "code": f"AAAAAAAA{n:02}"})

    assert not User.objects.exists()


def test_the_first_account_signs_out_and_in_again_with_its_password(
    client, empty_system
):
    client.post(FIRST, {**WORDS, "code": setup.write_code()})
    client.post(reverse("accounts:sign_out"))

    assert enter(client, username="zhangsan").status_code == 302
    assert client.get(FIRST).url == "/"
