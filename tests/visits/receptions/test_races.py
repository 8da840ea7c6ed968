"""Two clerks at one moment: numbers stay without gaps, and nobody stands in two places."""

from datetime import date, time

import pytest

from deputies.models import Person
from tests.factories.deputies import MandateFactory
from tests.factories.groups import HomeFactory
from tests.factories.platform import OrganFactory, TownshipFactory, user_of
from tests.factories.visits import DutyPlanFactory
from tests.racing import at_once, waits_for
from tianmen_congress.base.accounts.enums import OrganKind, Role
from visits.receptions import actions
from visits.receptions.models import Duty, Reception

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def township(transactional_db):
    return TownshipFactory(name="渔薪镇", code="429006105")


@pytest.fixture
def keeper(township):
    organ = OrganFactory(kind=OrganKind.OFFICE, name="市人大常委会机关")
    return user_of(Role.OFFICE, organ)


@pytest.fixture
def hearer(township):
    return MandateFactory(township=township).person


def test_numbers_given_at_one_moment_have_no_gap_and_no_double(
    township, keeper, hearer
):
    home = HomeFactory(township=township)

    def receive():
        reception = Reception(
            place=home,
            township=township,
            held_on=date(2017, 6, 1),
            voter_name="张来访",
            matter="桥栏断了",
        )
        actions.save_reception(reception, by=keeper, deputies=[hearer])

    assert at_once(*[receive] * 6) == [None] * 6
    numbers = sorted(Reception.objects.values_list("number", flat=True))
    assert numbers == [f"渔薪2017-接-00{n}" for n in range(1, 7)]


def test_of_two_who_put_one_deputy_on_duty_in_two_places_one_is_refused(
    township, keeper, hearer
):
    plans = [
        DutyPlanFactory(place=HomeFactory(), quarter=date(2017, 7, 1)) for _ in "12"
    ]
    facts = {"person": hearer, "start": time(9), "finish": time(11)}
    for day in range(1, 6):
        answers = at_once(
            *[
                lambda plan=plan, day=day: actions.add_duty(
                    plan, by=keeper, day=date(2017, 8, day), **facts
                )
                for plan in plans
            ]
        )

        assert sum(answer is not None for answer in answers) == 1
        assert Duty.objects.filter(day=date(2017, 8, day)).count() == 1


def test_who_puts_somebody_on_duty_waits_for_whoever_does(keeper, hearer):
    plan = DutyPlanFactory(place=HomeFactory(), quarter=date(2017, 7, 1))
    facts = {"person": hearer, "start": time(9), "finish": time(11)}

    def stand():
        actions.add_duty(plan, by=keeper, day=date(2017, 8, 1), **facts)

    assert waits_for(Person.objects.filter(pk=hearer.pk), stand)
    assert not waits_for(Person.objects.exclude(pk=hearer.pk), stand)
    assert Duty.objects.filter(plan=plan).count() == 1
