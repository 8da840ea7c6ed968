"""What is due each day is done once, whoever asks and however often."""

from datetime import date
from functools import partial
from threading import Barrier, Thread

import pytest
from django.core.management import call_command
from django.db import DatabaseError, connection
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from tests.factories.platform import UserFactory
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.jobs import daily, watching
from tianmen_congress.base.jobs.models import DailyRun

pytestmark = pytest.mark.django_db


@pytest.fixture
def works():
    """A registry of its own; the toy writes a user, and counts how often it ran."""
    done = []

    def work():
        done.append(UserFactory())
        return {"users": 1}

    with daily.works.emptied():
        daily.register("toy", work)
        yield done


@pytest.fixture
def slow_works():
    with daily.slow_works.emptied() as slow_works:
        yield slow_works


@pytest.fixture
def worker(monkeypatch):
    """The worker does all there is and ends; connection and signals stay the test's."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(db_worker.Worker, "configure_signals", lambda self: None)
    options = ("--batch", "--no-reload", "--no-startup-delay")
    return partial(call_command, "worker", *options, verbosity=0)


def test_a_work_is_done_once_a_day(works):
    first, second = daily.run_once("toy"), daily.run_once("toy")

    assert (first.counts, second) == ({"users": 1}, None)
    assert len(works) == 1
    assert DailyRun.objects.get().counts == {"users": 1}


def test_the_next_day_it_is_done_again(works, settings):
    daily.run_once("toy")
    settings.TODAY = date(2017, 7, 26)

    assert daily.due() == ["toy"]
    daily.run_once("toy")

    assert len(works) == 2
    assert [run.day for run in DailyRun.objects.all()] == [
        date(2017, 7, 26),
        date(2017, 7, 25),
    ]


def test_days_of_standing_still_are_not_made_up_one_by_one(works, settings, worker):
    settings.TODAY = date(2017, 7, 1)
    daily.run_once("toy")
    settings.TODAY = date(2017, 7, 25)

    assert watching.ask() == ["toy"]
    worker()

    assert len(works) == 2
    assert daily.due() == []


def test_a_work_that_fails_leaves_nothing_and_is_due_again(works):
    def fail():
        UserFactory(username="half-done")
        raise ZeroDivisionError

    daily.register("toy", fail)
    with pytest.raises(ZeroDivisionError):
        daily.run_once("toy")

    assert not DailyRun.objects.exists()
    assert not User.objects.filter(username="half-done").exists()
    assert daily.due() == ["toy"]


def test_one_work_that_fails_does_not_hold_up_another(works, worker):
    def fail():
        raise ZeroDivisionError

    daily.register("broken", fail)

    worker()

    assert len(works) == 1
    assert daily.due() == ["broken"]
    states = DBTaskResult.objects.values_list("args_kwargs__kwargs__name", "status")
    assert dict(states) == {"broken": "FAILED", "toy": "SUCCESSFUL"}


def test_nothing_is_asked_for_twice_once_it_is_done(works):
    assert watching.ask() == ["toy"]
    daily.run_once("toy")

    assert watching.ask() == []
    assert DBTaskResult.objects.count() == 1


def test_asked_for_twice_before_the_worker_comes_it_is_done_once(works, worker):
    watching.ask()
    watching.ask()

    worker()

    assert len(works) == 1
    assert set(DBTaskResult.objects.values_list("status", flat=True)) == {"SUCCESSFUL"}


def test_the_worker_goes_on_asking_when_the_database_was_away(works, monkeypatch):
    class Enough(Exception):
        pass

    looks = []

    def look():
        looks.append(1)
        if len(looks) == 1:
            raise DatabaseError("server closed the connection")
        raise Enough

    monkeypatch.setattr(watching, "ask", look)
    monkeypatch.setattr(watching.connection, "close", lambda: None)
    with pytest.raises(Enough):
        watching.watch(pause=0)

    assert len(looks) == 2


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_do_it_once(works):
    together = Barrier(2)

    def at_once():
        together.wait()
        daily.run_once("toy")
        connection.close()

    threads = [Thread(target=at_once) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert User.objects.count() == len(works) == 1
    assert DailyRun.objects.count() == 1


def test_slow_work_is_asked_when_it_is_due_and_done_outside_any_transaction(
    works, slow_works, worker
):
    done = []
    daily.register_slow("slow", lambda: done.append(1), is_due=lambda name: not done)

    assert watching.ask() == ["toy", "slow"]
    assert watching.ask() == ["toy", "slow"]
    worker()

    assert (done, daily.due()) == ([1], [])
    assert set(DailyRun.objects.values_list("name", flat=True)) == {"toy"}


def test_the_backup_and_its_drill_are_made_by_the_worker_where_a_place_is_set(
    settings, tmp_path
):
    assert not {"backup", "drill"} & set(daily.due())
    settings.BACKUP_DIR = tmp_path
    assert daily.due()[-2:] == ["backup", "drill"]


def test_the_opinions_are_moved_by_the_worker():
    assert "opinions" in daily.due()
