"""Which row of a roster is which person of the same name."""

from datetime import date

import pytest

from deputies.imports.matching import Marks, pair
from tests.factories.deputies import MandateFactory

pytestmark = pytest.mark.django_db

MAY, JUNE = date(1970, 5, 1), date(1970, 6, 1)


def known(phone="1", born=MAY, number=1, sex="male"):
    return MandateFactory(
        person__name="王宇",
        person__sex=sex,
        person__phone=phone,
        person__birth_month=born,
        roster_number=number,
    )


def row(phone="1", born=(MAY,), number=1, sex="male"):
    return Marks(sex, frozenset(born), phone, number)


def test_what_agrees_is_the_same_person():
    mandate = known()

    assert pair([row()], [mandate]).known == {0: mandate}


@pytest.mark.parametrize(
    "changed",
    [
        {"phone": "2"},
        {"born": (JUNE,)},
        {"phone": ""},
        {"born": ()},
        {"number": 9},
        {"born": (MAY, JUNE)},
    ],
)
def test_one_thing_may_differ_or_be_missing(changed):
    mandate = known()

    assert pair([row(**changed)], [mandate]).known == {0: mandate}


def test_another_month_and_another_telephone_are_a_doubt():
    mandate = known()

    paired = pair([row(phone="2", born=(JUNE,))], [mandate])

    assert (paired.known, paired.doubtful) == ({}, {0: [mandate]})


def test_of_another_sex_nobody_is_doubted():
    paired = pair([row(phone="2", born=(JUNE,), sex="female")], [known()])

    assert (paired.known, paired.doubtful) == ({}, {})


def test_two_of_a_name_find_each_his_own_whatever_the_order():
    first, second = known("1", MAY, 1), known("2", JUNE, 2)

    paired = pair([row("2", (JUNE,), 2), row("1", (MAY,), 1)], [first, second])

    assert paired.known == {0: second, 1: first}


def test_a_weaker_likeness_takes_nobody_from_a_stronger_one():
    mandate = known("1", MAY)

    paired = pair([row("2", (MAY,), 7), row("1", (MAY,), 8)], [mandate])

    assert paired.known == {1: mandate}
    assert paired.doubtful == {}


def test_twins_on_paper_are_told_apart_by_their_number():
    first, second = known("", MAY, 1), known("", MAY, 2)

    paired = pair([row("", (MAY,), 2), row("", (MAY,), 1)], [first, second])

    assert paired.known == {0: second, 1: first}


def test_where_nothing_tells_two_apart_somebody_is_asked():
    first, second = known("1", MAY, 1), known("2", MAY, 2)

    paired = pair([row("3", (MAY,), 9)], [first, second])

    assert (paired.known, paired.doubtful) == ({}, {0: [first, second]})


def test_of_two_rows_that_may_be_the_one_on_file_neither_is_taken_for_him():
    mandate = known("1", MAY)

    paired = pair([row("2", (MAY,), 7), row("3", (MAY,), 8)], [mandate])

    assert (paired.known, paired.doubtful) == ({}, {0: [mandate], 1: [mandate]})


def test_somebody_without_months_and_telephones_is_found_by_the_name_alone():
    mandate = known("", None, None)

    assert pair([row("", (), None)], [mandate]).known == {0: mandate}
