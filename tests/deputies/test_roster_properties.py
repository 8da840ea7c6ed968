"""Rosters made at random: whatever is in them, the second time changes nothing."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from deputies.models import Mandate, Person
from tests.base.workbooks.books import workbook
from tests.deputies.test_roster_rows import HEADING, TITLE
from tianmen_congress.base.workbooks import actions
from tianmen_congress.base.workbooks.kinds import get_kind

pytestmark = pytest.mark.django_db

# Few of each, so that names, months and telephones meet.
ROW = st.fixed_dictionaries(
    {
        "name": st.sampled_from(["王宇", "王　宇", "李明", "单洁"]),
        "sex": st.sampled_from(["男", "女"]),
        "born": st.sampled_from(["1970-05", "1980.11", 1964.1, "", "1970年5月"]),
        "phone": st.sampled_from(["13800001234", 13900005678.0, ""]),
        "party": st.sampled_from(["中共", "群众", ""]),
    }
)


def lines(rows):
    return [
        [
            number,
            row["name"],
            row["sex"],
            "汉",
            row["born"],
            "大专",
            row["party"],
            "农民",
            row["phone"],
            "",
        ]
        for number, row in enumerate(rows, start=1)
    ]


def take(rows, by):
    data = workbook(渔薪镇=[TITLE, HEADING, *lines(rows)])
    return actions.take(
        get_kind("deputies"), data, name="a.xlsx", by=by, accept_rest=True
    )


@pytest.fixture
def sender(office, tianmen, yuxin):
    return office


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(ROW, min_size=1, max_size=6))
def test_the_same_roster_twice_changes_nothing(sender, rows):
    with transaction.atomic():
        first = take(rows, sender).counts
        people = Person.objects.count()

        again = take(rows, sender).counts

        assert (
            first.rows == first.new + first.changed + first.unchanged + first.rejected
        )
        assert (again.new, again.changed) == (0, 0)
        assert again.unchanged == first.new
        assert Person.objects.count() == people == Mandate.objects.count()
        transaction.set_rollback(True)


WHOLE = ROW.filter(lambda row: row["phone"] and row["born"] not in ("", 1964.1))


@settings(
    max_examples=20,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(rows=st.lists(WHOLE, min_size=2, max_size=6), order=st.randoms())
def test_people_are_found_whatever_the_order_of_their_rows(sender, rows, order):
    """Everybody whose row is whole, with other numbers in another order."""
    with transaction.atomic():
        first = take(rows, sender).counts

        again = take(order.sample(rows, len(rows)), sender).counts

        assert again.new == 0
        assert again.changed + again.unchanged == first.new
        assert again.rejected == first.rejected
        transaction.set_rollback(True)
