"""Whatever is sent to whatever address: an answer in Chinese, never a bare error.

The addresses come from the table, the boxes from the forms of the pages: a new page is
walked by itself. `TRUST_FULL=1` sends every value instead of a sample.
"""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import include, path

from deputies.models import Person
from tests.access_rows import MISSING
from tests.access_table import ROUTES
from tests.trust import nasty
from tests.trust.asking import Asker, percent, read, some, trouble
from tests.trust.forms import forms_on
from tests.trust.walking import ORDER, forms_of, pages
from tests.walk import url_of
from tianmen_congress.base.accounts.enums import Role

pytestmark = pytest.mark.django_db

# Parameters that lists and pages read beside their search forms.
OWN_NAMES = ["page", "per_page", "sort", "export", "q", "next", "after", "ids"]
# Asked by scripts, with the boxes of the page that they serve.
ASKED_BY_SCRIPTS = {
    "visits:choices": "visits:create",
    "visits:doubts": "visits:create",
    "ui:choices": "visits:create",
}


def try_links(asker: Asker, url: str, names: list[str], each: int) -> list[tuple]:
    """Every name with some of the values, and some names twice."""
    wrong = []
    for name in names:
        for value in some(nasty.TEXTS, url + name, each):
            answer = asker.get(url, [(name, value)])
            wrong += [(url, name, value[:20], t)] if (t := trouble(answer)) else []
    return wrong + try_twice(asker, url, names)


def try_twice(asker: Asker, url: str, names: list[str]) -> list[tuple]:
    """All names at once, each given twice, with and without brackets."""
    pairs = [(name, value) for name in names for value in ("1", "甲")]
    pairs += [(f"{name}[]", "1") for name in names]
    answer = asker.get(url, pairs)
    return [(url, "twice", "", t)] if (t := trouble(answer)) else []


def try_form(asker: Asker, form, each: int) -> list[tuple]:
    """Every box with some of the values, the others as the page has them."""
    wrong = []
    for name in form.names:
        for value in some(nasty.TEXTS, form.action + name, each):
            answer = asker.post(form.action, form.changed(**{name: value}))
            wrong += (
                [(form.action, name, value[:20], t)] if (t := trouble(answer)) else []
            )
    return wrong + try_all_boxes(asker, form)


def try_all_boxes(asker: Asker, form) -> list[tuple]:
    """Nothing at all; the same bad value everywhere; every box twice."""
    values = some(nasty.TEXTS, form.action, 2)
    sent = [[], form.pairs * 2, *([(n, v) for n in form.names] for v in values)]
    answers = [asker.post(form.action, pairs) for pairs in sent]
    return [
        (form.action, "all", n, t) for n, a in enumerate(answers) if (t := trouble(a))
    ]


def try_files(asker: Asker, form, each: int) -> list[tuple]:
    wrong = []
    for box in (box for box in form.boxes if box.kind == "file"):
        for name, kind, content in some(nasty.FILES, form.action + box.name, each):
            file = SimpleUploadedFile(name, content, kind)
            answer = asker.files(form.action, form.pairs, {box.name: file})
            wrong += (
                [(form.action, box.name, name[:20], t)]
                if (t := trouble(answer))
                else []
            )
    return wrong


@pytest.fixture
def walked(rows, signed_in):
    return pages(rows, signed_in)


def names_read_by(page, source) -> list[str]:
    """Names of the search form, of what scripts send, and what any page may read."""
    names = [n for form in page.forms if form.method == "get" for n in form.names]
    if source:
        names += [name for form in source.forms for name in form.names]
    names = list(dict.fromkeys(names))
    return [*some(names, page.name, 14), *some(OWN_NAMES, page.name, 4)]


@pytest.mark.slow
def test_no_value_in_a_link_breaks_a_page(walked, asking):
    wrong, asked = [], 0
    boxes = {page.name: page for page in walked}
    for role in ORDER:
        asker = asking(role)
        for page in (page for page in walked if page.role == role):
            source = boxes.get(ASKED_BY_SCRIPTS.get(page.name, ""))
            wrong += try_links(asker, page.url, names_read_by(page, source), 1)
        asked += asker.asked

    assert wrong == []
    assert asked > 800


@pytest.mark.slow
def test_no_value_in_a_form_breaks_the_page_that_takes_it(walked, asking):
    wrong, asked = [], 0
    found = forms_of(walked, "post")
    for role in ORDER:
        asker = asking(role)
        for each in (each for each in found if each.role == role):
            wrong += try_form(asker, each.form, 1)
            wrong += try_files(asker, each.form, 3)
        asked += asker.asked

    assert wrong == []
    assert asked > 600


def nasty_addresses(name, route):
    """The address with something else in the place of its number, or of its word."""
    plain = url_of(name, route, MISSING)
    marks = [str(MISSING)] if route.model else []
    marks += map(str, route.parts.values())
    for mark in marks:
        for bad in some(nasty.IDS, name + mark, 3):
            yield plain.replace(mark, bad)


@pytest.mark.parametrize("role", [Role.OFFICE, Role.UNIT])
@pytest.mark.slow
def test_no_number_in_an_address_breaks_a_page(role, rows, asking):
    asker = asking(role)
    urls = [url for item in ROUTES.items() for url in nasty_addresses(*item)]

    answers = [(url[:90], ask(url)) for url in urls for ask in (asker.get, asker.post)]

    assert [(url, t) for url, answer in answers if (t := trouble(answer))] == []
    assert {answer.status for _, answer in answers} <= {403, 404, 405}
    assert asker.asked > 300


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRESIDIUM])
@pytest.mark.slow
def test_no_body_breaks_an_address(role, rows, asking):
    """Whatever calls itself whatever, to every address that takes a POST."""
    asker, wrong = asking(role), []
    for name, route in ROUTES.items():
        if role not in route.roles:
            continue
        url = url_of(name, route, rows[route.model].ours.pk if route.model else None)
        for body, kind in some(nasty.BODIES, name, 2):
            answer = asker.body(url, body, kind)
            wrong += [(name, body[:20], kind, t)] if (t := trouble(answer)) else []

    assert wrong == []
    assert asker.asked > 100


@pytest.mark.parametrize("path", ["/accounts/sign-in/", "/accounts/first-steps/"])
@pytest.mark.slow
def test_nobody_unknown_breaks_the_pages_of_the_way_in(
    path, client, db, settings, tmp_path
):
    settings.HOME = tmp_path
    asker = Asker(client)
    names = ["username", "password", "next", "code", "name", "again", "x"]

    wrong = try_links(asker, path, names, 6)
    for name in names:
        for value in some(nasty.TEXTS, name, 12):
            answer = asker.post(
                path, [(n, "甲") for n in names if n != name] + [(name, value)]
            )
            wrong += [(name, value[:20], t)] if (t := trouble(answer)) else []
    for body, kind in nasty.BODIES:
        answer = asker.body(path, body, kind)
        wrong += [(body[:20], kind, t)] if (t := trouble(answer)) else []

    assert wrong == []


@pytest.mark.parametrize(
    "path",
    [
        "/%00",
        "/%ED%A0%80",
        "/%FF",
        "/" + "a" * 5000,
        "/..%2f..%2fetc",
        "/😀/",
        "/ui/choices/%00/",
    ],
)
def test_an_address_that_is_none_answers_like_any_other(path, client, office, db):
    stranger = Asker(client).get(path)
    client.force_login(office)
    answer = Asker(client).get(path)

    assert stranger.status == 302
    assert stranger.location.startswith("/accounts/sign-in/")
    assert (answer.status, trouble(answer)) == (404, "")


@pytest.mark.parametrize(
    "value", ["\x00", "\ud800", "長" * 9000, "{{7*7}}", "é", "=1;;", "%00%ff"]
)
def test_no_cookie_breaks_a_page(value, client, office, db):
    """Session and token of whatever kind are those of a stranger."""
    client.cookies["sessionid"] = percent(value)
    client.cookies["csrftoken"] = percent(value)

    answer = Asker(client).get("/")

    assert (answer.status, trouble(answer)) == (302, "")


@pytest.mark.parametrize(
    "header",
    [
        {"HTTP_REFERER": "http://testserver/\x00"},
        {"HTTP_REFERER": "http://[::1"},
        {"HTTP_HX_REQUEST": "true", "HTTP_HX_CURRENT_URL": "http://[::1"},
        {
            "HTTP_HX_REQUEST": "true",
            "HTTP_HX_CURRENT_URL_URI_AUTOENCODED": "true",
            "HTTP_HX_CURRENT_URL": "%FF%00",
        },
        {"HTTP_ACCEPT_LANGUAGE": "x" * 5000},
        {"HTTP_X_FORWARDED_FOR": "1.2.3.4, ../../etc"},
        {"REMOTE_ADDR": "not-an-address"},
        {"HTTP_IF_MODIFIED_SINCE": "昨天"},
        {"HTTP_RANGE": "bytes=9-1,-,"},
        {"HTTP_ACCEPT_ENCODING": "gzip;q=abc"},
    ],
)
def test_no_header_breaks_a_page(header, client, office, db):
    client.raise_request_exception = False
    client.force_login(office)

    answers = [
        read(client.get("/deputies/", **header)),
        read(client.post("/deputies/", **header)),
    ]
    client.logout()
    answers.append(read(client.post("/deputies/", **header)))

    assert [trouble(answer) for answer in answers] == ["", "", ""]
    assert [answer.status for answer in answers] == [200, 405, 302]


# --- broken twins -----------------------------------------------------------------
def fragile(request):
    """Counts on a number, keeps a text that no column can hold, speaks English."""
    if request.method == "POST" and "file" in request.FILES:
        request.FILES["file"].read().decode()
    elif request.method == "POST":
        Person.objects.create(name=request.POST.get("name", ""))
    if request.GET.get("q"):
        return render(request, "ui/form.html", {"title": "Invalid request"})
    int(request.GET.get("page", "1"))
    return HttpResponse(FRAGILE)


FRAGILE = (
    """<form method="post"><input name="name"><input type="file" name="file"></form>"""
)
urlpatterns = [path("fragile/", fragile), path("", include("tianmen_congress.urls"))]


@pytest.fixture
def fragile_form(settings):
    settings.ROOT_URLCONF = __name__
    return forms_on(FRAGILE, "/fragile/")[0]


def test_a_page_that_counts_on_numbers_is_found(fragile_form, asking):
    wrong = try_links(asking(Role.OFFICE), "/fragile/", ["page", "other"], 4)

    assert {(name, trouble) for _, name, _, trouble in wrong} == {
        ("page", "status 500"),
        ("twice", "status 500"),
    }


def test_a_page_that_stores_whatever_comes_is_found(fragile_form, asking, monkeypatch):
    asker = asking(Role.OFFICE)
    monkeypatch.setattr(nasty, "TEXTS", ["\x00", "甲"])

    wrong = try_form(asker, fragile_form, 2)

    assert ("/fragile/", "name", "\x00", "status 500") in wrong
    assert ("/fragile/", "name", "甲", "status 500") not in wrong


def test_a_page_that_trusts_a_file_is_found(fragile_form, asking):
    wrong = try_files(asking(Role.OFFICE), fragile_form, len(nasty.FILES))

    assert {trouble for *_, trouble in wrong} == {"status 500"}


def test_a_page_that_speaks_english_is_found(fragile_form, asking):
    answer = asking(Role.OFFICE).get("/fragile/", [("q", "x")])

    assert trouble(answer) == "says 'Invalid request'"
