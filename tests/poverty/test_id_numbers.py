from datetime import date

import pytest

from poverty.checks.id_numbers import birth_of, born_later, sex_of, warnings_of
from tests.poverty.numbers import id_number
from tianmen_congress.base.cells import normal_id_number
from tianmen_congress.base.personal.id_numbers import complete, fault
from tianmen_congress.base.personal.values import Sex

DAY = date(2017, 7, 25)
GOOD = id_number("19570227", 912)


def test_a_number_is_stored_half_width_without_spaces_and_with_a_capital_x():
    assert normal_id_number(" ４２９０９９ 19591107159x　") == "42909919591107159X"
    assert normal_id_number("") == ""


@pytest.mark.parametrize("number", [GOOD, "42909919591107159X", id_number("20170725")])
def test_a_right_number_has_no_fault(number):
    assert fault(number) == ""


def test_every_wrong_check_digit_is_a_fault():
    wrong = [GOOD[:17] + digit for digit in "0123456789X" if digit != GOOD[17]]

    assert all(fault(number) for number in wrong)


@pytest.mark.parametrize(
    "number",
    [GOOD[:17], GOOD + "1", "", "429099570227912", "4" * 16 + "A4", "²" * 18]
    + [id_number(day) for day in ("20170229", "19991301", "00000101")],
)
def test_what_is_no_number_is_a_fault(number):
    assert fault(number)


def test_nobody_is_born_tomorrow():
    reason = born_later(id_number("20170726"), on=DAY)

    assert reason == "身份证号码中的出生日期在今天以后"
    assert born_later(id_number("20170725"), on=DAY) == ""
    assert born_later("", on=DAY) == ""


def test_the_number_tells_birth_and_sex():
    assert birth_of(GOOD) == date(1957, 2, 27)
    assert birth_of("") is None
    assert sex_of(GOOD) == Sex.FEMALE
    assert sex_of(id_number("19570227", 913)) == Sex.MALE


def test_place_and_sex_only_warn():
    abroad = complete("99" + GOOD[2:17])

    assert fault(abroad) == ""
    assert warnings_of(abroad, sex=Sex.MALE) == [
        "身份证号码的地区码999099不常见，请核对",
        "身份证号码的性别位与所填性别不一致，请核对",
    ]
    assert warnings_of(GOOD, sex=Sex.FEMALE) == []
    assert warnings_of(GOOD, sex="") == []
