"""Every kind of page: no barrier that a machine finds, room on a phone, little weight."""

import gzip
import itertools
import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse

from deputies.models import Person
from groups.models import DeputyGroup
from referrals.models import Opinion
from tests.access_rows import make_rows
from tests.access_table import ROUTES
from tests.factories.platform import with_password
from tests.walk import CAST

from .people import PASSWORD, sign_in

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
def long_names(rows):
    """The longest that stand on file, where there is little room."""
    rows[Person].ours.name = "阿依古丽·买买提·吐尔逊江"
    rows[Opinion].ours.title = "关于尽快硬化三组至村部通组公路并安装路灯的建议" * 2
    rows[DeputyGroup].ours.name = "沉湖管委会沙洋农场第十一代表小组"
    for model in (Person, Opinion, DeputyGroup):
        rows[model].ours.save()


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


MEASURES = (Path(__file__).parent / "measuring.js").read_text()
DESK, PHONE = {"width": 1366, "height": 900}, {"width": 390, "height": 844}
# Kilobytes, where 80 do not do: the entry brings the keys of a whole visit.
HEAVIEST_OF = dict.fromkeys(("visits:create", "visits:edit", "visits:offline"), 96)
LEVELS = "all => all.map((each) => Number(each.tagName[1]))"


def pages_of(role):
    """Every page that `role` may open; about a row only where nobody before it did."""
    for name, route in ROUTES.items():
        firsts = [each for each in CAST if each in route.roles]
        is_own = role in route.roles and not route.is_post_only
        if is_own and (route.model is None or firsts[0] == role):
            yield name


def measured(page, name, url):
    """What is amiss with a page at a desk and on a phone, by rule."""
    head = page.request.head(url, max_redirects=0)
    if head.status != 200 or not head.headers["content-type"].startswith("text/html"):
        return {}
    page.set_viewport_size(DESK)
    html = page.goto(url).body()
    if page.locator("main#main").count() == 0:
        return {}
    faults = {"levels": wrong} if (wrong := wrong_levels(page)) else {}
    kilobytes = weight(page, html) // 1024
    faults |= {"heavy": kilobytes} if kilobytes >= HEAVIEST_OF.get(name, 80) else {}
    # Before anything gets the focus: colours change slowly.
    if url not in LOOKED_AT:
        LOOKED_AT.add(url)
        faults |= {"barriers": found} if (found := barriers(page)) else {}
    faults |= page.evaluate(MEASURES, DESK["width"])
    page.set_viewport_size(PHONE)
    return faults | page.evaluate(MEASURES, PHONE["width"])


def weight(page, html):
    """Bytes on the line at a first look: the page, its styles and scripts, compressed."""
    files = page.eval_on_selector_all(
        "link[rel=stylesheet], script[src]", "all => all.map((e) => e.href || e.src)"
    )
    for url in set(files) - WEIGHED.keys():
        WEIGHED[url] = len(gzip.compress(page.request.get(url).body()))
    return len(gzip.compress(html)) + sum(WEIGHED[url] for url in set(files))


WEIGHED = {}


def wrong_levels(page):
    """Headings that leap over a level, or more than one above all others."""
    levels = page.eval_on_selector_all("h1, h2, h3, h4", LEVELS)
    leaps = [b for a, b in itertools.pairwise(levels) if b > a + 1]
    is_right = levels[:1] == [1] and levels.count(1) == 1 and not leaps
    return [] if is_right else levels


# What a machine finds of barriers hardly differs from role to role.
LOOKED_AT = set()


@pytest.mark.parametrize("role", CAST)
def test_every_page_of_a_role_is_measured(
    page, request, address, long_names, guard, role
):
    """No barrier, nothing wider than a phone, too small for a thumb, cut or covered."""
    guard.expected += ["403", "404"]
    sign_in(page, request.getfixturevalue(CAST[role]).username)

    faults = {name: measured(page, name, address(name)) for name in pages_of(role)}

    assert {name: each for name, each in faults.items() if each} == {}


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


IS_THERE = """([selector, words]) => {
    const focused = document.activeElement;
    return focused.matches(selector) && focused.innerText.includes(words);
}"""


def tab_to(page, selector, words=""):
    """On by the keyboard until what is looked for has the focus."""
    for _ in range(80):
        page.keyboard.press("Tab")
        if page.evaluate(IS_THERE, [selector, words]):
            return
    raise AssertionError(f"no way by keyboard to {selector}")


def test_from_signing_in_to_signing_out_without_a_mouse(page, clerk, address):
    with_password(clerk, PASSWORD)
    page.goto("/accounts/sign-in/")
    page.locator("[name=username]").focus()
    page.keyboard.type(clerk.username)
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "/accounts/sign-in/" not in url)

    tab_to(page, ".side summary", "走访")
    page.keyboard.press("Enter")
    tab_to(page, ".side a[href='/visits/']")
    page.keyboard.press("Enter")
    page.wait_for_url("**/visits/")
    tab_to(page, "#list td a")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/visits/\d+/$"))
    tab_to(page, ".who summary")
    page.keyboard.press("Enter")
    tab_to(page, "[data-sign-out] button")
    page.keyboard.press("Enter")

    page.locator("[name=username]").wait_for()


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
