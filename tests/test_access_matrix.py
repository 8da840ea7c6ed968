"""Every address as every role, with a row of one's own and a row of next door's.

The cast lives in 渔薪. The foreign rows are made in 多宝 and carry a canary in their
texts: whoever is bound to 渔薪 must never read it, and an address with a foreign row in
it must answer byte for byte like one with a row that is not there.
"""

import re

import pytest
from django.urls import reverse

from tests.access_rows import CANARY, MISSING
from tests.access_table import ANONYMOUS, ROUTES
from tests.walk import addresses, url_of
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.ui import lookups

pytestmark = pytest.mark.django_db

SEES_ALL = {Role.OFFICE, Role.LEADER}
CHANGING = re.compile(
    rb'nonce="[^"]*"|name="csrfmiddlewaretoken" value="[^"]*"'
    rb'|name="form_token" value="[^"]*"|X-CSRFToken[^}]*'
)


def test_every_address_is_in_the_table():
    assert set(addresses()) == set(ROUTES)


def ask(client, method, url):
    """Status and content of the answer, without what changes from page to page."""
    response = getattr(client, method)(url)
    parts = response.streaming_content if response.streaming else [response.content]
    content = b"".join(parts)
    return response.status_code, CHANGING.sub(b"", content)


@pytest.mark.parametrize("role", Role)
def test_a_foreign_row_answers_like_a_missing_one(role, rows, signed_in):
    client, different = signed_in(role), []
    for name, route in ROUTES.items():
        if route.model is None or role in SEES_ALL:
            continue
        foreign = url_of(name, route, rows[route.model].theirs.pk)
        missing = url_of(name, route, MISSING)
        for method in ("get", "post"):
            there, nowhere = (ask(client, method, url) for url in (foreign, missing))
            if there != nowhere or there[0] not in {403, 404, 405}:
                different.append((method, name, there[0], nowhere[0]))

    assert different == []


@pytest.mark.parametrize("role", Role)
def test_every_page_opens_for_its_roles_alone_and_shows_no_word_of_next_door(
    role, rows, signed_in
):
    client, wrong, leaks = signed_in(role), [], []
    for name, route in ROUTES.items():
        pk = rows[route.model].ours.pk if route.model else None
        status, content = ask(client, "get", url_of(name, route, pk))
        expected = route.statuses(role)
        if status not in expected:
            wrong.append((name, status, sorted(expected)))
        if role not in SEES_ALL and CANARY.encode() in content:
            leaks.append(name)

    assert wrong == []
    assert leaks == []


@pytest.mark.parametrize("role", sorted(set(Role) - SEES_ALL))
def test_no_box_offers_a_word_of_next_door(role, rows, signed_in):
    client, leaks = signed_in(role), []
    for name in lookups.registered:
        url = reverse("ui:choices", kwargs={"name": name})
        if CANARY in client.get(url, {"q": CANARY}).content.decode():
            leaks.append(name)

    assert leaks == []


def test_the_office_is_offered_the_canary(rows, signed_in):
    client = signed_in(Role.OFFICE)
    url = reverse("ui:choices", kwargs={"name": "open-opinion"})

    assert CANARY in client.get(url, {"q": CANARY}).json()["choices"][0]["label"]


def test_the_office_does_see_the_canary(rows, signed_in):
    """The walk above could not fail if the canary were nowhere."""
    client = signed_in(Role.OFFICE)

    shown = [
        name
        for name, route in ROUTES.items()
        if route.shows_rows
        and CANARY.encode() in ask(client, "get", url_of(name, route, None))[1]
    ]

    assert sorted(shown) == sorted(n for n, route in ROUTES.items() if route.shows_rows)


def test_anonymous_people_get_the_sign_in_page_everywhere(client, rows):
    passed = {}
    for name, route in ROUTES.items():
        pk = rows[route.model].ours.pk if route.model else None
        response = client.get(url_of(name, route, pk))
        if name not in ANONYMOUS and not response.headers.get(
            "Location", ""
        ).startswith(reverse("accounts:sign_in")):
            passed[name] = response.status_code

    assert passed == {}
    assert (
        client.get("/no/such/page/")
        .headers["Location"]
        .startswith(reverse("accounts:sign_in"))
    )
