"""Numbers of papers: from 1, without a gap, never twice."""

from threading import Barrier, Thread

import pytest
from django.db import connection, transaction

from tianmen_congress.base.numbers.actions import next_number
from tianmen_congress.base.numbers.models import Counter


class Undone(Exception):
    """What a failing write raises."""


@pytest.mark.django_db
def test_numbers_begin_at_one_and_follow_each_other():
    assert [next_number("opinion", "2017/渔薪") for _ in range(3)] == [1, 2, 3]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "key"),
    [("opinion", "2017/多宝"), ("opinion", "2018/渔薪"), ("paper", "2017/渔薪")],
)
def test_every_kind_and_place_counts_for_itself(kind, key):
    next_number("opinion", "2017/渔薪")

    assert next_number(kind, key) == 1
    assert next_number("opinion", "2017/渔薪") == 2


@transaction.atomic
def _take_and_fail():
    assert next_number("opinion", "a") == 2
    raise Undone


@pytest.mark.django_db
def test_a_write_that_is_undone_gives_its_number_back():
    next_number("opinion", "a")

    with pytest.raises(Undone):
        _take_and_fail()

    assert next_number("opinion", "a") == 2


@pytest.mark.django_db
def test_a_counter_tells_what_it_is_for():
    next_number("opinion", "a")

    assert str(Counter.objects.get()) == "opinion a: 1"


@pytest.mark.django_db(transaction=True)
def test_clerks_who_ask_at_once_get_different_numbers():
    """Each in a transaction of her own, half of which are undone."""
    together, given = Barrier(6), []

    def ask(number):
        together.wait()
        try:
            with transaction.atomic():
                taken = next_number("opinion", "a")
                if number % 2:
                    raise Undone
            given.append(taken)
        except Undone:
            pass
        finally:
            connection.close()

    threads = [Thread(target=ask, args=[number]) for number in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=20)

    assert sorted(given) == [1, 2, 3]
    assert Counter.objects.get().last == 3
