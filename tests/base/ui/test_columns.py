"""Which columns a list shows is its reader's own choice, kept with him."""

import io

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from tests.factories.platform import VillageFactory
from tests.walk import list_paths
from tianmen_congress.base.ui.models import PATH_LENGTH, SavedSearch
from tianmen_congress.overview.backroom.pages.registers import DivisionListing

pytestmark = pytest.mark.django_db
KEY = "tianmen_congress.overview.backroom.pages.registers.DivisionListing"
EVERY = ["parent", "code", "closed_on", "successor"]


@pytest.fixture
def desk(client, clerk, qingshan):
    client.force_login(clerk)
    return client


def choose(client, *shown, **more):
    fields = {"listing": KEY, "all": EVERY, "shown": shown, "next": "/divisions/"}
    return client.post(reverse("ui:columns"), fields | more)


def shown(client):
    listing = client.get(reverse("divisions")).context["listing"]
    return [column["name"] for column in listing.columns if column["is_shown"]]


def heads(client):
    table = client.get(reverse("divisions")).context["listing"].table
    return [column.header for column in table.columns]


def test_before_any_choice_the_list_shows_what_its_room_thought_best(desk):
    assert shown(desk) == ["parent", "code"]


def test_a_choice_is_kept_beyond_the_end_of_the_session(desk, clerk):
    choose(desk, "parent", "successor")
    desk.logout()

    desk.force_login(clerk)

    assert shown(desk) == ["parent", "successor"]


def test_a_choice_is_the_same_at_another_computer(desk, clerk):
    choose(desk, "closed_on")

    other = Client()
    other.force_login(clerk)

    assert heads(other) == ["序号", "村(社区)", "撤销日期"]


def test_a_choice_is_nobody_elses(desk, client, other_clerk):
    choose(desk, "parent")
    client.force_login(other_clerk)

    assert shown(client) == ["parent", "code"]


def test_choosing_again_replaces_the_choice(desk, clerk):
    choose(desk, "parent")
    choose(desk, "code")

    kept = SavedSearch.objects.get(user=clerk)
    assert kept.hidden_columns == ["closed_on", "parent", "successor"]
    assert shown(desk) == ["code"]


def test_all_columns_may_go_but_those_that_name_the_row(desk):
    choose(desk)

    assert heads(desk) == ["序号", "村(社区)"]


def test_all_columns_may_be_shown(desk):
    choose(desk, *EVERY)

    assert shown(desk) == EVERY


def test_the_workbook_holds_the_columns_chosen(desk, yuxin):
    choose(desk, "code")

    book = desk.get(reverse("divisions"), {"export": "xlsx"})

    rows = list(load_workbook(io.BytesIO(book.getvalue())).active.values)
    assert ("序号", "村(社区)", "区划代码") in rows


def test_the_choice_is_no_saved_search(desk):
    choose(desk, "parent")

    listing = desk.get(reverse("divisions")).context["listing"]

    assert listing.searches == []
    assert "还没有保存的查询" in desk.get(reverse("divisions")).content.decode()


def test_a_saved_search_without_a_name_does_not_wipe_the_choice(desk):
    choose(desk, "parent")
    fields = {"listing": KEY, "name": "", "query": "q=青山", "next": "/divisions/"}

    page = desk.post(reverse("ui:save_search"), fields, follow=True)

    assert "请给常用查询起个名称" in page.content.decode()
    assert shown(desk) == ["parent"]


def test_a_saved_search_does_not_switch_columns(desk):
    choose(desk, "parent")
    fields = {"listing": KEY, "name": "青山", "query": "q=青山", "next": "/divisions/"}
    desk.post(reverse("ui:save_search"), fields)

    listing = desk.get(reverse("divisions"), {"q": "青山"}).context["listing"]

    assert [search.name for search in listing.searches] == ["青山"]
    assert listing.hidden == ["closed_on", "code", "successor"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"listing": ""},
        {"listing": "x" * 121},
        {"all": []},
        {"all": ["code", "<script>"]},
        {"all": ["code", "x" * 61]},
        {"shown": ["CODE; DROP"]},
        {"all": ["\0"]},
    ],
)
def test_what_no_page_sends_changes_nothing(desk, wrong):
    response = choose(desk, "parent", **wrong)

    assert response.status_code == 302
    assert not SavedSearch.objects.exists()


def test_a_column_that_is_gone_since_is_no_fault(desk, clerk):
    SavedSearch.objects.create(
        user=clerk, listing=KEY, name="", hidden_columns=["code", "was_there_once"]
    )

    assert shown(desk) == ["parent", "closed_on", "successor"]


def test_the_choice_costs_the_list_no_query(desk, django_assert_num_queries):
    with django_assert_num_queries(13):
        desk.get(reverse("divisions"))
    choose(desk, "parent")
    desk.get(reverse("divisions"))

    with django_assert_num_queries(13):
        desk.get(reverse("divisions"))


def test_each_list_has_a_choice_of_its_own(desk):
    choose(
        desk,
        "parent",
        listing="tianmen_congress.overview.backroom.pages.registers.TownshipListing",
    )

    assert shown(desk) == ["parent", "code"]


def test_the_choice_is_offered_for_every_column_but_the_fixed_ones(desk):
    names = DivisionListing.table_class.choosable()

    assert names == EVERY


def test_the_order_of_the_rows_outlives_a_hidden_column(desk, yuxin):
    VillageFactory(name="白湖村委会", parent=yuxin, code="429006105001")
    qingshan_last = ["白湖村委会", "青山村委会"]
    choose(desk, "parent")

    listing = desk.get(reverse("divisions"), {"sort": "name"}).context["listing"]

    assert [row.record.name for row in listing.table.page] == qingshan_last


def test_the_name_of_every_list_fits_into_its_column():
    assert max(map(len, list_paths())) <= PATH_LENGTH
