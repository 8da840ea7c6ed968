"""The manual is true of the product: its pages, links, pictures, states and figures."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import Resolver404, resolve, reverse

from referrals.enums import State
from referrals.workflow import TRANSITIONS
from tests.pictures.manual import SHOTS
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.figures.registry import Asked, all_figures, tables_for
from tianmen_congress.base.workbooks.kinds import registered
from tianmen_congress.overview.manual import states
from tianmen_congress.overview.manual.chapters import CHAPTERS, chapter_about
from tianmen_congress.overview.manual.keys import KEY_GROUPS
from tianmen_congress.overview.manual.news import VERSIONS

pytestmark = pytest.mark.django_db
TEMPLATES = Path(settings.BASE_DIR) / "templates" / "manual"
PICTURES = Path(settings.BASE_DIR) / "static" / "manual"
REFERENCE = ("home", "states", "figures", "keys", "questions", "news")


def pages():
    for name in REFERENCE:
        yield reverse(f"manual:{name}")
    for chapter in CHAPTERS:
        yield reverse("manual:chapter", args=[chapter.slug])


def leads_nowhere(url):
    try:
        resolve(url.partition("?")[0].partition("#")[0])
    except Resolver404:
        return True
    return False


def read(client):
    """Links of all pages of the manual."""
    links = set()
    for url in pages():
        main = client.get(url).content.decode().partition("<main")[2]
        main = main.partition("</main>")[0]
        assert "<h1>" in main, url
        links |= set(re.findall(r'href="(/[^"]*)"', main))
    return links


def test_every_page_opens_for_everybody_and_its_links_lead_to_pages(each):
    found = each(lambda client, who: {*filter(leads_nowhere, read(client))})

    assert {who: links for who, links in found.items() if links} == {}


def test_of_pages_that_are_not_for_the_reader_only_the_words_stand_there(client, unit):
    client.force_login(unit)
    links = read(client)

    assert "/opinions/inbox/" in links
    assert [url for url in sorted(links) if client.get(url).status_code == 403] == []


def test_the_first_page_begins_with_the_chapters_of_the_readers_own_work(each):
    def first(client, who):
        page = client.get(reverse("manual:home")).content.decode()
        own = page.partition("<main")[2].partition("<h2>查阅</h2>")[0]
        return "您的工作" in own and re.findall(r"/manual/([a-z-]+)/\"", own)[-3:]

    shown = each(first)

    assert shown["unit"] == ["conference", "answer", "reports"]
    assert shown["leader"] == ["reports"]


@pytest.mark.parametrize(
    ("page", "chapters"),
    [
        ("visits:create", {"secretary": "visit", "deputy": "visit", "unit": ""}),
        ("referrals:list", {"secretary": "report-up", "unit": "answer", "leader": ""}),
        ("referrals:inbox", {"clerk": "triage", "deputy": "verdict"}),
        ("referrals:conference", {"office": "conference", "clerk": ""}),
        ("workbench:home", {"office": "", "sysadmin": ""}),
    ],
)
def test_help_leads_from_a_page_to_the_chapter_of_whoever_reads_it(
    request, client, page, chapters
):
    for name, slug in chapters.items():
        user = request.getfixturevalue(name)
        found = chapter_about(page, user)

        assert (found.slug if found else "") == slug, name
        client.force_login(user)
        answer = client.get(reverse("manual:home"), {"page": page})
        assert answer.get("Location", "") == ((found and f"/manual/{slug}/") or "")


def test_the_states_are_all_there_with_all_their_moves(client, unit):
    told = {
        (each.state, move.label, move.target)
        for each in states.states()
        for move in each.moves
    }
    everywhere = {move.label for move in states.everywhere()}
    client.force_login(unit)
    page = client.get(reverse("manual:states")).content.decode()

    assert [each.state for each in states.states()] == list(State)
    for step in TRANSITIONS.values():
        if step.label in everywhere:
            continue
        names = "、".join(dict.fromkeys(str(State(s).label) for s in step.targets))
        target = "状态不变" if step.target is None else names
        assert {(s, step.label, target) for s in step.sources} <= told
        assert f"<strong>{step.label}</strong>" in page
    assert all(f'<section id="{state.value}">' in page for state in State)


def test_the_drawing_shows_moves_of_the_rule_book_between_its_boxes():
    drawn = {arrow.label for arrow in states.arrows()}

    assert drawn == {TRANSITIONS[key].label for key in states.MAIN_MOVES}
    assert len(states.boxes()) == len(states.PLACES)


def test_every_figure_is_defined_and_every_note_of_a_table(client, office):
    client.force_login(office)
    page = client.get(reverse("manual:figures")).content.decode()
    notes = [n for t in tables_for(office) for n in t(office, Asked()).notes]

    assert [f.key for f in all_figures() if f.definition not in page] == []
    assert [note for note in notes if note not in page] == []
    assert len(notes) > 20


def test_every_kind_of_workbook_is_named_where_kinds_are_listed():
    chapter = (TEMPLATES / "chapters" / "imports.html").read_text(encoding="utf-8")
    paper = Path(settings.BASE_DIR, "docs", "workbooks.md").read_text(encoding="utf-8")
    kinds = list(registered.values())

    assert [kind.title for kind in kinds if kind.title not in chapter] == []
    rows = [f"| `{kind.slug}` | {kind.title} |" for kind in kinds]
    assert [row for row in rows if row not in paper] == []


def test_every_picture_that_a_chapter_names_is_there_and_the_other_way_round():
    text = "".join(path.read_text() for path in TEMPLATES.rglob("*.html"))
    named = re.findall(r'{% picture "([a-z-]+)"', text)
    there = {path.stem: path.stat().st_size for path in PICTURES.glob("*.png")}

    assert sorted(named) == sorted(there) == sorted(shot.name for shot in SHOTS)
    assert max(there.values()) < 60_000
    assert len(there) <= 12


def test_chapters_have_templates_and_names_of_chapters_are_chapters():
    slugs = {chapter.slug for chapter in CHAPTERS}
    items = [item for version in VERSIONS for item in version.items]

    assert {p.stem for p in (TEMPLATES / "chapters").glob("*.html")} == slugs
    assert {item.chapter for item in items} - {""} <= slugs
    assert {slug for group in KEY_GROUPS for slug in group.chapters} <= slugs
    for role in Role:
        assert sum(role in item.roles for item in VERSIONS[0].items) <= 8
