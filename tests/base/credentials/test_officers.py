"""An empty system: the office names the three officers, once, and becomes none of them."""

import io
import re

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import call_command
from django.urls import reverse

from tests.database import as_owner
from tests.factories.platform import user_of
from tianmen_congress.base.accounts.enums import OFFICER_ROLES, Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.credentials import actions
from tianmen_congress.base.credentials.models import AccountCode
from tianmen_congress.base.credentials.rules import unnamed_officers

pytestmark = pytest.mark.django_db
NAME = "/accounts/officers/"
NEW = "四公里外的鱼塘-8"
HALF = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")


def name(client, role, username):
    fields = {"role": role, "username": username, "name": "李四"}
    return client.post(NAME, fields)


def print_halves():
    out = io.StringIO()
    with as_owner():
        call_command("officer_codes", stdout=out)
    return HALF.findall(out.getvalue())


def activate(client, username, first, second):
    fields = {"username": username, "first_half": first, "second_half": second}
    fields |= {"password": NEW, "again": NEW}
    return client.post("/accounts/activate/", fields).status_code


def test_the_office_names_an_officer_and_knows_one_half_alone(client, office):
    client.force_login(office)

    shown = HALF.findall(name(client, Role.SYSADMIN, "li").content.decode())
    alone = activate(client, "li", shown[0], shown[0])
    printed = print_halves()
    both = activate(client, "li", shown[0], printed[0])

    user = User.objects.get(username="li")
    assert (len(shown), len(printed), print_halves()) == (1, 1, [])
    assert (alone, both) == (200, 302)
    assert user.check_password(NEW)
    assert user.roles == {Role.SYSADMIN}


def test_each_post_is_given_once_and_then_no_more(client, office):
    client.force_login(office)
    for role in OFFICER_ROLES:
        assert name(client, role, role.value).status_code == 200
        again = name(client, role, f"{role.value}-2")
        assert again.status_code in (200, 403)
        if len(unnamed_officers()) == 2:
            words = {"username": "another", "name": "李四"}
            with pytest.raises(ValidationError, match="已经指定过"):
                actions.name_officer(by=office, role=role, **words)

    assert User.objects.exclude(pk=office.pk).count() == 3
    assert client.get(NAME).status_code == 403
    words = {"role": Role.AUDITOR, "username": "x", "name": "李四"}
    with pytest.raises(PermissionDenied):
        actions.name_officer(by=office, **words)


def test_nobody_but_the_office_names_officers(client, sysadmin, clerk):
    for user in (sysadmin, clerk):
        client.force_login(user)

        assert client.get(NAME).status_code == 403
        assert name(client, Role.AUDITOR, "li").status_code == 403


def test_no_officer_gives_the_half_that_the_server_prints(client, office, auditor):
    client.force_login(office)
    name(client, Role.SYSADMIN, "li")
    code = AccountCode.objects.get()

    client.force_login(auditor)
    answer = client.post(
        reverse("credentials:second", args=[code.pk]), {"confirmed": "1"}
    )

    assert answer.status_code == 403


def test_the_first_steps_lead_to_the_naming_until_all_three_are_named(client, office):
    client.force_login(office)
    before = client.get("/").content.decode()
    for role in OFFICER_ROLES:
        user_of(role)

    after = client.get("/").content.decode()

    assert f'href="{NAME}"' in before
    assert "还没有系统管理员、安全管理员、审计员" in before
    assert f'href="{NAME}"' not in after


def test_a_name_that_is_taken_is_told_and_names_nobody(client, office):
    client.force_login(office)

    page = name(client, Role.SYSADMIN, "office")

    assert "已有账号 office" in page.content.decode()
    assert not AccountCode.objects.exists()
