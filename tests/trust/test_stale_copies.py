"""Two people have the same record before them, both save: nobody's text is wiped.

Every form that carries a version is found by opening all addresses; whoever sends the
older copy reads both texts, keeps the typed one, and decides.
"""

from html import unescape

import pytest

from tests.trust.forms import forms_on
from tests.trust.sending import send
from tests.trust.test_twice import taken_back
from tests.trust.walking import ORDER, pages
from tianmen_congress.base.ui import once
from tianmen_congress.base.ui.forms import VersionedForm

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MINE, THEIRS = "甲某改写的文字", "乙某改写的文字"
# What the rows of the walk say of themselves: a box with it shows what is stored.
STORED = "本镇"


def posts(page):
    return [form for form in page.forms if form.method == "post"]


def versioned(walked):
    """Pages with a form that knows which version of its record it shows."""
    return [
        (page, form)
        for page in walked
        for form in posts(page)
        if any(form.value(name) for name in form.names if name == "version")
    ]


def text_boxes(form):
    """Boxes for free text; the long ones first, they take anything."""
    boxes = [
        box
        for box in form.boxes
        if box.kind in ("text", "textarea") and not box.is_day and not box.source
    ]
    return sorted(boxes, key=lambda box: box.kind != "textarea")


def with_token(pairs, token):
    return [(n, token if n == once.FIELD else v) for n, v in pairs]


def save(client, form, box, text, token):
    pairs = form.changed(**{box.name: text})
    return send(client, form, with_token(pairs, token))


def shown_again(client, page, form):
    """The form as its page shows it now."""
    text = client.get(page.url, follow=True).content.decode()
    return same_form(text, page.url, form)


def same_form(text, url, form):
    names = set(form.names)
    fitting = [f for f in forms_on(text, url) if len(names & set(f.names)) > 1]
    return next(
        (f for f in fitting if f.method == "post" and "version" in f.names), None
    )


def first_taken(client, page, form):
    """The first box of the form whose change is taken, and is stored."""
    for box in text_boxes(form):
        response = save(client, form, box, THEIRS, "first-copy-000")
        if response.status_code == 302:
            now = shown_again(client, page, form)
            if now is not None and now.value(box.name) == THEIRS:
                return box
    return None


def contest(client, page, form):
    """What goes wrong when a second copy comes later; None when no text box is taken."""
    box = first_taken(client, page, form)
    if box is None:
        return None
    refused = save(client, form, box, MINE, "second-copy-00")
    if refused.status_code != 200:
        return ["the older copy was taken"]
    text = unescape(refused.content.decode())
    again = same_form(text, page.url, form)
    faults = {
        "their text is not told": THEIRS not in text,
        "the typed text is lost": again is None or again.value(box.name) != MINE,
        "it was stored": shown_again(client, page, form).value(box.name) != THEIRS,
        "no word of what happened": 'class="conflict"' not in text,
    }
    wrong = [fault for fault, is_so in faults.items() if is_so]
    if not wrong:
        send(client, again, with_token(again.pairs, "decided-in-sight"))
        kept = shown_again(client, page, form).value(box.name)
        wrong += [] if kept == MINE else ["what was decided is not stored"]
    return wrong


def contests(walked, signed_in):
    """Page by page: what went wrong, for each form that a text could be put in."""
    found = {}
    for role in ORDER:
        client = signed_in(role)
        for page, form in versioned(walked):
            if page.role == role:
                with taken_back():
                    wrong = contest(client, page, form)
                if wrong is not None:
                    found[page.name] = wrong
    return found


def test_the_older_copy_of_any_form_is_told_of_the_newer_and_loses_nothing(
    rows, signed_in
):
    found = contests(pages(rows, signed_in), signed_in)

    assert {name: wrong for name, wrong in found.items() if wrong} == {}
    assert len(found) >= 9


def test_a_form_that_does_not_compare_is_found(rows, signed_in, monkeypatch):
    """The broken twin: whoever saves last wins."""
    walked = [
        p for p in pages(rows, signed_in) if p.name in ("groups:edit", "deputies:edit")
    ]
    monkeypatch.setattr(VersionedForm, "_compare", lambda self, stored: None)

    found = contests(walked, signed_in)

    assert found == {
        "groups:edit": ["the older copy was taken"],
        "deputies:edit": ["the older copy was taken"],
    }


def test_every_form_that_shows_what_is_stored_knows_its_version(rows, signed_in):
    blind = {
        page.name
        for page in pages(rows, signed_in)
        for form in posts(page)
        if any(STORED in form.value(box.name) for box in text_boxes(form))
        and "version" not in form.names
    }

    assert blind == set()


def test_a_version_that_is_none_is_no_way_round(rows, signed_in):
    """Whoever leaves the version out, or makes one up, is asked like everybody."""
    taken = {}
    walked = pages(rows, signed_in)
    for role in ORDER:
        client = signed_in(role)
        for page, form in versioned(walked):
            if page.role != role or not text_boxes(form):
                continue
            box = text_boxes(form)[0]
            for version in ("", "0", "-1", "999999", "甲", str(2**63)):
                pairs = form.changed(**{box.name: MINE, "version": version})
                with taken_back():
                    send(client, form, with_token(pairs, "made-up-version"))
                    now = shown_again(client, page, form)
                    if now is not None and now.value(box.name) == MINE:
                        taken[page.name, version] = True

    assert taken == {}
