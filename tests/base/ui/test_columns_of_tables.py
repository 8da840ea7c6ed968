"""How a value stands in a list, and what a workbook takes of it."""

from datetime import UTC, date, datetime

import pytest
from django.db import models
from django.http import QueryDict
from django.test import RequestFactory
from django.urls import reverse

from deputies.models import Person
from tests.factories.deputies import PersonFactory
from tests.factories.platform import VillageFactory
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui.filters import (
    ChoiceFilter,
    DayFilter,
    ListFilters,
    SearchFilter,
    YesNoFilter,
)
from tianmen_congress.base.ui.listing import BulkButton, Listing
from tianmen_congress.base.ui.tables import (
    DayColumn,
    ListTable,
    MomentColumn,
    NumberColumn,
    PersonalColumn,
    StatusColumn,
    TextColumn,
)

pytestmark = pytest.mark.django_db


class Shade(models.TextChoices):
    MALE = "male", "男"


class PeopleTable(ListTable):
    name = PersonalColumn(kind="name")
    phone = PersonalColumn(kind="phone")
    sex = StatusColumn(tones={"male": "blue"})
    birth_month = DayColumn()
    count = NumberColumn("件数", accessor="pk")
    seen_at = MomentColumn("见于", accessor="seen")
    note = TextColumn()
    fixed = ("name",)
    hidden = ("note",)

    class Meta(ListTable.Meta):
        model = Person
        fields = (
            "name",
            "phone",
            "sex",
            "birth_month",
            "count",
            "seen_at",
            "note",
        )


class PeopleFilters(ListFilters):
    q = SearchFilter(columns=("name", "work"))
    born = DayFilter(field_name="birth_month", lookup_expr="gte", label="生于")
    sex = ChoiceFilter(choices=Shade, label="性别")
    without_account = YesNoFilter(
        field_name="user", lookup_expr="isnull", label="无账号"
    )


class PeopleListing(Listing):
    title, noun = "人员", "人"
    table_class = PeopleTable
    filters = PeopleFilters

    def rows(self):
        seen = models.Value(datetime(2017, 6, 5, 16, 30, tzinfo=UTC))
        return Person.objects.annotate(
            seen=models.ExpressionWrapper(seen, models.DateTimeField())
        )


@pytest.fixture
def listing():
    def listing(user, query=""):
        request = RequestFactory().get("/people/", QueryDict(query))
        request.user, request.GET = user, QueryDict(query)
        return PeopleListing(request)

    return listing


@pytest.fixture
def person(db):
    return PersonFactory(
        name="张三丰",
        phone="138 0000 1234",
        sex="male",
        birth_month=date(1964, 10, 1),
        work="渔薪小学",
    )


def cells(listing):
    row = listing.table.rows[0]
    return {name: row.get_cell(name) for name in row.table.columns.names()}


def exported(listing):
    heads, *rows = listing.values()
    return dict(zip(heads, rows[0], strict=True))


def test_each_kind_of_column_shows_its_value_in_its_way(listing, person, clerk):
    shown = cells(listing(clerk))

    assert shown["name"] == "张三丰"
    assert shown["phone"] == "138 0000 1234"
    assert shown["sex"] == '<span class="tag tag-blue">男</span>'
    assert shown["birth_month"] == "1964-10-01"
    assert shown["seen_at"] == "2017-06-06 00:30"
    assert shown["number"] == 1


def test_a_workbook_takes_values_and_not_markup(listing, person, clerk):
    told = exported(listing(clerk))

    assert told["性别"] == "男"
    assert told["见于"] == "2017-06-06 00:30"
    assert told["件数"] == person.pk
    assert told[str(Person._meta.get_field("birth_month").verbose_name)] == date(
        1964, 10, 1
    )
    assert "序号" not in told


def test_names_and_phones_are_masked_on_the_page_and_in_the_workbook(
    listing, person, leader
):
    shown, told = cells(listing(leader)), exported(listing(leader))

    assert (shown["name"], shown["phone"]) == ("张*丰", "138****1234")
    assert {"张*丰", "138****1234"} <= set(told.values())


def test_a_code_without_a_tone_is_grey(listing, person, clerk, monkeypatch):
    monkeypatch.setattr(PeopleTable.base_columns["sex"], "tones", {})

    assert 'class="tag tag-grey"' in cells(listing(clerk))["sex"]


def test_nothing_is_shown_as_a_dash(listing, clerk):
    PersonFactory(birth_month=None)

    assert cells(listing(clerk))["birth_month"] == "—"


def test_numbers_stand_at_the_right_with_their_heads(listing, person, clerk):
    column = listing(clerk).table.columns["count"]

    assert column.attrs["th"]["class"].split()[0] == "number"
    assert "number" in column.attrs["td"]["class"]


def test_columns_off_by_themselves_are_listed_as_such(listing, person, clerk):
    columns = {c["name"]: c["is_shown"] for c in listing(clerk).columns}

    assert columns["note"] is False
    assert columns["phone"] is True
    assert "name" not in columns


@pytest.mark.parametrize(
    ("query", "is_found"),
    [
        ("q=三丰", True),
        ("q=小学", True),
        ("q=XX", False),
        ("q=%25", False),
        ("born=1964.10.1", True),
        ("born=1964年10月2日", False),
        ("sex=male", True),
        ("without_account=0", False),
        ("without_account=1", True),
        ("without_account=", True),
    ],
)
def test_each_kind_of_filter_finds_what_it_says(
    listing, person, clerk, query, is_found
):
    found = listing(clerk, query).found

    assert (person in found) == is_found


@pytest.mark.parametrize("query", ["born=昨天", "sex=other", "without_account=2"])
def test_a_value_that_cannot_be_read_finds_nothing(listing, person, clerk, query):
    each = listing(clerk, query)

    assert list(each.found) == []
    assert each.filterset.form.errors
    assert each.chips == []


@pytest.mark.parametrize(
    ("query", "label", "value"),
    [
        ("sex=male", "性别", "男"),
        ("without_account=1", "无账号", "是"),
        ("born=6月5日", "生于", "2017-06-05"),
    ],
)
def test_a_chip_says_in_words_what_is_in_force(listing, clerk, query, label, value):
    [chip] = listing(clerk, query).chips

    assert (chip.label, chip.value, chip.url) == (label, value, "?")


def test_taking_one_chip_away_keeps_the_others_and_begins_at_page_one(listing, clerk):
    chips = listing(clerk, "q=张&sex=male&page=3&sort=name").chips

    urls = {chip.label: QueryDict(chip.url[1:]).dict() for chip in chips}
    assert urls["性别"] == {"q": "张", "sort": "name"}
    assert urls["关键词"] == {"sex": "male", "sort": "name"}


def test_the_search_in_force_leaves_out_page_size_order_and_export(listing, clerk):
    each = listing(clerk, "q=张&page=2&per_page=50&sort=name&export=xlsx&sex=male")

    assert QueryDict(each.searched).dict() == {"q": "张", "sex": "male"}


@pytest.mark.parametrize(
    ("asked", "number"),
    [("1", 1), ("2", 2), ("3", 3), ("4", 3), ("0", 1), ("x", 1), ("", 1)],
)
def test_a_page_beyond_the_end_is_the_last(listing, clerk, asked, number):
    for _ in range(45):
        PersonFactory()

    assert listing(clerk, f"page={asked}").table.page.number == number


def test_page_numbers_show_the_ends_and_the_neighbours(listing, clerk):
    Person.objects.bulk_create(
        Person(name=f"代表{n}", pinyin=f"{n}", initials="d") for n in range(400)
    )

    numbers = listing(clerk, "page=10").page_numbers

    assert [n for n in numbers if isinstance(n, int)] == [
        1,
        2,
        8,
        9,
        10,
        11,
        12,
        19,
        20,
    ]


def test_a_list_without_filters_shows_all_and_has_no_chips(listing, person, clerk):
    each = listing(clerk)
    each.filters = None

    assert each.filterset is None
    assert each.chips == []
    assert list(each.found) == [person]


def test_rows_keep_their_places_when_they_compare_equal(listing, clerk):
    people = [PersonFactory(sex="male") for _ in range(3)]

    rows = [row.record for row in listing(clerk, "sort=sex").table.rows]

    assert rows == people


def test_a_list_names_itself_by_its_class(listing, clerk):
    assert listing(clerk).path.endswith(".PeopleListing")


def test_a_list_must_say_its_rows(client, clerk):
    request = RequestFactory().get("/")
    request.user = clerk

    with pytest.raises(NotImplementedError):
        Listing(request).rows()


def test_a_tick_box_says_which_row_it_picks(clerk, yuxin):
    village = VillageFactory(name="<b>青山</b>", parent=yuxin)
    request = RequestFactory().get(reverse("divisions"))
    request.user = clerk

    class Villages(ListTable):
        class Meta(ListTable.Meta):
            model = Division
            fields = ("name",)

    table = Villages(
        Division.objects.filter(pk=village.pk),
        request=request,
        acts=[BulkButton("填写备注", "/note/")],
    )
    cell = table.rows[0].get_cell("tick")

    assert f'value="{village.pk}"' in cell
    assert 'aria-label="选择 &lt;b&gt;青山&lt;/b&gt;"' in cell
