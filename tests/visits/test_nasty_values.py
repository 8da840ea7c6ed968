"""Whatever is sent, the pages answer: with faults, with 404, never with a bare error."""

from itertools import cycle

import pytest

from tests.factories.visits import CallFactory, PairingFactory
from tests.trust.asking import some
from tests.visits.typed import typed
from visits.models import Visit

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

NASTY = [
    "\x00",
    "a\x00b",
    "\udcff",
    "长" * 3000,
    "１２３４",
    str(2**63),
    "-1",
    "1e9",
    "NaN",
    "2017-02-30",
    "0000-00-00",
    "' OR 1=1 --",
    "<script>alert(1)</script>",
    "{{ 7|add:7 }}",
    "%s%n",
    "null",
]
FIELDS = [
    "kind",
    "visited_on",
    "group",
    "village",
    "village_pk",
    "deputies",
    "team",
    "activity",
    "few_reason",
    "recorder",
    "note",
    "confirmed",
    "add_household",
    "add_household_pk",
    "calls-more",
    "calls-0-household",
    "calls-0-a_ask_basics",
    "calls-0-a_look_house",
    "calls-0-a_check_policies",
    "calls-0-removed",
    "calls-999-household",
    "village-a_ask_basics",
    "dropped",
    "version",
]
FILTERS = [
    "since",
    "until",
    "township",
    "group",
    "group_pk",
    "village_pk",
    "kind",
    "deputy_pk",
    "campaign",
    "q",
    "household_pk",
    "state",
    "page",
    "per_page",
    "sort",
]


def sendable(value):
    """As a browser could send it: half of a surrogate pair goes as question mark."""
    return value.encode("utf-8", "replace").decode()


def together(names):
    """Every name with every value, as many at once as there are names."""
    for turn in range(len(NASTY)):
        values = NASTY[turn:] + NASTY[:turn]
        yield {name: sendable(value) for name, value in zip(names, cycle(values))}


def alone(names, count):
    """Each name with some of the values, so that no other fault stands before it."""
    for name in names:
        for value in some(NASTY, name, count):
            yield {name: sendable(value)}


def ask_entry(desk, data):
    assert desk.post("/visits/new/", data).status_code in (200, 302), data
    for part in ("choices", "doubts"):
        answer = desk.get(f"/visits/new/{part}/", data)
        assert answer.status_code in (200, 404), data


def test_no_value_of_a_field_breaks_the_entry_page(desk, outing):
    for fields in (*together(FIELDS), *alone(FIELDS, 2)):
        ask_entry(desk, typed(outing) | fields)


@pytest.mark.parametrize(
    "page", ["", "calls/", "villages/", "households/", "pairings/"]
)
def test_no_value_of_a_filter_breaks_a_list(desk, yuxin_group, page):
    CallFactory(visit__group=yuxin_group)
    PairingFactory(group=yuxin_group)

    for query in (*together(FILTERS), *alone(FILTERS, 4)):
        listing = desk.get(f"/visits/{page}", query).context["listing"]
        assert len(listing.table.page) == listing.total <= 1, query


def test_no_address_breaks_a_page(desk):
    for tail in (
        "new/?after=%00",
        "new/?activity=9e99",
        "blank/?village_pk=x&copies=-3",
    ):
        assert desk.get(f"/visits/{tail}").status_code in (200, 404), tail


def test_what_is_typed_is_shown_as_text_and_not_as_code(desk, outing):
    data = typed(outing, note="<script>alert(1)</script>", recorder="{{ 7|add:7 }}")

    desk.post("/visits/new/", data)

    text = desk.get(Visit.objects.get().get_absolute_url()).content.decode()
    assert "<script>alert(1)" not in text
    assert "&lt;script&gt;alert(1)" in text
    assert "{{ 7|add:7 }}" in text
