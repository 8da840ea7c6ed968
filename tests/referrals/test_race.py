"""Eight processes at the same opinions: only legal histories, one event a change.

Every press is made with the version that was on the page. A press that lost the race is
refused; one that was taken led from the version seen to the next one.
"""

import multiprocessing
from collections import Counter
from random import Random

import pytest
from django.db import connections

from referrals import actions
from referrals.actions import gate
from referrals.enums import ENDED
from referrals.models import Event, Opinion
from tests.referrals.histories import clock_fault, illegal, number_fault
from tests.referrals.presses import Finger
from tianmen_congress.base.accounts.models import User

pytestmark = pytest.mark.usefixtures("years_ahead")

PROCESSES, ACTIONS = 8, 250
# So few at a time that the eight are in each other's way.
AT_ONCE = 6
EVERYTHING = (
    "merge withdraw set_aside tell feed_back attach urge report_up refer answer_local"
)


def let_go_of_inherited_connections():
    """A browser in this process can hide the parent's connection from `close_all`."""
    for each in connections.all():
        each.connection = None


def one_of_those_that_live(finger, at_once):
    rows = Opinion.objects.exclude(state__in=ENDED).order_by("pk")[:at_once]
    return finger.rng.choice(list(rows) or [finger.collect()])


def work(way, seed, pks, count, at_once, done):
    """Press `count` times; tell what was tried and whether the database objected."""
    let_go_of_inherited_connections()
    people = {name: User.objects.get(pk=pk) for name, pk in pks.items()}
    finger = Finger(way, people, Random(seed))
    told = []
    for _ in range(count):
        try:
            pressed = finger.press(one_of_those_that_live(finger, at_once))
        except Exception as error:  # to a user it is a bare error
            told.append(("crashed", 0, 0, type(error).__name__))
        else:
            told.append((pressed.name, pressed.opinion, pressed.seen, pressed.made))
    done.put(told)
    connections.close_all()


def race(way, people, *, count=ACTIONS, at_once=AT_ONCE):
    """What all processes tell of their presses, one after the other."""
    pks = {name: user.pk for name, user in people.items()}
    assert way.spare.pk, "made once, before eight make it at the same time"
    fork = multiprocessing.get_context("fork")
    done = fork.Queue()
    connections.close_all()
    workers = [
        fork.Process(target=work, args=(way, seed, pks, count, at_once, done))
        for seed in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    told = [done.get(timeout=180) for _ in workers]
    for worker in workers:
        worker.join()
    assert [worker.exitcode for worker in workers] == [0] * PROCESSES
    return [each for one in told for each in one]


def fault(told):
    """The first thing that is wrong with what was left behind, or ""."""
    if crashed := [error for name, _, _, error in told if name == "crashed"]:
        return f"bare errors: {Counter(crashed)}"
    taken = [(pk, seen, made) for _, pk, seen, made in told if made is not None]
    if blind := [each for each in taken if each[2] != each[1] + 1]:
        return f"decided on what was not seen: {blind[:3]}"
    if len({(pk, made) for pk, _, made in taken}) != len(taken):
        return "one version made twice"
    opinions = list(Opinion.objects.all())
    if wrong := [each for each in map(illegal, opinions) if each]:
        return wrong[0]
    if wrong := [each for each in map(clock_fault, opinions) if each]:
        return wrong[0]
    within = Event.objects.filter(name__in=("collect", "absorb", "follow")).count()
    if Event.objects.count() != len(taken) + within:
        return "not exactly one event for a change"
    return number_fault()


@pytest.mark.django_db(transaction=True)
def test_eight_processes_leave_only_legal_histories(way, people):
    for seed in range(AT_ONCE * 4):
        Finger(way, people, Random(seed)).collect()

    told = race(way, people)

    assert len(told) == PROCESSES * ACTIONS == 2000
    assert fault(told) == ""
    taken = Counter(name for name, _, _, made in told if made is not None)
    assert sum(taken.values()) > 300
    assert set(EVERYTHING.split()) <= {name for name, *_ in told}
    assert len(taken) > 25, taken


@pytest.mark.django_db(transaction=True)
def test_the_race_finds_presses_on_pages_that_were_out_of_date(
    way, people, monkeypatch
):
    def without_looking(opinion, name, *, version, **given):
        return gate.move(opinion, name, version=None, **given)

    monkeypatch.setattr(actions, "move", without_looking)
    Finger(way, people, Random(1)).collect()

    told = race(way, people, count=40, at_once=1)

    assert "decided on what was not seen" in fault(told)


@pytest.mark.django_db(transaction=True)
def test_the_race_finds_rows_that_were_not_locked(way, people, monkeypatch):
    def unlocked(opinion, other=None):
        return Opinion.objects.select_related(*gate.WITH_ORGANS).get(pk=opinion.pk)

    monkeypatch.setattr(gate, "locked", unlocked)
    Finger(way, people, Random(1)).collect()

    told = race(way, people, count=40, at_once=1)

    assert "bare errors" in fault(told)
