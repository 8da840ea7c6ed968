"""The embedded server itself: made, shared, moved to another port, recovered."""

import os
import signal
import socket
import time
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg2
import pytest

from tianmen_congress.base.runtime.binaries import ToolFailed, run_tool
from tianmen_congress.base.runtime.cluster import free_port, is_free
from tianmen_congress.base.runtime.embedded import OWNER, WEAK, EmbeddedDatabase, opened
from tianmen_congress.base.runtime.home import Home


@pytest.fixture(scope="module")
def home():
    # Not below pytest's own folder: another run of pytest closes that to others.
    with TemporaryDirectory(prefix="tianmen-embedded-") as folder:
        home = Home(Path(folder) / "家")
        home.make()
        yield home


@pytest.fixture
def database(home):
    with opened(home, careless=True) as database:
        yield database


@contextmanager
def signed_in(database: EmbeddedDatabase, login: str):
    with closing(psycopg2.connect(database.url(login))) as connection:
        connection.autocommit = True
        with connection.cursor() as cursor:
            yield cursor


def ask(database: EmbeddedDatabase, query: str, login: str = OWNER):
    with signed_in(database, login) as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def postmaster(home: Home) -> int:
    return int((home.database / "postmaster.pid").read_text().split()[0])


def test_both_logins_sign_in_with_a_password(database):
    assert ask(database, "SELECT current_user") == OWNER
    assert ask(database, "SELECT current_user", WEAK) == WEAK


def test_without_the_password_nobody_gets_in(database):
    url = database.url(OWNER)
    password = database.home.read_logins()[OWNER]
    with pytest.raises(psycopg2.OperationalError, match="password"):
        psycopg2.connect(url.replace(password, "wrong"))


def test_neither_login_may_do_everything(database):
    query = "SELECT bool_or(rolsuper OR rolcreatedb OR rolcreaterole) FROM pg_roles WHERE rolname LIKE 'tianmen_%'"
    assert ask(database, query) is False


def test_the_database_is_made_for_chinese_text(database):
    query = "SELECT concat(datlocprovider, datlocale, datctype, pg_encoding_to_char(encoding)) FROM pg_database WHERE datname = current_database()"
    assert ask(database, query) == "bC.UTF-8C.UTF-8UTF8"


def test_only_this_machine_can_reach_it_and_no_socket_file_is_left(database, home):
    listening = (home.database / "postmaster.pid").read_text().splitlines()[4:6]
    assert listening == ["", "127.0.0.1"]
    assert ask(database, "SHOW listen_addresses") == "127.0.0.1"


def test_values_of_failing_statements_stay_out_of_its_log(database, home):
    with (
        signed_in(database, OWNER) as cursor,
        pytest.raises(psycopg2.errors.NumericValueOutOfRange),
    ):
        cursor.execute("SELECT %s::int", ["429099199001011234x"])
    time.sleep(0.2)
    logs = [path.read_text() for path in (home.database / "log").iterdir()]
    assert logs
    assert not any("429099199001011234" in text for text in logs)


def test_it_runs_while_anybody_uses_it_and_stops_with_the_last(home):
    first, second = (EmbeddedDatabase(home, careless=True) for _ in range(2))
    first.open()
    second.open()
    number = postmaster(home)
    first.close()
    assert ask(second, "SELECT 1") == 1
    assert postmaster(home) == number
    second.close()
    assert not second.cluster.is_running


def test_the_data_is_there_the_next_time(home):
    with opened(home, careless=True) as database, signed_in(database, OWNER) as cursor:
        cursor.execute("CREATE TABLE kept AS SELECT 7 AS n")
    with opened(home, careless=True) as database:
        assert ask(database, "SELECT n FROM kept") == 7


def test_it_keeps_its_port_as_long_as_that_is_free(home):
    with opened(home, careless=True) as database:
        port = database.cluster.port
    with opened(home, careless=True) as database:
        assert database.cluster.port == port


def test_it_moves_when_somebody_took_its_port(home):
    taken = home.read_logins()["port"]
    with (
        socket.create_server(("127.0.0.1", taken)),
        opened(home, careless=True) as database,
    ):
        assert database.cluster.port != taken
        assert ask(database, "SELECT 1") == 1


def test_a_killed_server_is_recovered_on_its_port(database, home):
    port, killed = database.cluster.port, postmaster(home)
    os.kill(killed, signal.SIGKILL)
    while database.cluster.is_running:
        time.sleep(0.05)
    assert database.recover()
    assert (database.cluster.port, postmaster(home) != killed) == (port, True)
    assert ask(database, "SELECT 1") == 1


def test_a_running_server_needs_no_recovery(database):
    assert not database.recover()


def test_the_number_of_a_dead_server_may_belong_to_somebody_else(home):
    with opened(home, careless=True):
        stale = (home.database / "postmaster.pid").read_text().splitlines()
    # It ended without tidying up, and its number is ours now.
    lines = [str(os.getpid()), *stale[1:]]
    (home.database / "postmaster.pid").write_text("\n".join(lines) + "\n")
    with opened(home, careless=True) as database:
        assert ask(database, "SELECT 1") == 1


def test_a_folder_half_made_is_made_anew():
    with TemporaryDirectory(prefix="tianmen-half-") as folder:
        half = Home(Path(folder))
        half.make()
        half.database.mkdir()
        (half.database / "PG_VERSION").write_text("18\n")
        with opened(half, careless=True) as database:
            assert ask(database, "SELECT 1") == 1


def test_what_a_tool_said_is_told_when_it_fails(home):
    with pytest.raises(ToolFailed, match="no-such"):
        run_tool("pg_ctl", "status", "-D", str(home.path / "no-such"))


def test_a_free_port_is_free_until_somebody_listens():
    port = free_port()
    assert is_free(port)
    with socket.create_server(("127.0.0.1", port)):
        assert not is_free(port)
