"""A worker that starts looks for what a killed one left, and goes on with it."""

import os
import signal
import subprocess
import sys
import time
from functools import partial

import pytest
from django.core.management import call_command
from django.db import connection
from django_tasks_db.management.commands import db_worker

from tests.factories.platform import UserFactory
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.jobs import actions, running
from tianmen_congress.base.jobs.enums import JobState
from tianmen_congress.base.jobs.models import Job
from tianmen_congress.base.jobs.running import Progress, Result

pytestmark = pytest.mark.django_db(transaction=True)
# Another process that holds a job by its lock, as a worker does, until it is killed.
HOLD = """
import psycopg2, sys, time
held = psycopg2.connect(sys.argv[1])
held.autocommit = True
held.cursor().execute(
    "SELECT pg_advisory_lock(hashtext('jobs'), %s)", [int(sys.argv[2])]
)
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture
def worker(monkeypatch):
    """The worker does all there is and ends; connection and signals stay the test's."""
    monkeypatch.setattr(db_worker, "close_old_connections", lambda: None)
    monkeypatch.setattr(db_worker.Worker, "configure_signals", lambda self: None)
    options = ("--batch", "--no-startup-delay")
    return partial(call_command, "worker", *options, verbosity=0)


@pytest.fixture
def left():
    """A job in the midst of which somebody else was."""

    def add_place(job, progress):
        Division.objects.create(code="42", level="province", name="湖北省")
        return Result("完成")

    with running.works.emptied():
        running.register("toy", add_place)
        yield Job.objects.create(
            kind="toy",
            title="试",
            user=UserFactory(),
            state=JobState.RUNNING,
            attempts=1,
        )


@pytest.fixture
def other(left):
    """Another process with the job in its hands."""
    login = connection.settings_dict
    words = {
        "host": login["HOST"],
        "port": login["PORT"],
        "user": login["USER"],
        "password": login["PASSWORD"],
        "dbname": login["NAME"],
    }
    address = " ".join(f"{key}={value}" for key, value in words.items() if value)
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, address, str(left.pk)],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.wait()
    process.stdout.close()


def test_a_worker_takes_up_what_a_killed_one_left(left, worker):
    worker()

    left.refresh_from_db()
    assert (left.state, left.attempts) == (JobState.DONE, 2)
    assert Division.objects.filter(name="湖北省").count() == 1


def test_what_a_living_worker_has_in_hand_is_left_to_it(left, other, worker):
    worker()

    left.refresh_from_db()
    assert (left.state, left.attempts) == (JobState.RUNNING, 1)


def test_a_kill_is_known_at_once_and_the_job_goes_on(left, other, worker):
    os.kill(other.pid, signal.SIGKILL)
    other.wait()
    until = time.monotonic() + 20
    while left.state != JobState.DONE and time.monotonic() < until:
        worker()
        left.refresh_from_db()

    assert left.state == JobState.DONE


def test_a_job_twice_left_is_told_as_failed_and_not_tried_again(left, worker):
    Job.objects.update(attempts=2)

    worker()

    left.refresh_from_db()
    assert left.state == JobState.FAILED
    assert "没有写入任何内容" in left.result["text"]
    assert not Division.objects.filter(name="湖北省").exists()


def test_a_waiting_job_is_run_once_by_whichever_worker_comes(monkeypatch, left, worker):
    Job.objects.all().delete()
    actions.start("toy", title="试", by=UserFactory(), payload={})

    worker()
    worker()

    assert Job.objects.get().state == JobState.DONE
    assert Division.objects.filter(name="湖北省").count() == 1


def test_the_hold_ends_with_its_connection(left):
    first, second = Progress(left), Progress(left)
    assert first.hold()
    assert not second.hold()

    first.close()

    # The server lets go when its process for the connection has ended.
    deadline = time.monotonic() + 20
    while not (held := second.hold()) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert held
    second.close()
