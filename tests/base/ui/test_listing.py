import io
import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories.platform import VillageFactory
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.ui.listing import exporters
from tianmen_congress.base.ui.models import SavedSearch

pytestmark = pytest.mark.django_db


def get(client, user, query=""):
    client.force_login(user)
    return client.get(f"{reverse('divisions')}?{query}")


@pytest.mark.parametrize("count", [1, 3])
def test_a_list_costs_the_same_for_any_number_of_rows(
    client, clerk, yuxin, count, django_assert_num_queries
):
    VillageFactory.create_batch(count, parent=yuxin)
    client.force_login(clerk)

    # the frame's eight, townships to choose from, saved searches, count, tabs, rows
    with django_assert_num_queries(13):
        response = client.get(reverse("divisions"))

    assert response.context["listing"].total == count


# The frame counts what waits for whoever looks.
OF_FRAME = ('"alerts_alert"', '"referrals_opinion"')


def counts(queries) -> int:
    """How often rows of the list are counted, besides those of its tabs."""
    parts = [query["sql"].split(" FROM ", 1) for query in queries]
    return sum(
        "COUNT(" in what.upper()
        and "FILTER" not in what
        and not where.startswith(OF_FRAME)
        for what, where in (part for part in parts if len(part) == 2)
    )


@pytest.mark.parametrize("query", ["", "page=2", "page=99", "q=村", "export=xlsx"])
def test_the_rows_of_a_list_are_counted_once(client, clerk, yuxin, query):
    VillageFactory.create_batch(21, parent=yuxin)

    with CaptureQueriesContext(connection) as asked:
        get(client, clerk, query).close()

    assert counts(asked.captured_queries) == 1


def test_a_search_shows_its_rows_and_a_chip_that_takes_it_away(client, clerk, yuxin):
    VillageFactory(name="青山村委会", parent=yuxin)
    VillageFactory(name="白湖村委会", parent=yuxin)

    page = get(client, clerk, "q=青山&per_page=50")

    listing = page.context["listing"]
    assert [row.name for row in listing.found] == ["青山村委会"]
    assert [(c.value, c.url) for c in listing.chips] == [("青山", "?per_page=50")]


def test_a_filter_that_cannot_be_read_shows_no_rows_and_says_so(client, clerk, yuxin):
    VillageFactory(parent=yuxin)

    page = get(client, clerk, "parent=999999")

    assert page.context["listing"].total == 0
    assert "需要更正" in page.content.decode()


def test_rows_are_numbered_on_over_the_pages(client, clerk, yuxin):
    VillageFactory.create_batch(21, parent=yuxin)

    page = get(client, clerk, "page=2&sort=code")

    numbers = re.findall(r'class="row-number">(.*?)</td>', page.content.decode())
    assert numbers == ["21"]


@pytest.mark.parametrize("asked", ["0", "-1", "x", "９９", "999999999999999999999999"])
def test_a_page_that_is_none_shows_one_that_is(client, clerk, qingshan, asked):
    assert get(client, clerk, f"page={asked}").context["listing"].table.page.number == 1


def test_sorting_by_what_is_no_column_changes_nothing(client, clerk, yuxin):
    VillageFactory.create_batch(3, parent=yuxin)

    plain, asked = (
        [
            row.record.pk
            for row in get(client, clerk, query).context["listing"].table.rows
        ]
        for query in ("", "sort=parent__password")
    )

    assert asked == plain
    assert len(plain) == 3


def test_htmx_gets_the_part_and_a_browser_going_back_gets_the_page(
    client, clerk, qingshan
):
    client.force_login(clerk)
    ask = {"HX-Request": "true"}

    part = client.get(reverse("divisions"), headers=ask)
    again = client.get(
        reverse("divisions"), headers={**ask, "HX-History-Restore-Request": "true"}
    )

    assert "<html" not in part.content.decode()
    assert 'id="list"' in part.content.decode()
    assert "HX-Request" in part["Vary"]
    assert "<html" in again.content.decode()


def test_columns_that_a_user_switches_off_stay_off(client, clerk, qingshan):
    listing = get(client, clerk).context["listing"]
    choice = {
        "listing": listing.path,
        "all": ["parent", "code"],
        "shown": ["parent"],
        "next": reverse("divisions"),
    }

    response = client.post(reverse("ui:columns"), choice)

    shown = [
        c["name"]
        for c in get(client, clerk).context["listing"].columns
        if c["is_shown"]
    ]
    assert response.url == reverse("divisions")
    assert "code" not in shown
    assert "parent" in shown


def test_column_choice_leads_to_no_other_site(client, clerk):
    client.force_login(clerk)

    response = client.post(reverse("ui:columns"), {"next": "https://example.org/"})

    assert response.url == "/"


def test_a_saved_search_is_its_users_own(client, clerk, other_clerk, qingshan):
    key = get(client, clerk).context["listing"].path
    kept = {"listing": key, "name": "青山", "query": "q=青山"}
    client.post(reverse("ui:save_search"), kept)
    client.post(reverse("ui:save_search"), {**kept, "query": "q=青"})

    mine = get(client, clerk).context["listing"].searches
    others = get(client, other_clerk).context["listing"].searches
    refused = client.post(reverse("ui:drop_search", args=[mine[0].pk]))

    assert [(s.name, s.query) for s in mine] == [("青山", "q=青")]
    assert others == []
    assert refused.status_code == 404
    assert SavedSearch.objects.count() == 1


def test_an_export_without_somebody_who_writes_workbooks_is_not_found(
    client, clerk, qingshan
):
    assert get(client, clerk, "export=xlsx").getvalue().startswith(b"PK")
    with exporters.emptied():
        assert get(client, clerk, "export=xlsx").status_code == 404


def test_rows_that_compare_equal_keep_their_places_from_page_to_page(
    client, clerk, yuxin
):
    VillageFactory.create_batch(25, parent=yuxin, name="青山村委会")

    page = get(client, clerk, "sort=parent")

    rows = page.context["listing"].table.data.data
    assert rows.query.order_by[-1] == "pk"


def test_an_export_holds_exactly_the_rows_found_and_the_columns_shown(
    client, clerk, yuxin
):
    VillageFactory(name="青山村委会", parent=yuxin, code="429006105212")
    VillageFactory(name="白湖村委会", parent=yuxin)

    response = get(client, clerk, "q=青山&export=xlsx")

    rows = list(load_workbook(io.BytesIO(response.getvalue())).active.values)
    assert rows[3:6] == [
        ("序号", "乡镇(街道)", "村(社区)", "区划代码"),
        (1, "渔薪镇", "青山村委会", "429006105212"),
        ("共1条", None, None, None),
    ]
    entry = TrailEntry.objects.get(kind=Kind.EXPORT)
    assert (entry.subject, entry.rows, entry.user) == ("行政区划", 1, clerk)


def test_rare_conditions_are_folded_away_until_one_is_in_force(
    client, office, yuxin, duobao, monkeypatch
):
    monkeypatch.setattr("tianmen_congress.base.ui.narrowing.FEW_FIELDS", 1)

    plain = get(client, office).context["listing"].search_fields
    searched = get(client, office, "on=2017-01-01").context["listing"].search_fields

    assert [field.name for field in plain["shown"]] == ["q"]
    assert [field.name for field in plain["more"]] == ["parent", "on"]
    assert not plain["is_open"]
    assert searched["is_open"]
    assert (plain["asked"], searched["asked"]) == (0, 1)


def test_what_has_no_second_value_is_not_asked_for(
    client, clerk, office, yuxin, duobao
):
    """Whoever works in one township does not choose one; the box says what it is."""
    pages = {}
    for user in (clerk, office):
        client.force_login(user)
        pages[user] = client.get(reverse("visits:list"))

    names = {
        user: {f.name for f in page.context["listing"].search_fields["shown"]}
        for user, page in pages.items()
    }
    assert "township" in names[office]
    assert "township" not in names[clerk]
    assert "小组所属乡镇：全部</option>" in pages[office].content.decode()


@pytest.mark.parametrize("name", ["q", "parent", "is_open", "sort", "page", "per_page"])
@pytest.mark.parametrize(
    "nasty", ["\0", "x" * 5_000, "²", "9" * 30, "' OR 1=1 --", "%"]
)
def test_no_search_makes_a_list_fail(client, clerk, qingshan, name, nasty):
    client.force_login(clerk)

    listing = client.get(reverse("divisions"), {name: nasty}).context["listing"]

    assert list(listing.found) in ([], [qingshan])
    assert len(listing.table.page) == listing.total


def test_a_search_with_a_fault_does_not_claim_that_nothing_was_ever_entered(
    client, clerk, yuxin
):
    VillageFactory(parent=yuxin)

    page = get(client, clerk, f"parent={'9' * 9}").content.decode()

    assert "查询条件有误，更正后再按“查询”。" in page
    assert "还没有行政区划" not in page
    assert "清除条件" in page


def test_a_row_tells_its_card_what_it_is_about_and_which_cells_are_empty(
    client, clerk, yuxin
):
    VillageFactory(name="青山村委会", parent=yuxin, code="")

    page = get(client, clerk, "q=青山").content.decode()

    cells = re.findall(r'<td data-label="([^"]+)"( data-none)? +(class="about")?', page)
    told = {label: (bool(none), bool(about)) for label, none, about in cells}
    assert told["村(社区)"] == (False, True)
    assert told["区划代码"] == (True, False)
