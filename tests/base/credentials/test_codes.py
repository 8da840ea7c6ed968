"""A code of two halves, known to two people, lets the owner set his password."""

import re
from datetime import timedelta

import pytest
from axes.models import AccessAttempt
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from tests.database import as_owner
from tests.factories.platform import PASSWORD, UserFactory, hold, with_password
from tianmen_congress.base.access.acting import acting_as
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.credentials import actions, halves, rules
from tianmen_congress.base.credentials.models import AccountCode

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("officers")]
SURE = {"confirmed": "1"}
ACTIVATE = "/accounts/activate/"
NEW = "四公里外的鱼塘-8"
HALF = re.compile(r"<code>([A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4})</code>")


@pytest.fixture
def owner(db):
    return with_password(UserFactory(username="wang", name="王五"))


def press(user, name, pk):
    """Press the button of a page that shows a half; the half, if it was shown."""
    client = Client()
    client.force_login(user)
    answer = client.post(reverse(f"credentials:{name}", args=[pk]), SURE)
    found = HALF.search(answer.content.decode())
    return answer, found and found[1]


def ask(user, account):
    return press(user, "ask", account.pk)[1]


def give(user, account):
    code = AccountCode.objects.filter(account=account).first()
    return press(user, "second", code.pk)[1]


def activate(client, first, second, *, username="wang", password=NEW):
    fields = {"username": username, "first_half": first, "second_half": second}
    fields |= {"password": password, "again": password}
    return client.post(ACTIVATE, fields, REMOTE_ADDR="10.0.0.7")


def test_both_halves_let_the_owner_set_his_password(client, owner, sysadmin, secadmin):
    first, second = ask(sysadmin, owner), give(secadmin, owner)

    done = activate(client, first.lower().replace("-", " "), second)

    owner.refresh_from_db()
    assert done.url == "/accounts/sign-in/?activated=1"
    assert owner.check_password(NEW)
    fields = {"username": "wang", "password": NEW}
    assert client.post("/accounts/sign-in/", fields).status_code == 302


def test_asking_takes_password_and_sessions_at_once(owner, sysadmin):
    elsewhere = Client()
    elsewhere.force_login(owner)
    before = elsewhere.get("/divisions/").status_code

    ask(sysadmin, owner)

    owner.refresh_from_db()
    assert (before, elsewhere.get("/divisions/").status_code) == (200, 302)
    assert not owner.has_usable_password()


@pytest.mark.parametrize("known", ["first", "second"])
def test_one_half_lets_nobody_in(client, owner, sysadmin, secadmin, known):
    shown = {"first": ask(sysadmin, owner), "second": give(secadmin, owner)}
    other = halves.new_half()
    pair = (shown["first"], other) if known == "first" else (other, shown["second"])

    page = activate(client, *pair)
    twice = activate(client, shown[known], shown[known])

    owner.refresh_from_db()
    assert (page.status_code, twice.status_code) == (200, 200)
    assert "用户名或启用码不正确" in page.content.decode()
    assert not owner.has_usable_password()


def test_a_code_is_good_once(client, owner, sysadmin, secadmin):
    pair = ask(sysadmin, owner), give(secadmin, owner)
    activate(client, *pair)

    again = activate(client, *pair, password="五公里外的鱼塘-9")

    owner.refresh_from_db()
    assert again.status_code == 200
    assert owner.check_password(NEW)


def test_a_newer_code_ends_the_older(client, owner, sysadmin, secadmin):
    old = ask(sysadmin, owner), give(secadmin, owner)
    new = ask(sysadmin, owner), give(secadmin, owner)

    refused = activate(client, *old)
    mixed = activate(client, old[0], new[1])
    taken = activate(client, *new)

    assert [a.status_code for a in (refused, mixed, taken)] == [200, 200, 302]


@pytest.mark.parametrize(("hours", "status"), [(71, 302), (73, 200)])
def test_a_code_ends_after_three_days(client, owner, sysadmin, secadmin, hours, status):
    pair = ask(sysadmin, owner), give(secadmin, owner)
    with as_owner():
        code = AccountCode.objects.get()
        code.expires_at -= timedelta(hours=hours)
        code.save()

    assert activate(client, *pair).status_code == status


def test_who_may_ask_and_give_for_whom(
    owner, office, sysadmin, secadmin, auditor, clerk
):
    people = [office, sysadmin, secadmin, auditor, clerk, owner]

    def table(may, things):
        return {
            thing: {user.username for user in people if may(user, thing)}
            for thing in things
        }

    askers = table(rules.may_ask, [owner, office, sysadmin, secadmin, auditor])
    assert askers == {
        owner: {"sysadmin"},
        office: {"sysadmin"},
        sysadmin: {"secadmin", "auditor"},
        secadmin: {"sysadmin"},
        auditor: {"sysadmin"},
    }
    codes = {
        account: AccountCode(account=account, asked_by=by)
        for account, by in [
            (owner, sysadmin),
            (office, sysadmin),
            (sysadmin, auditor),
            (secadmin, sysadmin),
            (auditor, sysadmin),
        ]
    }
    givers = {
        account: {u.username for u in people if rules.may_give_second(u, code)}
        for account, code in codes.items()
    }
    assert givers == {
        owner: {"secadmin"},
        office: {"secadmin", "auditor"},
        sysadmin: {"secadmin"},
        secadmin: {"auditor"},
        auditor: {"secadmin"},
    }


@pytest.mark.parametrize("name", ["sysadmin", "auditor", "office", "clerk"])
def test_the_page_of_the_second_half_is_for_its_givers(owner, request, sysadmin, name):
    ask(sysadmin, owner)
    code = AccountCode.objects.get()

    answer, half = press(request.getfixturevalue(name), "second", code.pk)

    assert (answer.status_code, half) == (403, None)
    code.refresh_from_db()
    assert code.second_digest == ""


def test_a_half_is_shown_once_and_kept_nowhere(owner, sysadmin, secadmin):
    client = Client()
    client.force_login(sysadmin)
    url = reverse("credentials:ask", args=[owner.pk])

    shown = client.post(url, SURE)
    first = HALF.search(shown.content.decode())[1]
    later = [client.get(page).content.decode() for page in (url, "/accounts/codes/")]
    second = give(secadmin, owner)

    code = AccountCode.objects.get()
    kept = [str(code.__dict__), str(dict(client.session))]
    kept += [str(entry.__dict__) for entry in TrailEntry.objects.all()]
    assert "no-store" in shown.headers["Cache-Control"]
    assert not [text for text in (*later, *kept) if first in text or second in text]
    plain = first.replace("-", "")
    assert not [text for text in kept if plain in text]


def test_a_second_half_is_given_once(owner, sysadmin, secadmin):
    ask(sysadmin, owner)
    give(secadmin, owner)

    answer, half = press(secadmin, "second", AccountCode.objects.get().pk)

    assert half is None
    assert "后半段不能再发放" in answer.content.decode()


def test_an_officer_is_not_disarmed_while_nobody_could_help_him(
    sysadmin, secadmin, auditor
):
    """One at a time: whoever asks next finds nobody left for the second half."""
    ask(sysadmin, secadmin)

    answer, half = press(sysadmin, "ask", auditor.pk)

    auditor.refresh_from_db()
    assert half is None
    assert "没有别的管理员可以发放后半段" in answer.content.decode()
    assert auditor.has_usable_password()


def test_a_system_administrator_who_forgot_is_helped_by_the_two_others(
    client, sysadmin, secadmin, auditor
):
    pair = ask(auditor, sysadmin), give(secadmin, sysadmin)

    activate(client, *pair, username="sysadmin")

    sysadmin.refresh_from_db()
    assert sysadmin.check_password(NEW)


def test_tries_are_counted_and_locked_as_those_of_signing_in(
    client, owner, sysadmin, secadmin
):
    pair = ask(sysadmin, owner), give(secadmin, owner)

    wrong = [activate(client, "AAAA", "BBBB").status_code for _ in range(5)]
    right = activate(client, *pair)

    assert wrong == [200, 200, 200, 200, 429]
    assert right.status_code == 429
    kept = [str(row.__dict__) for row in AccessAttempt.objects.all()]
    assert kept
    assert not [row for row in kept if "AAAA" in row or NEW in row]


def test_known_and_unknown_names_read_the_same_answer(client, owner, sysadmin):
    ask(sysadmin, owner)

    def words(username):
        page = activate(client, "AAAA", "BBBB", username=username).content.decode()
        page = re.sub(r'(csrfmiddlewaretoken" value=")[^"]*', "", page)
        return page.replace(username, "")

    assert words("wang") == words("nobody") == words("sysadmin")


def test_known_and_unknown_names_cost_the_same(
    client, owner, sysadmin, secadmin, django_assert_num_queries, monkeypatch
):
    from django.contrib.auth import hashers

    done = []
    plain = hashers.MD5PasswordHasher.encode

    def counted(self, password, salt):
        done.append(1)
        return plain(self, password, salt)

    monkeypatch.setattr(hashers.MD5PasswordHasher, "encode", counted)
    ask(sysadmin, owner)
    give(secadmin, owner)
    costs = []
    for username in ("wang", "nobody", "secadmin"):
        done.clear()
        activate(client, "AAAA", "BBBB", username=username)
        costs.append(len(done))

    assert costs == [1, 1, 1]


def test_a_weak_password_costs_no_code(client, owner, sysadmin, secadmin):
    pair = ask(sysadmin, owner), give(secadmin, owner)

    weak = activate(client, *pair, password="12345678")

    assert "password" in weak.context["form"].errors
    assert activate(client, *pair).status_code == 302


def test_the_owner_reads_who_let_him_in_until_he_says_that_he_knows(
    client, owner, sysadmin, secadmin
):
    activate(client, ask(sysadmin, owner), give(secadmin, owner))
    fields = {"username": "wang", "password": NEW}
    client.post("/accounts/sign-in/", fields)

    first = client.get("/").content.decode()
    client.post(reverse("credentials:seen"))
    second = client.get("/").content.decode()

    told = re.search(r"您的密码于.*", first)[0]
    assert "（sysadmin）" in told
    assert "（secadmin）" in told
    assert "您的密码于" not in second


def test_asking_showing_and_using_are_lines_of_the_trail(
    client, owner, sysadmin, secadmin
):
    activate(client, ask(sysadmin, owner), give(secadmin, owner))

    lines = TrailEntry.objects.filter(kind=Kind.RIGHTS, subject="wang")
    lines = lines.filter(note__contains="启用码").order_by("pk")
    assert [(line.user.username, line.note[:9]) for line in lines] == [
        ("sysadmin", "申请启用码，前半段"),
        ("secadmin", "启用码后半段已显示"),
        ("wang", "启用码已使用，本人"),
    ]


def test_officers_find_what_waits_for_them_on_the_first_page(
    client, owner, sysadmin, secadmin, auditor
):
    ask(sysadmin, owner)
    url = reverse("credentials:second", args=[AccountCode.objects.get().pk])

    def page_of(user):
        client.force_login(user)
        return client.get("/").content.decode()

    assert url in page_of(secadmin)
    assert url not in page_of(auditor)
    assert url not in page_of(sysadmin)


def test_a_disabled_account_gets_no_code(owner, sysadmin):
    owner.is_active = False
    owner.save()

    answer, half = press(sysadmin, "ask", owner.pk)

    assert half is None
    assert "已停用" in answer.content.decode()


def test_actions_ask_again_who_acts(owner, secadmin, sysadmin):
    with pytest.raises(PermissionDenied):
        actions.ask_code(owner, by=secadmin)
    with acting_as(sysadmin):
        given = actions.ask_code(owner, by=sysadmin)
    with pytest.raises(PermissionDenied):
        actions.give_second(given.code, by=sysadmin)


# --- what the database refuses, whoever writes ---------------------------------------
def refused(act):
    try:
        with transaction.atomic():
            act()
    except DatabaseError:
        return True
    return False


def set_password(user):
    user.set_password(NEW)
    user.save()


def test_the_database_lets_nobody_set_another_s_password(owner, sysadmin):
    with acting_as(sysadmin):
        assert refused(lambda: set_password(owner))
        assert not refused(lambda: set_password(sysadmin))
    with acting_as(None):
        assert refused(lambda: set_password(owner))
        assert refused(lambda: with_new_account("li"))
        assert not refused(lambda: UserFactory(username="li"))


def with_new_account(username):
    user = UserFactory.build(username=username)
    user.set_password(NEW)
    user.save()


def test_who_has_no_password_cannot_change_it_as_his_own(owner, sysadmin):
    ask(sysadmin, owner)

    with acting_as(owner):
        assert refused(lambda: set_password(owner))


def test_the_database_takes_a_half_from_two_people_alone(owner, sysadmin, secadmin):
    with acting_as(sysadmin):
        code = actions.ask_code(owner, by=sysadmin).code
        assert refused(lambda: actions.codes.end(code, second_by=secadmin))
        code.refresh_from_db()
        assert refused(lambda: actions.codes.end(code, second_by=sysadmin))
        code.refresh_from_db()
        assert refused(lambda: actions.codes.end(code, by_server=True))
    code.refresh_from_db()
    with acting_as(secadmin):
        assert not refused(lambda: actions.codes.end(code, second_by=secadmin))


@pytest.mark.parametrize(
    "change",
    [
        {"first_digest": "0" * 64},
        {"expires_at": timezone.now() + timedelta(days=9)},
        {"used_at": timezone.now()},
        {"by_server": True},
    ],
)
def test_the_database_keeps_a_code_as_it_was_asked(owner, sysadmin, change):
    ask(sysadmin, owner)
    code = AccountCode.objects.filter(account=owner)

    with acting_as(sysadmin):
        assert refused(lambda: code.update(**change))
        assert refused(code.delete)
        assert not refused(lambda: code.update(void_at=timezone.now()))


def test_a_future_officer_s_account_is_guarded_before_his_first_day(auditor):
    user = UserFactory(username="li")
    hold(user, Role.SECADMIN, since="2030-01-01")

    assert rules.is_guarded(user)
    assert not rules.is_guarded(UserFactory())


def test_the_password_of_the_fixtures_is_a_good_one(owner):
    assert owner.check_password(PASSWORD)
