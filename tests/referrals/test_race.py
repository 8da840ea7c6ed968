"""Eight processes at the same opinions."""

import multiprocessing
import random

import pytest
from django.db import connections, transaction

from referrals import actions, workflow
from referrals.models import Event, Opinion
from referrals.workflow import MoveRefused
from tests.referrals.histories import illegal
from tests.referrals.way import START
from tianmen_congress.accounts.models import User

PROCESSES, ACTIONS, OPINIONS = 8, 250, 24


def press(way, rng, users):
    """One random press of a button that is offered, with the version on the page."""
    opinion = Opinion.objects.order_by("pk")[rng.randrange(OPINIONS)]
    user = rng.choice(users)
    names = [
        name
        for name in workflow.available(opinion, user)
        if name not in ("attach", "tell", "merge", "withdraw", "set_aside")
    ]
    if not names:
        return "nothing"
    name = rng.choice(names)
    given = way.given(name)
    if name in ("ask_extension", "extend_local"):
        given = {"until": START.replace(month=11), "reason": "工程量大"}
    try:
        with transaction.atomic():
            actions.move(
                opinion, name, by=user, on=START, version=opinion.version, **given
            )
    except MoveRefused:
        return "refused"
    return "moved"


def let_go_of_inherited_connections():
    """A browser in this process can hide the parent's connection from `close_all`."""
    for each in connections.all():
        each.connection = None


def work(way, seed, pks, done):
    let_go_of_inherited_connections()
    rng = random.Random(seed)
    users = [User.objects.get(pk=pk) for pk in pks]
    counted = {"moved": 0, "refused": 0, "nothing": 0}
    for _ in range(ACTIONS):
        counted[press(way, rng, users)] += 1
    done.put(counted)
    connections.close_all()


@pytest.mark.django_db(transaction=True)
def test_eight_processes_leave_only_legal_histories(way):
    for _ in range(OPINIONS):
        way.collect(is_draft=True)
    pks = [user.pk for user in (way.office, way.clerk, way.secretary, way.unit)]
    fork = multiprocessing.get_context("fork")
    done = fork.Queue()
    connections.close_all()

    workers = [
        fork.Process(target=work, args=(way, seed, pks, done))
        for seed in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    counted = [done.get(timeout=300) for _ in workers]
    for worker in workers:
        worker.join()

    assert [worker.exitcode for worker in workers] == [0] * PROCESSES
    assert sum(sum(each.values()) for each in counted) == PROCESSES * ACTIONS
    moved = sum(each["moved"] for each in counted)
    assert moved > PROCESSES * ACTIONS / 10
    assert [illegal(opinion) for opinion in Opinion.objects.all()] == [""] * OPINIONS
    assert Event.objects.count() == OPINIONS + moved
    numbers = Opinion.objects.exclude(sequence=None).values_list("sequence", flat=True)
    assert sorted(numbers) == list(range(1, len(numbers) + 1))
