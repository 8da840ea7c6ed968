"""From one day to another: what holds on a day."""

from datetime import date

import pytest

from deputies.models import Person
from groups.models import GroupMembership
from tests.factories.deputies import MandateFactory
from tests.factories.groups import MembershipFactory
from tianmen_congress.base.clocks.periods import holding

pytestmark = pytest.mark.django_db
FIRST, DAY, LAST = date(2017, 6, 1), date(2017, 6, 15), date(2017, 6, 30)


@pytest.mark.parametrize(
    ("since", "until", "on", "holds"),
    [
        (None, None, DAY, True),
        (DAY, None, DAY, True),
        (LAST, None, DAY, False),
        (None, DAY, DAY, True),
        (None, FIRST, DAY, False),
        (FIRST, LAST, DAY, True),
        (DAY, DAY, DAY, True),
        (FIRST, DAY, LAST, False),
        (DAY, LAST, FIRST, False),
    ],
)
def test_both_days_are_included_and_either_may_be_open(since, until, on, holds):
    MembershipFactory(since=since, until=until)

    assert GroupMembership.objects.on(on).exists() is holds


def test_the_days_may_be_those_of_a_link():
    held = MandateFactory(since=FIRST)
    MandateFactory(since=LAST)

    rows = Person.objects.filter(holding(DAY, link="mandates"))

    assert list(rows) == [held.person]


def test_a_link_that_is_not_there_has_no_days_either():
    """Whoever asks along a link asks for the link too."""
    person = MandateFactory(since=LAST).person
    person.mandates.all().delete()

    assert person in Person.objects.filter(holding(DAY, link="mandates"))
    assert person not in Person.objects.in_office(DAY)
