import contextlib
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from tianmen_congress.ui.days import NoDay, parse_day
from tianmen_congress.ui.fields import DayField


@pytest.mark.parametrize(
    "text",
    [
        "2017-06-05",
        "2017.6.5",
        "2017/6/5",
        "2017年6月5日",
        "2017年6月5号",
        "20170605",
        "２０１７．６．５",
        "２０１７年０６月０５日",
        " 2017 年 6 月 5 日 ",
        "2017。6。5",
        "6月5日",
        "6.5",
    ],
)
def test_a_day_is_read_in_all_the_usual_ways(text):
    assert parse_day(text) == date(2017, 6, 5)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "昨天",
        "2017",
        "201706",
        "2017-13-01",
        "2017-02-29",
        "2017-6",
        "0000-01-01",
        "5",
        "2017-06-05 10:00",
        "²017.6.5x",
    ],
)
def test_what_is_no_day_is_refused(text):
    with pytest.raises(NoDay):
        parse_day(text)


@given(st.dates(min_value=date(1000, 1, 1)))
def test_every_day_comes_back_as_it_was_written(day):
    assert parse_day(f"{day:%Y}年{day.month}月{day.day}日") == day
    assert parse_day(day.isoformat()) == day


@given(st.text())
def test_no_text_makes_the_reader_fail(text):
    with contextlib.suppress(NoDay):
        assert isinstance(parse_day(text), date)


def test_a_day_after_today_is_refused_where_it_must_not_be():
    field = DayField(allow_future=False)

    assert field.clean("2017.7.25") == date(2017, 7, 25)
    with pytest.raises(ValidationError, match="不能晚于今天"):
        field.clean("2017.7.26")


def test_a_wrong_day_is_repeated_in_the_sentence():
    with pytest.raises(ValidationError, match="“二月三十”不是日期"):
        DayField().clean("二月三十")
