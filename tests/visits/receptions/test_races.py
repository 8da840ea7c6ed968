"""Two clerks at one moment: numbers stay without gaps, and nobody stands in two places."""

import threading
from datetime import date, time

import pytest
from django.core.exceptions import ValidationError
from django.db import connections

from tests.factories.deputies import MandateFactory
from tests.factories.groups import HomeFactory
from tests.factories.platform import OrganFactory, TownshipFactory, user_of
from tests.factories.visits import DutyPlanFactory
from tianmen_congress.base.accounts.enums import OrganKind, Role
from visits.receptions import actions
from visits.receptions.models import Duty, Reception

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*works):
    """Run each in a thread and a connection of its own; what each raised, or None."""
    barrier, answers = threading.Barrier(len(works)), [None] * len(works)

    def run(number, work):
        try:
            barrier.wait()
            work()
        except ValidationError as refusal:
            answers[number] = refusal
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(works)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


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
