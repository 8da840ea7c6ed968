"""The embedded database of a home: made on first use, shared, stopped by the last."""

import secrets
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress

import psycopg2
from psycopg2 import sql

from .cluster import ADDRESS, SUPERUSER, TRIES, Cluster
from .faults import Fault
from .home import Home
from .users import Users

NAME = "tianmen"
# The owner migrates and runs commands; the weak one serves the web and the worker.
OWNER = "tianmen_owner"
WEAK = "tianmen_app"


class EmbeddedDatabase:
    """Use it between `open` and `close`; others may use it at the same time."""

    def __init__(self, home: Home, *, careless: bool = False) -> None:
        self.home = home
        self.cluster = Cluster(home.database, careless)
        self.users = Users(home.path)

    def open(self) -> None:
        with self.users.turn():
            if not self.cluster.exists or not self.home.read_logins():
                self._make()
            self._ensure_running()
            self.users.enter()

    def close(self) -> None:
        """Leave; the last one stops the server."""
        with self.users.turn():
            if self.users.is_last():
                self.cluster.stop()
            self.users.leave()

    def recover(self) -> bool:
        """Start the server again if it died; whether that was so."""
        with self.users.turn():
            return self._ensure_running()

    def url(self, login: str) -> str:
        logins = self.home.read_logins()
        return f"postgres://{login}:{logins[login]}@{ADDRESS}:{logins['port']}/{NAME}"

    def _make(self) -> None:
        logins = {name: secrets.token_urlsafe(24) for name in (SUPERUSER, OWNER, WEAK)}
        self.cluster.initialise(logins[SUPERUSER])
        # Written last: without this file the folder counts as half made.
        self.home.write_logins({**logins, "port": 0})

    def _ensure_running(self) -> bool:
        """Whether it had to be started; one that ends under our hands is tried again."""
        for _ in range(TRIES):
            with suppress(psycopg2.OperationalError):
                return self._run()
            time.sleep(0.5)
        raise Fault("数据库没有应答，请稍后再试。", "The database does not answer.")

    def _run(self) -> bool:
        logins, running = self.home.read_logins(), self.cluster.is_running
        port = self.cluster.port if running else self.cluster.start(logins["port"])
        if port != logins["port"]:
            logins["port"] = port
            self.home.write_logins(logins)
        with closing(self.connect("postgres")) as connection:
            make_logins(connection, logins)
            make_database(connection)
        return not running

    def connect(self, database: str):
        """Everything allowed; for making logins and databases only."""
        logins = self.home.read_logins()
        connection = psycopg2.connect(
            host=ADDRESS,
            port=logins["port"],
            user=SUPERUSER,
            password=logins[SUPERUSER],
            dbname=database,
        )
        connection.autocommit = True
        return connection


def make_logins(connection, passwords: dict[str, str]) -> None:
    """The two logins, unless they are there."""
    with connection.cursor() as cursor:
        for name in (OWNER, WEAK):
            cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [name])
            if not cursor.fetchone():
                command = sql.SQL("CREATE ROLE {} LOGIN PASSWORD {}")
                cursor.execute(
                    command.format(sql.Identifier(name), sql.Literal(passwords[name]))
                )


def make_database(connection) -> None:
    """The database, unless it is there; Chinese letters count as letters in it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME])
        if not cursor.fetchone():
            cursor.execute(create_database_sql(NAME, owner=OWNER))


def create_database_sql(name: str, *, owner: str) -> sql.Composed:
    command = (
        "CREATE DATABASE {} OWNER {} TEMPLATE template0 ENCODING 'UTF8' "
        "LOCALE_PROVIDER builtin LOCALE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
    )
    return sql.SQL(command).format(sql.Identifier(name), sql.Identifier(owner))


@contextmanager
def opened(home: Home, *, careless: bool = False) -> Iterator[EmbeddedDatabase]:
    """The database of `home`, running for as long as we need it."""
    database = EmbeddedDatabase(home, careless=careless)
    try:
        database.open()
        yield database
    finally:
        database.close()
