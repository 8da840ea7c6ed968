"""No officer alone becomes anybody else, whatever page he opens and whatever he sends.

Addresses are asked of the resolver, the administration's too: a new one is walked by
itself. All forms of a page are filled as its user would, and sent with what a thief
would put in; halves of codes and passwords that were seen or typed are tried after it.
"""

import re
from itertools import product

import pytest
from django.contrib.auth.hashers import is_password_usable
from django.test import Client
from django.urls import URLPattern, get_resolver

from tests.access_table import ROUTES
from tests.factories.platform import PASSWORD, UserFactory, with_password
from tests.trust.filling import filled
from tests.trust.forms import forms_on
from tests.trust.sending import send
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.credentials.models import AccountCode

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
NEW = "四公里外的鱼塘-8"
HALF = re.compile(r"[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")
ALONE = ("office", "sysadmin", "secadmin", "auditor")
# Ends the walk itself.
LEFT_OUT = {"accounts/sign-out/", "admin/logout/"}
# Here an account is made or let in: walked once for every other account.
NEAR = ("accounts/", "admin/accounts/", "admin/auth/")
KEY = re.compile(r"<(?:\w+:)?(\w+)>")
SECRETS = re.compile(r"passw|again|half|secret|code")


@pytest.fixture
def people(office, sysadmin, secadmin, auditor):
    plain = UserFactory(username="wang", name="王五")
    each = (office, sysadmin, secadmin, auditor, plain)
    return {user.username: with_password(user) for user in each}


def patterns(resolver=None, prefix=""):
    """Every address, as it is written in the resolver."""
    for each in (resolver or get_resolver()).url_patterns:
        route = prefix + re.sub(r"[\^$?]|\\Z", "", str(each.pattern))
        if isinstance(each, URLPattern):
            yield route
        else:
            yield from patterns(each, route)


def parts():
    """What stands for a part of an address that is no number."""
    found = {}
    for route in ROUTES.values():
        found |= {k: v for k, v in route.parts.items() if isinstance(v, str)}
    return found


def addresses(near, keys):
    """Addresses near accounts, or all others, for rows of these keys."""
    words = parts()
    for route in patterns():
        if route in LEFT_OUT or route.startswith(NEAR) is not near or "(" in route:
            continue
        for key in keys if KEY.search(route) else (0,):
            yield "/" + KEY.sub(lambda m, k=key: str(words.get(m[1], k)), route)


class Thief:
    """One officer at his browser, who wants to be `target`."""

    def __init__(self, user, target):
        self.client, self.user = Client(raise_request_exception=False), user
        self.target, self.halves = target, set()
        self.client.force_login(user)
        self.ours = dict.fromkeys(
            ("username", "name", "user", "account"), target.username
        )

    def words(self):
        own = dict.fromkeys(("password", "password1", "password2", "again"), NEW)
        own |= {"new_password1": NEW, "new_password2": NEW, "confirmed": "1"}
        return own | self.ours | {"is_active": "on", "usable_password": "true"}

    def read(self, answer):
        if answer.streaming:
            # Read to its end: closed by hand it would close the database of the test.
            b"".join(answer)
            return ""
        text = answer.content.decode(errors="ignore")
        self.halves |= set(HALF.findall(text))
        return text

    def walk(self, url):
        page = self.client.get(url)
        text = self.read(page)
        if page.status_code == 200 and "html" in page.headers["Content-Type"]:
            for form in forms_on(text, url):
                if form.method == "post" and "sign-out" not in form.action:
                    self.read(send(self.client, form, self.filled(form)))
        self.read(self.client.post(url, self.words()))

    def filled(self, form):
        pairs = filled(self.client, form, confirmed="1")
        return [
            (name, NEW if SECRETS.search(name) and "token" not in name else value)
            for name, value in pairs
        ]

    def gets_in(self):
        """Whether anything seen or typed opens the target's account."""
        self.user.refresh_from_db()
        uid = self.client.session.get("_auth_user_id")
        if uid not in (None, str(self.user.pk)):
            return "another session"
        for first, second in product(self.halves, repeat=2):
            if self.activates(first, second):
                return "a code"
        target = User.objects.get(pk=self.target.pk)
        known = is_password_usable(target.password) and target.password
        return "a password" if known and target.check_password(NEW) else ""

    def activates(self, first, second):
        fields = {"username": self.target.username, "first_half": first}
        fields |= {"second_half": second, "password": NEW, "again": NEW}
        address = {"REMOTE_ADDR": f"10.0.{len(first)}.{hash(first + second) % 250}"}
        return (
            Client().post("/accounts/activate/", fields, **address).status_code == 302
        )


def keys_for(target):
    codes = AccountCode.objects.filter(account=target).values_list("pk", flat=True)
    return {target.pk, *codes}


@pytest.mark.parametrize("name", ALONE)
def test_no_officer_alone_becomes_anybody_else(people, name):
    got_in = {}
    for target in people.values():
        if target.username == name:
            continue
        thief = Thief(people[name], target)
        for url in addresses(True, keys_for(target)):
            thief.walk(url)
        # What was asked for meanwhile has addresses of its own.
        for url in addresses(True, keys_for(target)):
            if "/codes/" in url:
                thief.walk(url)
        got_in |= {target.username: how} if (how := thief.gets_in()) else {}

    assert got_in == {}


@pytest.mark.parametrize("name", ALONE)
def test_no_page_beside_those_of_accounts_lets_him_either(people, name):
    thief = Thief(people[name], people["wang"])

    for url in addresses(False, [people["wang"].pk]):
        thief.walk(url)

    assert thief.gets_in() == ""
    assert {
        user.username: user.check_password(PASSWORD)
        for user in User.objects.filter(username__in=set(people) - {name})
    } == dict.fromkeys(set(people) - {name}, True)


def test_the_walk_finds_two_who_work_together(people):
    """The other side: what two know together does open the account."""
    one = Thief(people["sysadmin"], people["wang"])
    other = Thief(people["secadmin"], people["wang"])
    for thief in (one, other):
        for url in addresses(True, keys_for(people["wang"])):
            thief.walk(url)
    one.halves |= other.halves

    assert one.gets_in() == "a code"


def test_the_walk_reaches_what_was_the_way_in(people):
    """The page by which the system administrator became the office is asked for."""
    near = set(addresses(True, [people["office"].pk]))

    assert f"/admin/accounts/user/{people['office'].pk}/change/" in near
    assert f"/accounts/codes/ask/{people['office'].pk}/" in near
    assert len(near) > 30
    assert len(set(addresses(False, [1]))) > 120
