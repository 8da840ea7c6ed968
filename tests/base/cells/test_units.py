"""Numbers and the units beside them; codes, of which no digit may be lost."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from tianmen_congress.base import cells
from tianmen_congress.base.cells import MONTHS, CellFault, CellWarning, UnitQuestion
from tianmen_congress.base.cells.units import AREA, LENGTH


@pytest.mark.parametrize(
    ("written", "yuan"),
    [
        ("0.35万元", "3500"),
        ("0.35 万", "3500"),
        ("３．５千元", "3500"),
        ("1万2千元", "12000"),
        ("3,500元", "3500"),
        ("3500元/年", "3500"),
        ("￥3500", "3500"),
        (3500.5, "3500.5"),
        ("-12", "-12"),
    ],
)
def test_money_is_counted_in_yuan(written, yuan):
    assert cells.decimal(written) == Decimal(yuan)


@pytest.mark.parametrize(
    ("heading", "yuan"),
    [
        ("人均纯收入（万元）", 35000),
        ("人均纯收入【单位：千元】", 3500),
        ("人均纯收入(元)", 3.5),
        ("人均纯收入（2016年）", 3.5),
        ("人均纯收入", 3.5),
    ],
)
def test_a_bare_number_is_counted_as_its_heading_says(heading, yuan):
    assert cells.decimal(3.5, heading=heading) == Decimal(str(yuan))


@pytest.mark.parametrize(
    ("written", "months"),
    [("2年", 24), ("6个月", 6), ("1年半", 18), ("半年", 6), ("2年3个月", 27), (3.0, 3)],
)
def test_time_is_counted_in_months(written, months):
    assert cells.integer(written, MONTHS) == months


def test_days_make_months_only_roughly():
    with pytest.raises(CellWarning, match="“90天”按3个月登记") as caught:
        cells.integer("90天", MONTHS)

    assert caught.value.value == 3


@pytest.mark.parametrize(
    ("of", "written", "number"),
    [
        (AREA, "2公顷", 30),
        (AREA, "5分", "0.5"),
        (LENGTH, "3里", "1.5"),
        (LENGTH, "500米", "0.5"),
    ],
)
def test_areas_and_lengths_have_units_of_their_own(of, written, number):
    assert cells.decimal(written, of) == Decimal(number)


def test_a_quantity_may_be_stored_in_another_of_its_units():
    assert cells.decimal("35000元", cells.MONEY.counted_in("万元")) == Decimal("3.5")
    assert cells.decimal("3.5", cells.MONEY.counted_in("万元")) == Decimal("3.5")


@pytest.mark.parametrize(
    ("read", "written"),
    [
        (cells.decimal, "3500美元"),
        (cells.decimal, "2年"),
        (lambda v: cells.integer(v, MONTHS), "3斤"),
        (lambda v: cells.decimal(v, heading="收入（美元）"), 3500),
    ],
)
def test_a_unit_of_another_kind_is_asked(read, written):
    with pytest.raises(UnitQuestion, match="不能换算成"):
        read(written)


@pytest.mark.parametrize(
    "written", ["3万5", "约3500元", "3500-4000", "1e3", "3500元左右", True]
)
def test_what_is_no_clear_number_is_no_number(written):
    with pytest.raises((CellFault, UnitQuestion)):
        cells.decimal(written)


@pytest.mark.parametrize(
    "written", [2016, 2016.0, "2016", "2016年", "2016年度", "2016.12", date(2016, 5, 1)]
)
def test_a_year_in_every_form(written):
    assert cells.year(written) == 2016


@pytest.mark.parametrize("written", ["16年", "去年", 201, 99_999_999_999])
def test_what_is_no_year_is_told_so(written):
    with pytest.raises(CellFault, match="年"):
        cells.year(written)


@pytest.mark.parametrize(
    ("written", "code"),
    [
        (4290061052180001.0, "4290061052180001"),
        (2.0**53, "9007199254740992"),
        ("4290061052180001567", "4290061052180001567"),
        (" 429006 105218-1 ", "429006105218-1"),
    ],
)
def test_a_code_keeps_every_digit(written, code):
    assert cells.code(written) == code


@pytest.mark.parametrize(
    ("written", "word"),
    [
        (4290061052180001567.0, "后几位已丢失"),
        (2.0**53 + 2, "后几位已丢失"),
        (4290061052180001567, "后几位已丢失"),
        ("4.29006E+18", "后几位已丢失"),
        (12.5, "小数"),
        (date(2016, 5, 1), "日期"),
        (timedelta(1), "日期"),
        ("1、2", "以外的字符"),
    ],
)
def test_a_code_that_lost_digits_is_named(written, word):
    with pytest.raises(CellFault, match=word):
        cells.code(written)
