import pytest

from tianmen_congress.base.cells.digits import LARGEST_KEY, row_key, whole_number

NO_NUMBERS = ["", " ", "x", "-1", "+1", " 1", "1 ", "1_0", "1.0", "٣", "１", "²", "\0"]


@pytest.mark.parametrize("text", NO_NUMBERS)
def test_what_is_more_than_figures_is_no_number(text):
    assert whole_number(text) is None
    assert row_key(text) is None


@pytest.mark.parametrize(("text", "number"), [("0", 0), ("7", 7), ("007", 7)])
def test_figures_are_a_number(text, number):
    assert whole_number(text) == number
    assert row_key(text) == number


@pytest.mark.parametrize("text", ["9" * 30, "9" * 5000, str(LARGEST_KEY + 1)])
def test_a_number_too_large_for_a_key_stays_larger_than_all(text):
    assert whole_number(text) > LARGEST_KEY
    assert row_key(text) is None


def test_noughts_before_a_number_do_not_make_it_large():
    assert whole_number("0" * 5000 + "5") == 5
    assert row_key(str(LARGEST_KEY)) == LARGEST_KEY
