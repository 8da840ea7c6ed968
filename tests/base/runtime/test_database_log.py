"""The log of the database: a statement that fails tells no number it was given."""

from contextlib import closing, suppress
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic, sleep

import psycopg2
import pytest

from tianmen_congress.base.runtime.embedded import OWNER, WEAK, opened
from tianmen_congress.base.runtime.home import Home

NUMBER = "429099196501010016"
PHONE = "13900001234"
# Told to the log on purpose.
OTHER = "429099196601010013"
MARKS = count()
# Each fails, or is slow, or is refused; the numbers stand in it in all the ways there are.
FAILING = [
    ("SELECT no_such_column FROM t WHERE v = %s", [NUMBER]),
    ("INSERT INTO t (v) VALUES (%s)", [NUMBER]),
    ("INSERT INTO t (v) VALUES (%s), (%s)", [PHONE, PHONE]),
    ("INSERT INTO short (v) VALUES (%s)", [NUMBER]),
    ("SELECT %s::date", [NUMBER]),
    ("SELECT %s::int", [NUMBER]),
    ("SELECT 1 / (length(%s) - 18)", [NUMBER]),
    (f"SELECT '{NUMBER}' bad syntax here", []),
    ("DO $$ BEGIN RAISE EXCEPTION 'no household of %s'; END $$", []),
    ("DO $$ BEGIN RAISE WARNING 'no household of 429099196501010016'; END $$", []),
    ("COPY t (v) FROM '/429099196501010016'", []),
    ("SET statement_timeout = 50; SELECT pg_sleep(1), %s", [NUMBER]),
    ("SET lock_timeout = 50; SELECT %s", [NUMBER]),
]


@pytest.fixture(scope="module")
def database():
    with TemporaryDirectory(prefix="tianmen-log-") as folder:
        home = Home(Path(folder) / "家")
        home.make()
        with opened(home, careless=True) as database:
            yield database


@pytest.fixture(scope="module")
def tables(database):
    with (
        closing(psycopg2.connect(database.url(OWNER))) as connection,
        connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("CREATE TABLE t (v text UNIQUE CHECK (v NOT LIKE '4290%'))")
        cursor.execute("CREATE TABLE short (v varchar(3))")
        cursor.execute(f"GRANT ALL ON t, short TO {WEAK}")


def run(database, login: str, command: str, values: list[str]) -> None:
    with closing(psycopg2.connect(database.url(login))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor, suppress(psycopg2.Error):
            cursor.execute(command, values or None)


def read(database) -> str:
    files = sorted((database.home.database / "log").glob("*.log"))
    return "\n".join(file.read_text(errors="replace") for file in files)


def logged(database) -> str:
    """The log once all that was told before now stands in it: it is written behind."""
    mark, until = f"mark {next(MARKS)}.", monotonic() + 60
    with (
        closing(database.connect("postgres")) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("SET log_min_messages = 'log'")
        cursor.execute(f"DO $$ BEGIN RAISE LOG '{mark}'; END $$")
    while mark not in (text := read(database)) and monotonic() < until:
        sleep(0.05)
    assert mark in text
    return text


@pytest.mark.parametrize("login", [WEAK, OWNER])
def test_no_failing_statement_tells_a_number_to_the_log(database, tables, login):
    for command, values in FAILING:
        run(database, login, command, values)

    text = logged(database)

    assert NUMBER not in text
    assert PHONE not in text


def test_the_log_is_there_to_be_read(database):
    """The test above could not fail if nothing were ever written."""
    assert "ready to accept connections" in logged(database)


def test_a_server_that_logs_what_fails_would_be_found(database, tables):
    """The broken twin: one session of the superuser logs like a server as delivered."""
    with (
        closing(database.connect("postgres")) as connection,
        connection.cursor() as cursor,
    ):
        cursor.execute("SET log_min_messages = 'warning'")
        cursor.execute("SET log_min_error_statement = 'error'")
        with suppress(psycopg2.Error):
            cursor.execute(f"SELECT '{OTHER}'::date")

    assert OTHER in logged(database)


def test_the_weak_login_cannot_turn_the_log_on(database):
    with (
        closing(psycopg2.connect(database.url(WEAK))) as connection,
        connection.cursor() as cursor,
        pytest.raises(psycopg2.Error),
    ):
        cursor.execute("SET log_min_error_statement = 'error'")
