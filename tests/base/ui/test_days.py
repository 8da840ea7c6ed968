"""Days typed in a box are read as those in a cell, and refused in the same words."""

import contextlib
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tests.base.cells.spellings import NO_DAYS, SPELLINGS
from tianmen_congress.base import cells
from tianmen_congress.base.ui.fields import DayField


@pytest.mark.parametrize("text", SPELLINGS)
def test_a_day_is_read_as_in_a_cell(text):
    assert DayField().clean(text) == cells.day(text, year=2017) == date(2017, 6, 5)


@pytest.mark.parametrize("text", [text for text, _ in NO_DAYS])
def test_what_is_no_day_is_refused_as_in_a_cell(text):
    with pytest.raises(cells.CellFault) as in_cell:
        cells.day(text, year=2017)

    with pytest.raises(ValidationError) as in_box:
        DayField().clean(text)

    assert in_box.value.messages == [f"“{text}”{in_cell.value.reason}"]


@pytest.mark.parametrize("text", ["42891", "20176", "17605"])
def test_five_digits_are_a_day_of_excel_and_none_of_a_hand(text):
    assert cells.day(text)
    with pytest.raises(ValidationError, match=f"“{text}”不是日期"):
        DayField().clean(text)


@given(st.dates(min_value=date(1880, 1, 1), max_value=date(2099, 12, 31)))
def test_every_day_comes_back_as_it_was_written(day):
    assert DayField(is_asked=False).clean(f"{day:%Y}年{day.month}月{day.day}日") == day
    assert DayField(is_asked=False).clean(day.isoformat()) == day


@given(st.text(min_size=1))
def test_no_text_makes_the_reader_fail(text):
    with contextlib.suppress(ValidationError):
        assert isinstance(DayField().clean(text), date)


def test_a_day_after_today_is_refused_where_it_must_not_be():
    field = DayField(allow_future=False)

    assert field.clean("2017.7.25") == date(2017, 7, 25)
    with pytest.raises(ValidationError, match="不能晚于今天"):
        field.clean("2017.7.26")
