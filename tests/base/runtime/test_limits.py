"""Every kind of work is told how long it may keep the database, and the server holds it."""

import os
import subprocess
import sys
from contextlib import closing
from types import SimpleNamespace

import psycopg2
import pytest
from django.db import connection

from tianmen_congress.base.runtime import children, environment, limits, runner
from tianmen_congress.base.runtime.home import Home
from tianmen_congress.base.runtime.limits import LIMITS, TOLD, Work, connection_options

NAMES = (
    "lock_timeout",
    "statement_timeout",
    "idle_in_transaction_session_timeout",
    "transaction_timeout",
)


def shown(options: dict) -> list[int]:
    """The limits of a connection that was made so, in seconds."""
    given = connection.get_connection_params()
    given |= options | {"dbname": connection.settings_dict["NAME"]}
    query = "SELECT setting::int / 1000 FROM pg_settings WHERE name = %s"
    with closing(psycopg2.connect(**given)) as made, made.cursor() as cursor:
        told = []
        for name in NAMES:
            cursor.execute(query, [name])
            told += cursor.fetchone()
        return told


@pytest.mark.parametrize("work", Work)
def test_the_limits_of_each_kind_of_work_hold_on_its_connections(db, work):
    limit = LIMITS[work]
    wanted = [limit.lock, limit.statement, limit.idle, limit.transaction]

    assert shown(connection_options(limit, {})) == wanted
    assert 0 not in wanted[:3]


def test_no_page_holds_a_lock_for_longer_than_others_wait_for_it():
    longest = LIMITS[Work.PAGES].transaction
    assert 0 < longest < LIMITS[Work.JOBS].lock
    assert longest < LIMITS[Work.COMMANDS].lock
    assert LIMITS[Work.PAGES].lock < longest


def test_what_an_address_of_ones_own_says_wins(db):
    given = {"connect_timeout": 3, "options": "-c lock_timeout=7s"}

    options = connection_options(LIMITS[Work.PAGES], given)

    assert options["connect_timeout"] == 3
    assert shown(options)[0] == 7


@pytest.mark.parametrize(
    ("told", "work"),
    [
        ("jobs", Work.JOBS),
        ("", Work.PAGES),
        ("anything", Work.PAGES),
    ],
)
def test_the_settings_connect_as_the_process_was_told(told, work):
    """Who is told nothing gets the strictest."""
    ask = (
        "from tianmen_congress import settings as s; "
        "print(s.DATABASES['default']['OPTIONS']['options'])"
    )
    done = subprocess.run(
        [sys.executable, "-W", "ignore", "-c", ask],
        cwd=environment.BASE_DIR,
        env={**os.environ, TOLD: told, "DATABASE_URL": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == connection_options(LIMITS[work], {})["options"]


@pytest.mark.parametrize(
    ("command", "work"),
    [
        ("figures", Work.COMMANDS),
        ("migrate", Work.MIGRATIONS),
        ("worker", Work.JOBS),
    ],
)
def test_a_command_is_told_what_it_does(monkeypatch, tmp_path, command, work):
    monkeypatch.setenv("TIANMEN_HOME", str(tmp_path))
    monkeypatch.setenv("DATABASE_URL", "postgres://db/tianmen")
    monkeypatch.setenv(TOLD, "")
    monkeypatch.setattr(environment, "expect_answer", lambda url: None)
    monkeypatch.setattr(environment, "expect_owner", lambda *_: None)
    monkeypatch.setattr(environment.signal, "signal", lambda *_: None)

    with environment.for_command([command]):
        assert limits.told_work() == work


def test_the_web_the_worker_and_the_preparation_are_told(tmp_path, monkeypatch):
    home = Home(tmp_path)
    home.make()
    wishes = runner.Wishes(0, "127.0.0.1", False)
    with runner.listen(wishes) as listener:
        web = children.web({}, home, 1, listener)
    ran = []

    def run(command, **options):
        ran.append(options["env"][TOLD])
        return SimpleNamespace(returncode=0)

    monkeypatch.setattr(environment.subprocess, "run", run)
    with (tmp_path / "turn").open("w") as turn:
        environment.prepare({TOLD: "pages"}, turn=turn)

    assert web.surroundings[TOLD] == Work.PAGES
    assert children.worker({}, home).surroundings[TOLD] == Work.JOBS
    assert ran == [Work.MIGRATIONS]
