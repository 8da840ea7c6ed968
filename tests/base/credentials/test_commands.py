"""Commands: the server's keeper may help, the login that serves the web lets nobody in."""

import io
import re
from contextlib import suppress

import pytest
from django.core.management import CommandError, call_command, get_commands

from tests.database import as_owner
from tests.factories.platform import UserFactory, with_password
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.credentials.models import AccountCode
from tianmen_congress.base.runtime import environment
from tianmen_congress.base.runtime.embedded import WEAK
from tianmen_congress.base.runtime.faults import Fault

pytestmark = pytest.mark.django_db
HALF = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")
# What the serving login may run, and with which words it is tried here.
TRIED = {
    "export_report": ["visit-ledger", "{folder}/out.xlsx", "--user", "office"],
    "figures": ["--json"],
    "import_workbook": ["units", "{folder}/none.xlsx", "--user", "office"],
    "move_opinions": [],
    "print_workflow": [],
}
# Runs until it is stopped; what it does are jobs, each as whoever asked for it.
ENDLESS = {"worker"}
# Those by which somebody could be let in, tried past the gate too.
LETTING_IN = {
    "add_user": ["office2", "--role", "office"],
    "changepassword": ["office"],
    "createsuperuser": ["--username", "office2"],
    "officer_codes": [],
    "recover_account": ["office"],
}


def run(name, *arguments):
    out = io.StringIO()
    call_command(name, *arguments, stdout=out, stderr=io.StringIO())
    return out.getvalue()


def run_as_owner(name, *arguments):
    with as_owner():
        return run(name, *arguments)


def passwords():
    return dict(User.objects.values_list("username", "password"))


@pytest.fixture
def people(office, sysadmin, secadmin, auditor):
    return [with_password(user) for user in (office, sysadmin, secadmin, auditor)]


# --- the serving login ---------------------------------------------------------------
def test_every_command_but_the_named_is_refused_to_the_serving_login(monkeypatch):
    monkeypatch.setattr(environment, "login_of", lambda url: WEAK)
    passed = set()
    for name in [*get_commands(), "a_new_one"]:
        try:
            environment.expect_owner("postgres://", name)
        except Fault:
            continue
        passed.add(name)

    assert passed == environment.SERVING
    assert passed == TRIED.keys() | ENDLESS


def test_the_owner_runs_them_all(monkeypatch):
    monkeypatch.setattr(environment, "login_of", lambda url: "tianmen_owner")

    for name in get_commands():
        environment.expect_owner("postgres://", name)


@pytest.mark.parametrize("name", TRIED)
def test_what_the_serving_login_runs_sets_no_password(people, campaign, name, tmp_path):
    before = passwords()

    with suppress(CommandError):
        run(name, *(word.format(folder=tmp_path) for word in TRIED[name]))

    assert {k: v for k, v in passwords().items() if k in before} == before
    assert not AccountCode.objects.exists()


@pytest.mark.parametrize("name", LETTING_IN)
def test_what_lets_somebody_in_is_refused_to_the_serving_login(people, name):
    before = passwords()

    with pytest.raises(CommandError) as refusal:
        run(name, *LETTING_IN[name])

    assert re.search(r"[\u3400-\u9fff]", str(refusal.value))
    assert passwords() == before
    assert not AccountCode.objects.exists()


def test_a_shell_of_the_serving_login_sets_nobodys_password(people):
    words = (
        "from tianmen_congress.base.accounts.models import User\n"
        "user = User.objects.get(username='office')\n"
        "user.set_password('四公里外的鱼塘-8')\n"
        "user.save()\n"
    )
    from django.db import DatabaseError, transaction

    with pytest.raises(DatabaseError, match="by its owner alone"), transaction.atomic():
        run("shell", "--no-imports", "--command", words)


# --- the server's keeper -------------------------------------------------------------
def test_an_account_is_recovered_where_one_officer_is_left(sysadmin, auditor, client):
    with_password(auditor)

    said = run_as_owner("recover_account", sysadmin.username)

    first, second = HALF.findall(said)
    fields = {"username": "sysadmin", "first_half": first, "second_half": second}
    fields |= {"password": "四公里外的鱼塘-8", "again": "四公里外的鱼塘-8"}
    assert client.post("/accounts/activate/", fields).status_code == 302
    line = TrailEntry.objects.filter(kind=Kind.RIGHTS, subject="sysadmin").first()
    lines = [e.note for e in TrailEntry.objects.filter(subject="sysadmin")]
    assert any("以数据库所有者身份恢复账号" in note for note in lines)
    assert line is not None


def test_where_two_officers_are_left_they_do_it(people):
    with pytest.raises(CommandError, match="还有两名管理员能登录"):
        run_as_owner("recover_account", "office")

    assert not AccountCode.objects.exists()


def test_who_is_lost_too_is_named_and_written_down(people):
    run_as_owner("recover_account", "sysadmin", "--lost", "secadmin")

    notes = TrailEntry.objects.filter(subject="sysadmin").values_list("note", flat=True)
    assert any("注明secadmin也不能登录" in note for note in notes)


@pytest.mark.parametrize("name", ["nobody", "system", "gone"])
def test_an_account_that_is_none_is_told(db, name):
    UserFactory(username="gone", is_active=False)

    with pytest.raises(CommandError, match=f"没有启用的账号“{name}”"):
        run_as_owner("recover_account", name)


def test_the_owner_sets_no_password_by_the_framework_s_command_either(people):
    with pytest.raises(CommandError, match="密码只由本人设置"):
        run_as_owner("changepassword", "office")
