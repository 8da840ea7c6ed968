from datetime import date

import pytest

from poverty.id_numbers import (
    birth_of,
    check_digit,
    fault_of,
    normal,
    sex_of,
    warnings_of,
)
from tests.poverty.numbers import id_number
from tianmen_congress.values import Sex

DAY = date(2017, 7, 25)
GOOD = id_number("19570227", 912)


def test_a_number_is_stored_half_width_without_spaces_and_with_a_capital_x():
    assert normal(" ４２９０９９ 19591107159x　") == "42909919591107159X"
    assert normal("") == ""


def test_a_right_number_has_no_fault():
    assert fault_of(GOOD, on=DAY) == ""
    assert fault_of("42909919591107159X", on=DAY) == ""


def test_every_wrong_check_digit_is_a_fault():
    wrong = [GOOD[:17] + digit for digit in "0123456789X" if digit != GOOD[17]]

    assert {fault_of(number, on=DAY) for number in wrong} == {
        "身份证号码校验位不对，请核对是否抄错"
    }


@pytest.mark.parametrize(
    ("number", "reason"),
    [
        (GOOD[:17], "身份证号码应为18位，现在是17位"),
        (GOOD + "1", "身份证号码应为18位，现在是19位"),
        ("", "身份证号码应为18位，现在是0位"),
        ("429099570227912", "这是15位旧号码，请填18位身份证号码"),
        ("4" * 16 + "A4", "身份证号码只能是17位数字加1位数字或X"),
        ("²" * 18, "身份证号码只能是17位数字加1位数字或X"),
    ],
)
def test_a_number_of_another_shape_is_a_fault_in_words(number, reason):
    assert fault_of(number, on=DAY) == reason


@pytest.mark.parametrize("day", ["20170229", "19991301", "00000101", "20170726"])
def test_a_day_of_birth_that_is_none_or_yet_to_come_is_a_fault(day):
    reason = fault_of(id_number(day, 1), on=DAY)

    assert reason == f"身份证号码中的出生日期{day}不存在或在今天以后"


def test_a_child_born_today_has_a_number():
    assert fault_of(id_number("20170725", 1), on=DAY) == ""


def test_the_number_tells_birth_and_sex():
    assert birth_of(GOOD) == date(1957, 2, 27)
    assert birth_of("nonsense") is None
    assert sex_of(GOOD) == Sex.FEMALE
    assert sex_of(id_number("19570227", 913)) == Sex.MALE


def test_the_check_digit_is_that_of_the_standard():
    assert check_digit("42909919591107159") == "X"


def test_place_and_sex_only_warn():
    abroad = "99" + GOOD[2:17]
    abroad += check_digit(abroad)

    assert fault_of(abroad, on=DAY) == ""
    assert warnings_of(abroad, sex=Sex.MALE) == [
        "身份证号码的地区码999099不常见，请核对",
        "身份证号码的性别位与所填性别不一致，请核对",
    ]
    assert warnings_of(GOOD, sex=Sex.FEMALE) == []
    assert warnings_of(GOOD, sex="") == []
