import pytest

from tianmen_congress.base.personal import id_numbers

GOOD = "429099195702279124"


def test_check_digit_of_a_known_number():
    assert id_numbers.check_digit(GOOD[:17]) == "4"


def test_complete_adds_the_check_digit_x():
    assert id_numbers.complete("42909919591107159") == "42909919591107159X"


def test_old_number_gets_its_century_and_check_digit():
    assert id_numbers.from_old(GOOD[:6] + GOOD[8:17]) == GOOD


@pytest.mark.parametrize("number", [GOOD, "42909919591107159X"])
def test_a_right_number_has_no_fault(number):
    assert id_numbers.fault(number) == ""


@pytest.mark.parametrize(
    ("number", "word"),
    [
        ("429099195702279125", "校验码"),
        ("42909919570227912", "17位"),
        ("4290991957022791244", "19位"),
        ("429099195713279124", "出生日期"),
        ("42909919570227912Y", "以外的字符"),
        ("4290991957022791X4", "最后一位"),
        ("", "0位"),
    ],
)
def test_a_wrong_number_is_told_why(number, word):
    assert word in id_numbers.fault(number)


def test_birth_date_and_sex_are_read_from_the_number():
    assert id_numbers.birth_date(GOOD).isoformat() == "1957-02-27"
    assert not id_numbers.is_male(GOOD)
    assert id_numbers.is_male("42909919591107159X")


def test_an_impossible_day_is_no_birth_date():
    assert id_numbers.birth_date("429099195702309124") is None


def test_the_first_two_places_name_a_province():
    assert id_numbers.is_known_area(GOOD)
    assert not id_numbers.is_known_area("99" + GOOD[2:])
