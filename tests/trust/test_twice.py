"""Pressing twice does it once: every form that writes, at once and again later.

The forms are found by opening every address of the table, so a new page is taken in by
itself. A form of a page carries a token; the same token again changes nothing.
"""

import threading
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from django.test import Client

from tests.trust.filling import filled
from tests.trust.forms import forms_on
from tests.trust.sending import counted, grown, send, send_filled
from tests.trust.walking import ORDER, forms_of, name_of, pages
from tests.walk import CAST
from tianmen_congress.base.ui import once

pytestmark = pytest.mark.slow

# Nothing to write twice: ending a session that has ended, a code that is void once used.
# What is kept for times without a network never sends itself: the server's page does.
OFFLINE = {"visits:offline", "supervision:offline"}
WITHOUT_TOKEN = {"accounts:sign_out", "credentials:activate"} | OFFLINE
# They open something for the eyes, and each look is a line of the trail.
LOOKS = {"poverty:numbers", "poverty:roster_export", "poverty:find_by_number"}


@contextmanager
def taken_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def is_taken(response) -> bool:
    return response.status_code == 302


def press_twice(client, form, second_token=None):
    """What the second press of a filled form wrote; None when not even one was taken."""
    pairs = filled(client, form)
    with taken_back():
        first = send(client, form, pairs)
        if not is_taken(first):
            return None
        stored = counted()
        again = [
            (n, second_token or v) if n == once.FIELD else (n, v) for n, v in pairs
        ]
        second = send(client, form, again)
        changed = grown(stored, counted())
        if second_token is None and second.headers.get("Location") != first.url:
            changed["led elsewhere"] = 1
        return changed


def walked_forms(rows, signed_in):
    found = forms_of(pages(rows, signed_in), "post")
    return [(each, signed_in(each.role)) for each in sorted(found, key=_by_role)]


def _by_role(found):
    return ORDER.index(found.role), found.name


@pytest.mark.django_db
def test_every_form_that_writes_carries_a_token(rows, signed_in):
    walked = pages(rows, signed_in)
    forms = [(p.name, f) for p in walked for f in p.forms if f.method == "post"]

    without = {
        name_of(form.action)
        for _, form in forms
        if once.FIELD not in [box.name for box in form.boxes]
    }

    assert without <= WITHOUT_TOKEN
    assert len(forms) > 150


@pytest.mark.django_db
def test_the_second_press_of_any_form_changes_nothing(rows, signed_in):
    found = forms_of(pages(rows, signed_in), "post")
    doubled, pressed = {}, set()
    for role in ORDER:
        client = signed_in(role)
        for each in (each for each in found if each.role == role):
            changed = None if each.name in LOOKS else press_twice(client, each.form)
            if changed is None:
                continue
            pressed.add(each.name)
            if changed:
                doubled[each.name] = changed

    assert doubled == {}
    # Forms whose page wants more than filling in are pressed twice by their own tests.
    assert len(pressed) >= 30


@pytest.mark.django_db
def test_a_press_with_another_token_is_another_record(rows, signed_in):
    """The broken twin: without the token's memory the walk above finds doubles."""
    found = forms_of(pages(rows, signed_in), "post")
    doubled = set()
    for role in ORDER:
        client = signed_in(role)
        for each in (each for each in found if each.role == role):
            if each.name in LOOKS:
                continue
            if press_twice(client, each.form, second_token="another-token-000"):
                doubled.add(each.name)

    assert len(doubled) >= 5


def press_once(client, form, pairs):
    """What a single press stores, taken back; None when it is not taken."""
    with taken_back():
        before = counted()
        response = send(client, form, pairs)
        return grown(before, counted()) if is_taken(response) else None


def press_at_once(users, form, pairs, role):
    """Two browsers of one person send the same form at the same moment."""
    gate, answers = threading.Barrier(2), []

    def press():
        client = Client()
        client.raise_request_exception = False
        client.force_login(users[role])
        try:
            gate.wait()
            answers.append(send(client, form, pairs))
        finally:
            connection.close()

    presses = [threading.Thread(target=press) for _ in range(2)]
    for each in presses:
        each.start()
    for each in presses:
        each.join()
    return answers


def fresh(client, page_url: str, shape):
    """The form as its page shows it now; None when it is not there any more."""
    response = client.get(page_url, follow=True)
    if response.status_code != 200:
        return None
    forms = forms_on(response.content.decode(), page_url)
    return next((f for f in forms if frozenset(f.names) == shape), None)


@pytest.mark.django_db(transaction=True)
def test_two_presses_at_the_same_moment_store_once(rows, signed_in, request):
    users = {role: request.getfixturevalue(CAST[role]) for role in ORDER}
    walked = pages(rows, signed_in)
    pressed, wrong = 0, {}
    for page in sorted(walked, key=lambda page: ORDER.index(page.role)):
        client = signed_in(page.role)
        for form in page.forms:
            is_look = name_of(form.action) in LOOKS
            if form.method != "post" or len(form.names) < 3 or is_look:
                continue
            now = fresh(client, page.url, frozenset(form.names))
            if now is None:
                continue
            pairs = filled(client, now)
            once_stored = press_once(client, now, pairs)
            if once_stored is None:
                continue
            pressed += 1
            before = counted()
            answers = press_at_once(users, now, pairs, page.role)
            answers.append(send(client, now, pairs))
            stored = grown(before, counted())
            # Each of the browsers signs in for itself.
            for counts in (stored, once_stored):
                counts.pop("audit_trailentry", None)
            led_to = {answer.headers.get("Location") for answer in answers}
            if len(led_to) > 1 or stored != once_stored:
                wrong[page.name] = (led_to, stored, once_stored)

    assert wrong == {}
    assert pressed >= 20


@pytest.mark.django_db
def test_a_form_refused_may_be_sent_again_with_its_token(
    client, clerk, campaign, yuxin_group
):
    """Only what was taken is remembered."""
    client.force_login(clerk)
    url = f"/groups/{yuxin_group.pk}/activities/add/"
    forms = forms_on(client.get(url).content.decode(), url)
    form = next(f for f in forms if f.method == "post" and "title" in f.names)
    plain = dict.fromkeys(("starts_at", "ends_at", "round"), "")
    refused = send_filled(client, form, title="", **plain)
    before = counted()

    taken = send_filled(client, form, title="六月活动", **plain)

    assert refused.status_code == 200
    assert taken.status_code == 302
    assert grown(before, counted())["activities_activity"] == 1
