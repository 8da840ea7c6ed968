"""Every address of this room as every role: rows of one's own, and of next door."""

import pytest
from django.urls import reverse

from supervision.models import Finding, Inspection, SupervisionTeam, TeamTownship
from tests.cast import EVERYBODY
from tests.factories.supervision import (
    FindingFactory,
    InspectionFactory,
    ItemFactory,
)
from tests.supervision.pages import page_data
from tianmen_congress.base.files.actions import store
from tianmen_congress.base.files.enums import FileKind

pytestmark = pytest.mark.django_db
INSPECTORS = {"office", "supervisor"}
# The inspection is of the first group of 渔薪: its secretary reads it too.
READERS = INSPECTORS | {"leader", "clerk", "secretary"}
ROOM = READERS | {"other_clerk", "other_secretary"}


@pytest.fixture
def inspection(checklist, team, yuxin, yuxin_group):
    return InspectionFactory(
        form=checklist, team=team, township=yuxin, group=yuxin_group
    )


def state():
    models = Inspection, Finding, SupervisionTeam, TeamTownship
    return [list(model.objects.order_by("pk").values()) for model in models]


def expected(who, allowed):
    """404 for a row out of sight, 403 for what one sees and may not do."""
    if who in allowed:
        return 200
    return 403 if who in READERS else 404


PAGES = {
    "detail": READERS,
    "print": READERS,
    "edit": INSPECTORS,
    "void": INSPECTORS,
}


def test_pages_of_an_inspection(inspection, each):
    urls = {
        n: reverse(f"supervision:inspection_{n}", args=[inspection.pk]) for n in PAGES
    }

    found = each(lambda client, _: {n: client.get(urls[n]).status_code for n in PAGES})

    assert found == {
        who: {name: expected(who, allowed) for name, allowed in PAGES.items()}
        for who in EVERYBODY
    }


def test_who_may_not_write_writes_nothing(inspection, each):
    data = page_data(inspection.form, ("1", "1"), version=1, reason="不该")
    urls = [
        reverse(f"supervision:inspection_{name}", args=[inspection.pk])
        for name in ("edit", "void")
    ]
    before, people = state(), sorted(set(EVERYBODY) - INSPECTORS)

    def ask(client, _):
        return [(client.post(url, data).status_code, state() == before) for url in urls]

    assert each(ask, people) == {
        who: [(expected(who, set()), True)] * 2 for who in people
    }


def test_a_picture(inspection, office, picture, each):
    stored = store(picture(), by=office, kinds=[FileKind.IMAGE])
    photo = inspection.photos.create(file=stored)
    url = reverse("supervision:photo", args=[photo.pk])

    def ask(client, _):
        answers = [client.get(url), client.get(url + "?small")]
        return [(answer.status_code, bool(b"".join(answer))) for answer in answers]

    assert each(ask) == {
        who: [(200 if who in READERS else 404, True)] * 2 for who in EVERYBODY
    }


LISTS = ("inspection_list", "finding_list", "team_list", "blank")


def test_lists_are_for_those_who_have_to_do_with_it(checklist, each):
    def ask(client, _):
        return [client.get(reverse(f"supervision:{n}")).status_code for n in LISTS]

    assert each(ask) == {who: [200 if who in ROOM else 403] * 4 for who in EVERYBODY}


def test_lists_hold_the_rows_in_sight(inspection, each):
    ItemFactory(inspection=inspection)
    FindingFactory(inspection=inspection)

    def ask(client, _):
        pages = [client.get(reverse(f"supervision:{name}")) for name in LISTS[:2]]
        return [page.context["listing"].total for page in pages]

    assert each(ask, sorted(ROOM)) == {who: [who in READERS] * 2 for who in ROOM}


NEW = {"inspection_create": INSPECTORS, "team_create": {"office"}}


def test_pages_for_something_new(checklist, each):
    def ask(client, _):
        return {n: client.get(reverse(f"supervision:{n}")).status_code for n in NEW}

    assert each(ask) == {
        who: {name: 200 if who in may else 403 for name, may in NEW.items()}
        for who in EVERYBODY
    }


def test_a_team_is_seen_where_it_works_and_changed_by_the_office(team, each):
    seen = {"office", "leader", "clerk", "supervisor"}
    edit = reverse("supervision:team_edit", args=[team.pk])

    def ask(client, _):
        page = client.get(team.get_absolute_url())
        return page.status_code, client.get(edit).status_code

    assert each(ask) == {
        who: (200, 200 if who == "office" else 403) if who in seen else (404, 404)
        for who in EVERYBODY
    }


def test_nobody_anonymous_comes_in(client, inspection):
    for url in (inspection.get_absolute_url(), reverse("supervision:blank")):
        assert client.get(url).url.startswith(reverse("accounts:sign_in"))
