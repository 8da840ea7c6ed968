"""Planted ID numbers, telephones and names: where they may stand, and where never.

The pages come from the table of addresses: a new page is looked at by itself.
"""

import logging

import pytest
from django.urls import reverse

from poverty import shown as summaries
from poverty.models import Household, HouseholdMember
from tests.access_table import ROUTES
from tests.trust.asking import Asker, encoded, some
from tests.trust.planting import (
    Planted,
    addresses_in,
    sessions,
    stored_names,
    text_of,
    trail,
)
from tests.trust.sending import FORM
from tests.trust.walking import ORDER, address, forms_of, pages
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.ui import lookups, masks
from tianmen_congress.base.ui.templatetags import ui as ui_tags

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
MASKED = (Role.SUPERVISOR, Role.LEADER)
OFFICE_FILE = "application/vnd.openxmlformats"
# Empty forms, and what somebody put in himself, are no export.
NO_EXPORT = {
    "workbooks:template",
    "papers:download",
    "papers:version",
    "workbooks:file",
    "referrals:attachment",
}


@pytest.fixture
def planted(rows):
    return Planted().plant(rows)


def looked_at(client, rows, role, only=ROUTES, queries=("", "?export=xlsx")):
    """Name and text of every page and every workbook that opens to `role`."""
    for name, route in ROUTES.items():
        if route.is_post_only or role not in route.roles or name not in only:
            continue
        url = address(name, route, rows)
        for query in queries:
            response = client.get(url + query)
            if response.status_code == 200:
                yield name + query, text_of(response), response


@pytest.mark.parametrize("role", MASKED)
def test_no_page_and_no_workbook_shows_a_family_whole_to_those_who_look_on(
    role, rows, planted, signed_in
):
    client, seen, whole, showing = signed_in(role), 0, {}, []
    masked = {masks.mask_name(name) for name in planted.names}
    for name, text, _ in looked_at(client, rows, role):
        seen += 1
        if found := planted.found_in(text):
            whole[name] = found
        showing += [name] if any(name in text for name in masked) else []

    assert whole == {}
    # The walk could not fail if the masked pages were empty.
    assert seen > 60
    assert len(showing) >= 8


def test_a_page_that_forgets_the_mask_is_found(rows, planted, signed_in, monkeypatch):
    """The broken twin."""
    monkeypatch.setattr(ui_tags.masks, "shown_to", lambda user, value, kind: value)
    client = signed_in(Role.SUPERVISOR)
    families = {"poverty:household_list", "poverty:household_detail"}

    whole = {
        name
        for name, text, _ in looked_at(client, rows, Role.SUPERVISOR, only=families)
        if planted.found_in(text)
    }

    assert whole >= families


@pytest.mark.parametrize("role", MASKED)
def test_no_box_offers_a_family_whole_to_those_who_look_on(role, planted, signed_in):
    client, whole = signed_in(role), {}
    for name in lookups.registered:
        url = reverse("ui:choices", kwargs={"name": name})
        for text in ("", *planted.names[:3], *planted.phones[:2], *planted.numbers[:2]):
            found = planted.found_in(client.get(url, {"q": text}).content.decode())
            whole |= {name: found} if found else {}

    assert whole == {}


@pytest.mark.parametrize("role", MASKED)
def test_searching_by_name_number_or_telephone_tells_those_who_look_on_nothing(
    role, planted, signed_in, rows
):
    client = signed_in(role)
    names = [
        "visits:households",
        "poverty:household_list",
        "pairings:list",
        "visits:calls",
    ]
    told = []
    for name in names:
        for text in (planted.numbers[0], planted.phones[0]):
            listing = client.get(reverse(name), {"q": text}).context["listing"]
            told += (
                [name] if "q" in listing.filterset.form.fields and listing.total else []
            )

    assert told == []


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRESIDIUM, Role.SECRETARY])
def test_no_page_shows_a_whole_number_and_no_address_on_it_anything_personal(
    role, rows, planted, signed_in
):
    client, whole, telling = signed_in(role), {}, {}
    for name, text, _ in looked_at(client, rows, role):
        if (found := planted.numbers_in(text)) and name != "poverty:household_edit":
            whole[name] = found
        if found := planted.found_in(addresses_in(text)):
            telling[name] = found

    assert (whole, telling) == ({}, {})


def events(kind):
    return TrailEntry.objects.filter(kind=kind).order_by("-pk")


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRESIDIUM])
def test_each_full_look_is_one_line_of_the_trail(role, rows, planted, signed_in):
    client, household = signed_in(role), rows[Household].ours

    page = client.post(reverse("poverty:numbers", args=[household.pk]))

    numbers = [m.id_number for m in household.members.all()]
    assert planted.numbers_in(page.content.decode()) == numbers
    look = events(Kind.FULL_LOOK).get()
    assert (look.user, look.rows) == (page.wsgi_request.user, len(numbers))
    assert look.township == household.township
    assert not planted.found_in(trail())


@pytest.mark.parametrize("role", MASKED)
def test_those_who_look_on_get_no_full_look(role, rows, planted, signed_in):
    client, household = signed_in(role), rows[Household].ours

    page = client.post(reverse("poverty:numbers", args=[household.pk]))

    assert page.status_code == 403
    assert not events(Kind.FULL_LOOK).exists()


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRESIDIUM])
def test_the_roster_with_numbers_is_a_line_of_the_trail(role, rows, planted, signed_in):
    client = signed_in(role)

    text = text_of(client.post(reverse("poverty:roster_export")))

    entry = events(Kind.EXPORT).get()
    seen = HouseholdMember.objects.visible_to(entry.user).count()
    assert (entry.subject, entry.rows) == ("贫困户花名册", seen)
    assert len(planted.numbers_in(text)) == seen > 0


@pytest.mark.parametrize("role", MASKED)
def test_the_roster_of_those_who_look_on_is_masked(role, rows, planted, signed_in):
    response = signed_in(role).post(reverse("poverty:roster_export"))

    assert planted.found_in(text_of(response)) == []


@pytest.mark.parametrize("role", [Role.OFFICE, Role.PRESIDIUM, Role.LEADER])
def test_each_workbook_and_each_paper_taken_out_is_a_line_of_the_trail(
    role, rows, planted, signed_in
):
    client, silent, taken = signed_in(role), [], 0
    last = events(Kind.EXPORT).count()
    exports = looked_at(client, rows, role, queries=["?export=xlsx"])
    for name, _, response in exports:
        now = events(Kind.EXPORT).count()
        is_file = response.headers["Content-Type"].startswith(OFFICE_FILE)
        if is_file and name.partition("?")[0] not in NO_EXPORT:
            taken += 1
            silent += [name] if now != last + 1 else []
        last = now

    assert silent == []
    assert taken >= 15


@pytest.fixture
def everything_logged(caplog):
    """More than any installation writes: a log of everything stops at warnings."""
    for name in (None, "django", "django.request", "django.security", "axes"):
        caplog.set_level(logging.INFO, logger=name)
    return caplog


def logged(caplog) -> str:
    records = (caplog.handler.format(record) for record in caplog.records)
    return "\n".join(records)


def kept_anywhere(caplog, planted, answer) -> list[str]:
    """Where a number that was typed stands now, outside the rows of business."""
    places = {
        "log": logged(caplog),
        "address": answer.location,
        "session": sessions(),
        "trail": trail(),
        "file names": stored_names(),
    }
    return [
        name
        for name, text in places.items()
        if planted.numbers_in(text) + planted.phones_in(text)
    ]


class Keeper(Asker):
    """Looks where a number went before what was written is taken back."""

    def __init__(self, client, caplog, planted):
        super().__init__(client)
        self.caplog, self.planted = caplog, planted
        self.kept: list[tuple] = []

    def try_boxes(self, form, names, value):
        self.caplog.clear()
        answer = self.post(form.action, form.changed(**dict.fromkeys(names, value)))
        kept = kept_anywhere(self.caplog, self.planted, answer)
        self.kept += [(form.action, names, kept)] if kept else []


def test_a_number_typed_into_any_box_stands_in_no_log_address_session_or_trail(
    rows, planted, signed_in, everything_logged
):
    found = forms_of(pages(rows, signed_in), "post")
    typed = Planted(numbers=["429099196501010016"], phones=["13800004321"])
    kept, asked = [], 0
    for role in ORDER:
        keeper = Keeper(signed_in(role), everything_logged, typed)
        for each in (each for each in found if each.role == role):
            # Where to go next is an address that the page wrote itself.
            names = [name for name in each.form.names if name != "next"]
            keeper.try_boxes(each.form, names, typed.numbers[0])
            for name in some(names, each.name, 3):
                keeper.try_boxes(each.form, [name], typed.numbers[0])
        kept += keeper.kept
        asked += keeper.asked

    assert kept == []
    assert asked > 150


def test_a_number_in_a_box_of_the_sign_in_page_is_kept_nowhere(
    client, db, everything_logged
):
    typed = Planted(numbers=["429099196501010016"], phones=["13800004321"])
    for value in (*typed.numbers, *typed.phones):
        body = encoded([("username", value), ("password", value)])
        client.post("/accounts/sign-in/", body, content_type=FORM)

    places = (logged(everything_logged), sessions(), trail())

    assert [typed.found_in(place) for place in places] == [[], [], []]


def test_a_page_that_writes_a_number_into_the_log_is_found(
    client, office, everything_logged
):
    """The broken twin of looking through logs."""
    typed = Planted(numbers=["429099196501010016"])
    logging.getLogger("poverty").warning("no household of %s", typed.numbers[0])

    assert typed.numbers_in(logged(everything_logged)) == typed.numbers


def test_a_failing_page_tells_no_number(client, office, rows, planted, monkeypatch):
    """What the person reads when something breaks in the middle of a household."""

    def broken(household, user):
        raise RuntimeError("broken")

    monkeypatch.setattr(summaries, "pairs_of_household", broken)
    client.raise_request_exception = False
    client.force_login(office)

    page = client.post(reverse("poverty:numbers", args=[rows[Household].ours.pk]))

    assert page.status_code == 500
    assert planted.found_in(page.content.decode()) == []


def test_the_database_holds_no_number_in_the_clear(rows, planted, django_db_blocker):
    """Neither the row nor its history: a stolen dump tells no number."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, ' ') FROM poverty_householdmember t")
        (stored,) = cursor.fetchone()
        cursor.execute(
            "SELECT string_agg(t::text, ' ') FROM poverty_householdmemberevent t"
        )
        (history,) = cursor.fetchone()

    assert planted.numbers_in(stored) == planted.numbers_in(history) == []
    assert planted.names_in(stored) != []
