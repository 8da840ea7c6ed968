"""Widgets: what a cell becomes, and that what is written out is read in again."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from import_export.resources import Resource

from tianmen_congress.base.cells import CellFault, CellTrouble, plain, prose
from tianmen_congress.base.personal.id_numbers import complete
from tianmen_congress.base.personal.values import EDUCATION_ALIASES, Education
from tianmen_congress.base.workbooks.columns import (
    CellWidget,
    ChoiceWidget,
    Column,
    DayCellWidget,
    DecimalWidget,
    IdNumberWidget,
    IntegerWidget,
    MonthWidget,
    NamesWidget,
    NameWidget,
    PhoneWidget,
    TextWidget,
    YesNoWidget,
    columns_of,
)

HAN = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5), min_size=1)
DAYS = st.dates(date(1930, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("widget", "nothing"),
    [
        (TextWidget(), ""),
        (NameWidget(), ""),
        (PhoneWidget(), ""),
        (IdNumberWidget(), ""),
        (ChoiceWidget(Education), ""),
        (DayCellWidget(), None),
        (MonthWidget(), None),
        (IntegerWidget(), None),
        (DecimalWidget(), None),
        (YesNoWidget(), None),
        (YesNoWidget(blank=False), False),
        (NamesWidget(), []),
    ],
)
@pytest.mark.parametrize("cell", ["", None, "  ", "　"])
def test_an_empty_cell_is_the_blank_of_its_column(widget, nothing, cell):
    assert widget.clean(cell) == nothing


@pytest.mark.parametrize(
    ("widget", "value", "shown"),
    [
        (DayCellWidget(), date(2017, 6, 5), "2017-06-05"),
        (MonthWidget(), date(1964, 10, 1), "1964-10"),
        (ChoiceWidget(Education), Education.BACHELOR, "本科"),
        (YesNoWidget(), True, "是"),
        (YesNoWidget(), False, "否"),
        (NamesWidget(), ["甲", "乙"], "甲、乙"),
        (IntegerWidget(), 0, "0"),
        (DecimalWidget(), Decimal("3250.50"), "3250.50"),
        (TextWidget(), "文字", "文字"),
    ],
)
def test_values_as_a_workbook_shows_them(widget, value, shown):
    assert widget.render(value) == shown


@pytest.mark.parametrize(
    "widget",
    [
        DayCellWidget(),
        MonthWidget(),
        IntegerWidget(),
        YesNoWidget(),
        ChoiceWidget(Education),
    ],
)
def test_nothing_is_shown_as_nothing(widget):
    assert widget.render(None) == ""


def test_text_beyond_its_column_is_a_fault_not_a_cut():
    with pytest.raises(CellFault, match="超过5字"):
        TextWidget(5).clean("一二三四五六")


def test_a_day_without_year_takes_the_year_it_is_given():
    assert DayCellWidget().clean("6月5日", year=2017) == date(2017, 6, 5)


def test_the_year_is_no_matter_to_other_columns():
    assert NameWidget().clean("李　楠", year=2017) == "李楠"


@given(DAYS)
def test_every_day_goes_out_and_in_again(day):
    widget = DayCellWidget()

    assert widget.clean(widget.render(day)) == day


@given(DAYS)
def test_every_month_goes_out_and_in_again(day):
    widget, first = MonthWidget(), day.replace(day=1)

    assert widget.clean(widget.render(first)) == first


@given(st.integers(0, 2**31 - 1))
def test_every_number_goes_out_and_in_again(number):
    widget = IntegerWidget()

    assert widget.clean(widget.render(number)) == number


@given(st.decimals(Decimal("-99999999.99"), Decimal("99999999.99"), places=2))
def test_every_sum_goes_out_and_in_again(number):
    widget = DecimalWidget()

    assert widget.clean(widget.render(number)) == number


@given(st.sampled_from(list(Education)))
def test_every_choice_goes_out_and_in_again(choice):
    widget = ChoiceWidget(Education, EDUCATION_ALIASES)

    assert widget.clean(widget.render(choice)) == choice


@given(st.lists(HAN.map(lambda text: text[:4]), min_size=1, max_size=8))
def test_lists_of_names_go_out_and_in_again(names):
    widget = NamesWidget()

    assert widget.clean(widget.render(names)) == [plain(name) for name in names]


@given(DAYS, st.integers(0, 999))
def test_every_valid_identity_number_is_taken(born, sequence):
    number = complete(f"429099{born:%Y%m%d}{sequence:03}")

    assert IdNumberWidget().clean(number) == number


@given(DAYS, st.integers(0, 999), st.integers(0, 17), st.sampled_from("0123456789"))
def test_one_wrong_digit_is_always_noticed(born, sequence, place, digit):
    number = complete(f"429099{born:%Y%m%d}{sequence:03}")
    wrong = number[:place] + digit + number[place + 1 :]

    if wrong != number:
        with pytest.raises(CellFault):
            IdNumberWidget().clean(wrong)


@given(st.text())
def test_cleaned_text_stays_as_it_is(text):
    assert prose(prose(text)) == prose(text)


@given(st.one_of(st.text(), st.floats(), st.integers(), st.booleans(), st.none(), DAYS))
@pytest.mark.parametrize(
    "widget",
    [
        TextWidget(10),
        NameWidget(),
        NamesWidget(),
        DayCellWidget(),
        MonthWidget(),
        IdNumberWidget(),
        PhoneWidget(),
        IntegerWidget(),
        DecimalWidget(),
        YesNoWidget(),
        ChoiceWidget(Education),
    ],
    ids=lambda widget: type(widget).__name__,
)
def test_whatever_a_cell_holds_is_taken_or_named(widget, value):
    assert outcome(widget, value)


def outcome(widget, value):
    """The reason why the value was not taken; or that it was."""
    try:
        widget.clean(value, year=2017)
    except CellTrouble as trouble:
        return trouble.reason
    return "taken"


# Declarations


class Roster(Resource):
    name = Column("姓名", NameWidget(), attribute="name", filled=True)
    born = Column("出生年月", MonthWidget(), attribute="detail__born")
    note = Column("备注")


def test_a_column_that_must_be_filled_must_be_there():
    assert Column("姓名", filled=True).required
    assert not Column("备注").required


def test_the_columns_of_a_resource_stand_in_their_order():
    assert list(columns_of(Roster())) == ["name", "born", "note"]


def test_a_column_exports_what_its_attribute_holds():
    person = SimpleNamespace(
        name="李楠", detail=SimpleNamespace(born=date(1964, 10, 1))
    )
    columns = columns_of(Roster())

    assert columns["name"].export(person) == "李楠"
    assert columns["born"].export(person) == "1964-10"


def test_a_column_without_widget_is_text():
    assert isinstance(Column("备注").widget, TextWidget)
    assert isinstance(Column("备注").widget, CellWidget)


@pytest.mark.parametrize(
    ("value", "reason"),
    [(-1, "不能是负数"), ("-3人", "不能是负数"), (2_147_483_648, "数字过大，请核对")],
)
def test_a_count_that_no_column_holds_is_a_fault(value, reason):
    with pytest.raises(CellFault, match=reason):
        IntegerWidget().clean(value)


@pytest.mark.parametrize("value", [0, 2_147_483_647])
def test_a_count_at_the_edge_is_taken(value):
    assert IntegerWidget().clean(value) == value


@pytest.mark.parametrize(
    ("value", "amount"),
    [("3,200.555", "3200.56"), (2800.333333, "2800.33"), (-12, "-12.00")],
)
def test_an_amount_is_read_to_the_cent(value, amount):
    assert DecimalWidget().clean(value) == Decimal(amount)


def test_an_amount_that_no_column_holds_is_a_fault():
    with pytest.raises(CellFault, match="数字过大"):
        DecimalWidget().clean("100,000,000")
