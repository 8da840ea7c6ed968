"""Who sees names and numbers masked learns no more of them by searching and sorting.

Boxes, filters, columns, lookups and tables come from where they are registered: a new
one is asked by itself.
"""

import re
from html import unescape
from urllib.parse import quote, quote_plus

import pytest
from django.core.exceptions import PermissionDenied
from django.http import QueryDict
from django.urls import reverse

from poverty.models import Household, HouseholdMember
from tests.factories.poverty import HouseholdFactory, MemberFactory
from tests.factories.visits import CallFactory, PairingFactory
from tests.walk import CAST, list_paths
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.figures import registry
from tianmen_congress.base.personal.id_numbers import complete
from tianmen_congress.base.ui import lookups
from tianmen_congress.base.ui.listing import Listing, rebuild
from tianmen_congress.overview.workbench.search import search
from visits.models import Visit
from visits.pairings.models import HouseholdPairing

pytestmark = pytest.mark.django_db
MASKED = (Role.LEADER, Role.SUPERVISOR)
READERS = (*MASKED, Role.OFFICE)
NUMBER = complete("42909919700101001")
WRONG = "禤翃秀"
# What only those know who see it whole; a wrong guess looks the same through a mask.
GUESSES = {
    "the whole name": "禤翀秀",
    "its middle": "翀",
    "its beginning": "禤翀",
    "its sound": "xuanchong",
    "its initials": "xcx",
    "the telephone": "13900771234",
    "its middle digits": "0077",
    "the number": NUMBER,
}
BY_NAME = {"the whole name", "its middle", "its beginning"}
BY_SOUND = {"its sound", "its initials"}
# Where the office finds somebody by what is hidden from others: a box that finds nobody
# for anybody would prove nothing.
FOUND = {
    "poverty.pages.listings.HouseholdListing q": BY_NAME | BY_SOUND,
    "visits.pages.listings.VisitListing q": BY_NAME,
    "visits.pages.listings.VisitListing household": BY_NAME | BY_SOUND,
    "lookup households-of-village": BY_NAME | BY_SOUND,
    "lookup households-seen": BY_NAME | BY_SOUND,
    "search": BY_NAME | BY_SOUND,
}
ORDERED = {
    "poverty.pages.listings.HouseholdListing": {"", "head_name", "village"},
    "visits.pages.listings.HouseholdListing": {"", "head_name"},
    "visits.pages.listings.CallListing": {"household"},
    "visits.pairings.pages.listings.PairingListing": {"household"},
}


@pytest.fixture
def families(rows):
    """Two households of a village that look the same through the mask, both visited."""
    ours = rows[Household].ours
    other = HouseholdFactory(village=ours.village)
    visit, pairing = rows[Visit].ours, rows[HouseholdPairing].ours
    CallFactory(visit=visit, household=other)
    PairingFactory(person=pairing.person, group=pairing.group, household=other)
    name(ours, "禤翀秀", "13900771234", NUMBER)
    name(other, "禤艾秀", "13900661234", complete("42909919700303001"))
    return ours, other


def name(household, head_name, phone="", number=""):
    household.head_name, household.phone = head_name, phone or household.phone
    household.save()
    head = household.members.filter(relation="head").first()
    head = head or MemberFactory(household=household, relation="head", id_number=number)
    head.name = head_name
    head.save()


def listings(user) -> dict[str, Listing]:
    return {path: asked_again(path, user, {}) for path in list_paths()}


def asked_again(path, user, query) -> Listing:
    asked = QueryDict(mutable=True)
    asked.update(query)
    return rebuild(path, user, query=asked, hidden=[])


def boxes(listing) -> list[str]:
    """Boxes of a list's search that text is typed into."""
    if listing.filterset is None:
        return []
    fields = listing.filterset.form.fields
    return [key for key, field in fields.items() if not hasattr(field, "choices")]


def keys_found(listing, query) -> object:
    """What a search finds, or how it was refused."""
    again = asked_again(listing.path, listing.user, query)
    try:
        keys = list(again.found.values_list("pk", flat=True))
    except PermissionDenied as refusal:
        return str(refusal)
    form = again.filterset and again.filterset.form
    return keys, bool(form and form.errors)


def offered(user, lookup, text, village) -> list[int]:
    rows = lookups.get_lookup(lookup).find(user, text, {"village": str(village.pk)})
    return [row.pk for row in rows]


def answers(user, found, village, text) -> dict[str, object]:
    """What everything that can be asked answers to `text`."""
    told = {
        f"{path} {box}": keys_found(listing, {box: text})
        for path, listing in found.items()
        for box in boxes(listing)
    }
    for lookup in lookups.registered:
        told[f"lookup {lookup}"] = offered(user, lookup, text, village)
    parts = search(user=user, text=text)
    told["search"] = [(part.kind, [row.pk for row in part.rows]) for part in parts]
    return told


def told_apart(user, found, village) -> dict[str, set[str]]:
    """By what is asked: the guesses that are answered otherwise than a wrong one."""
    told: dict[str, set[str]] = {}
    of_wrong = answers(user, found, village, WRONG)
    for what, guess in GUESSES.items():
        of_right = answers(user, found, village, guess)
        for asked in of_right:
            if of_right[asked] != of_wrong[asked]:
                told.setdefault(asked, set()).add(what)
    return told


@pytest.mark.parametrize("role", READERS)
def test_a_right_guess_is_answered_as_a_wrong_one_is(role, families, request):
    user = request.getfixturevalue(CAST[role])
    found = listings(user)

    told = told_apart(user, found, families[0].village)

    assert told == ({} if role in MASKED else FOUND)
    assert sum(len(boxes(listing)) for listing in found.values()) >= 25


SEEN = {"禤": True, "秀": True, "禤*秀": True, "禤秀": False, "翀": False, "xcx": False}


@pytest.mark.parametrize("role", MASKED)
def test_what_is_seen_of_a_name_is_found(role, families, request, signed_in):
    user, client = request.getfixturevalue(CAST[role]), signed_in(role)
    household, visit = families[0], Visit.objects.get(calls__household=families[0])

    def found(name, text):
        return set(client.get(reverse(name), {"q": text}).context["listing"].found)

    for text, finds in SEEN.items():
        assert found("poverty:household_list", text) == (
            set(families) if finds else set()
        )
        assert found("visits:list", text) == ({visit} if finds else set())
        parts = {part.kind: part.rows for part in search(user=user, text=text)}
        assert (household in parts.get("household", [])) == finds, text


def orders(listing) -> dict[str, list[int]]:
    """The rows of a list as they stand when it is sorted by each of its columns."""
    found = {}
    columns = listing.table_class.base_columns.items()
    sorting = [name for name, column in columns if column.orderable is not False]
    for column in ("", *sorting):
        query = {"sort": column} if column else {}
        again = asked_again(listing.path, listing.user, query)
        found[column] = list(again.table.data.data.values_list("pk", flat=True))
    return found


def changed_orders(found, families) -> dict[str, set[str]]:
    """Columns whose order changes when the hidden middles of two names change places."""
    before = {path: orders(listing) for path, listing in found.items()}
    names = [family.head_name for family in families]
    for family, other in zip(families, reversed(names), strict=True):
        name(family, other)
    after = {path: orders(listing) for path, listing in found.items()}
    changed = {
        path: {column for column in columns if columns[column] != after[path][column]}
        for path, columns in before.items()
    }
    return {path: columns for path, columns in changed.items() if columns}


@pytest.mark.parametrize("role", READERS)
def test_no_order_tells_what_stands_behind_a_mask(role, families, request):
    found = listings(request.getfixturevalue(CAST[role]))

    changed = changed_orders(found, families)

    assert changed == ({} if role in MASKED else ORDERED)


@pytest.mark.parametrize("role", MASKED)
def test_no_table_tells_by_its_order_what_stands_behind_a_mask(role, families, request):
    user = request.getfixturevalue(CAST[role])
    asked = registry.Asked(campaign=Campaign.objects.get())

    def lines():
        tables = {kind.slug: kind(user, asked) for kind in registry.tables_for(user)}
        return {
            slug: [(line.values, line.links) for line in table.rows()]
            for slug, table in tables.items()
        }

    before = lines()
    for family, other in zip(families, ("禤艾秀", "禤翀秀"), strict=True):
        name(family, other)

    assert lines() == before
    assert str(before["visit-ledger"]).count("禤*秀") == 2


VARYING = re.compile(r'(?:csrfmiddlewaretoken|form_token)"[^>]*value="[^"]*"')


def same_but_for(page, text) -> str:
    """A page without what it repeats of the question and what is new on each."""
    content = VARYING.sub("", unescape(page.content.decode()))
    for form in (text, quote(text), quote_plus(text)):
        content = content.replace(form, "…")
    return content


def test_pages_of_right_and_wrong_guesses_are_the_same(families, signed_in):
    places = ("poverty:household_list", "visits:list", "workbench:search")

    def pages(text, role=Role.LEADER):
        client = signed_in(role)
        return [same_but_for(client.get(reverse(p), {"q": text}), text) for p in places]

    of_wrong = pages(WRONG)
    for guess in GUESSES.values():
        assert pages(guess) == of_wrong
    right, wrong = (pages(text, Role.OFFICE) for text in ("禤翀秀", WRONG))
    assert [a == b for a, b in zip(right, wrong, strict=True)] == [False] * 3


def test_a_box_that_forgets_the_mask_is_refused(families, leader, office, monkeypatch):
    """The broken twin: a search for names that does not ask who reads."""
    plain = lookups.Lookup(
        rows=Household.objects.visible_to,
        search=lambda rows, text: rows.filter(head_name__contains=text),
    )
    beneath = lookups.Lookup(
        rows=Household.objects.visible_to,
        search=lambda rows, text: rows.filter(
            pk__in=HouseholdMember.objects.filter(name=text).values("household")
        ),
    )

    for lookup in (plain, beneath):
        assert lookup.find(office, "禤翀秀", {}) == [families[0]]
        with pytest.raises(PermissionDenied):
            lookup.find(leader, "禤翀秀", {})


def test_addresses_of_a_household_are_no_way_to_its_name(families, leader, client):
    """What a box chose stands in the address as a key: it narrows no list."""
    client.force_login(leader)
    chosen = {"household": "禤翀秀", "household_pk": families[0].pk}

    page = client.get(reverse("visits:list"), chosen)

    assert page.status_code == 200
    assert page.context["listing"].chips == []
