"""Every kind of page: no barrier that a machine finds, room on a phone, little weight."""

import gzip
import itertools

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from tests.access_rows import make_rows
from tests.access_table import ROUTES

from .people import sign_in

# One address of each kind of page, by the room that has to mend it.
KINDS = {
    "frame": ["workbench:home", "workbench:search", "divisions", "jobs:list"],
    "visits": [
        "visits:list",
        "visits:calls",
        "visits:villages",
        "visits:households",
        "pairings:list",
        "pairings:add",
        "visits:create",
        "visits:blank",
    ],
    "one visit": [
        "visits:detail",
        "visits:edit",
        "visits:void",
        "visits:print",
        "pairings:detail",
        "pairings:plan",
        "pairings:end",
    ],
    "people": [
        "deputies:list",
        "deputies:detail",
        "deputies:edit",
        "groups:list",
        "groups:detail",
        "activities:detail",
        "activities:edit",
    ],
    "households": [
        "poverty:household_list",
        "poverty:household_detail",
        "poverty:household_edit",
        "poverty:village_list",
    ],
    "opinions": ["referrals:list", "referrals:detail", "referrals:print"],
    "reports": ["figures:list", "figures:report", "supervision:inspection_list"],
}
# Bytes on the line at a first look; the page of entry brings the keys of a whole visit.
HEAVIEST = {
    "workbench:home": 80 * 1024,
    "visits:create": 96 * 1024,
    "visits:list": 80 * 1024,
    "visits:detail": 80 * 1024,
}


@pytest.fixture
def rows(yuxin_group, duobao_group, clerk, other_clerk, supervisor, visit_form):
    return make_rows(
        ours=yuxin_group, theirs=duobao_group, clerk=clerk, other_clerk=other_clerk
    )


@pytest.fixture
def address(rows):
    """The address of a page, about the row of 渔薪 where it takes one."""

    def address(name):
        route = ROUTES[name]
        pk = rows[route.model].ours.pk if route.model else None
        return reverse(name, kwargs=route.kwargs_for(pk))

    return address


def barriers(page):
    found = Axe().run(page).response["violations"]
    return [(each["id"], each["nodes"][0]["html"][:120]) for each in found]


def is_too_wide(page):
    page.set_viewport_size({"width": 390, "height": 844})
    return page.evaluate("document.documentElement.scrollWidth") > 390


@pytest.mark.parametrize("kind", KINDS)
def test_no_page_has_a_barrier_or_runs_off_a_phone(page, clerk, address, kind):
    sign_in(page, clerk.username)
    faults = {}
    for name in KINDS[kind]:
        page.set_viewport_size({"width": 1366, "height": 900})
        answer = page.goto(address(name))
        found = [] if answer.status == 200 else [("status", answer.status)]
        found += barriers(page)
        found += [("too wide", 390)] if is_too_wide(page) else []
        if found:
            faults[name] = found

    assert faults == {}


def test_every_page_has_one_heading_above_the_others(page, clerk, address):
    sign_in(page, clerk.username)
    wrong = {}
    for name in (name for names in KINDS.values() for name in names):
        page.goto(address(name))
        levels = page.eval_on_selector_all(
            "h1, h2, h3, h4", "all => all.map((each) => Number(each.tagName[1]))"
        )
        leaps = [b for a, b in itertools.pairwise(levels) if b > a + 1]
        if levels[:1] != [1] or levels.count(1) != 1 or leaps:
            wrong[name] = levels

    assert wrong == {}


def test_pages_that_say_no_have_no_barrier(page, clerk, address, guard):
    guard.expected += ["404", "403"]
    sign_in(page, clerk.username)
    for path in ("/visits/99999999/", "/audit/"):
        page.goto(path)

        assert barriers(page) == []


def test_a_page_with_faults_has_no_barrier(page, clerk, address):
    sign_in(page, clerk.username)
    page.goto(address("visits:create"))
    page.locator("[name=visited_on]").fill("昨天")
    page.keyboard.press("Control+Enter")
    page.locator(".error-summary").wait_for()

    assert barriers(page) == []
    links = page.locator(".error-summary a")
    for number in range(links.count()):
        target = links.nth(number).get_attribute("href")
        assert page.locator(target).count() == 1, target


def test_the_keyboard_goes_through_the_page_from_top_to_bottom(page, clerk, address):
    """Skip link, bar, menu, then the fields in the order in which they stand."""
    sign_in(page, clerk.username)
    page.goto(address("visits:list"))
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip-link"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"

    tops = []
    for _ in range(12):
        page.keyboard.press("Tab")
        box = page.evaluate(
            "() => { const box = document.activeElement.getBoundingClientRect();"
            " return [Math.round(box.top + scrollY), box.width, box.height]; }"
        )
        tops.append(box[0])
        assert box[1] * box[2] > 0

    rising = [b >= a - 60 for a, b in itertools.pairwise(tops)]
    assert all(rising), tops


def test_what_has_the_focus_is_seen(page, clerk, address):
    sign_in(page, clerk.username)
    page.goto(address("visits:create"))
    for selector in ("#id_village", "[name=deputies]", ".btn-primary", "a[href]"):
        seen = page.locator(f".content {selector} >> visible=true")
        if not seen.count():
            continue
        seen.first.focus()
        page.keyboard.press("Shift")
        style = seen.first.evaluate(
            "(each) => { const style = getComputedStyle(each);"
            " return [style.outlineStyle, style.boxShadow]; }"
        )
        assert style != ["none", "none"], selector


@pytest.mark.parametrize(("name", "heaviest"), HEAVIEST.items())
def test_a_first_visit_loads_little(open_page, clerk, address, name, heaviest):
    """Everything as the server sends it: texts compressed, pictures as they are."""
    page = sign_in(open_page(), clerk.username)
    loaded = {}

    def weigh(answer):
        body = answer.body()
        is_text = answer.headers.get("content-type", "").startswith(
            ("text/", "application/", "image/svg")
        )
        loaded[answer.url] = len(gzip.compress(body)) if is_text else len(body)

    page.on("response", weigh)
    page.goto(address(name), wait_until="networkidle")

    assert 10 * 1024 < sum(loaded.values()) < heaviest, loaded
    assert len(loaded) <= 21
