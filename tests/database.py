"""The database of a test run, ready in a moment and used as the weak login.

Migrated once per state of the migrations into a template; each test process works
on a clone of it. The server is the embedded one, with its own data in var/tests,
or the one that DATABASE_URL names.
"""

import hashlib
from collections.abc import Iterator
from contextlib import closing, contextmanager
from io import StringIO
from itertools import count
from pathlib import Path

import psycopg2
from django.apps import apps
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.models import Model
from psycopg2 import sql

from tianmen_congress.base.runtime.cluster import ADDRESS, SUPERUSER
from tianmen_congress.base.runtime.embedded import WEAK, create_database_sql, opened
from tianmen_congress.base.runtime.home import Home

ROOT = Path(settings.BASE_DIR)
# One lock for all that make roles and templates on the server.
MAKING = 20170725
# Every table counts from a million of its own: a key names one row of one table, and
# who mixes up two tables finds nothing.
MILLION = 1_000_000


@contextmanager
def clone() -> Iterator[dict[str, str]]:
    """Point Django at a fresh clone of the migrated database; gives its rows."""
    with server() as login, closing(connect(login)) as admin:
        template = ready_template(admin, login)
        name = take_clone(admin, template)
        point_at(login, name)
        rows = copy_rows()
        point_at(login, name, options=f"-c role={WEAK}")
        try:
            yield rows
        finally:
            connection.close()
            execute(admin, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


@contextmanager
def server() -> Iterator[dict[str, str]]:
    """How to sign in at the server as somebody who may make databases."""
    given = settings.DATABASES["default"]
    if settings.DATABASE_URL:
        yield {key: given[key] for key in ("HOST", "PORT", "USER", "PASSWORD", "NAME")}
        return
    home = Home(settings.HOME)
    home.make()
    with opened(home, careless=True):
        logins = home.read_logins()
        yield {
            "HOST": ADDRESS,
            "PORT": logins["port"],
            "USER": SUPERUSER,
            "PASSWORD": logins[SUPERUSER],
            "NAME": "tianmen",
        }


def connect(login: dict[str, str]):
    made = psycopg2.connect(
        host=login["HOST"] or None,
        port=login["PORT"] or None,
        user=login["USER"] or None,
        password=login["PASSWORD"] or None,
        dbname="postgres",
    )
    made.autocommit = True
    return made


def execute(admin, command: str, *names: str) -> None:
    with admin.cursor() as cursor:
        cursor.execute(sql.SQL(command).format(*map(sql.Identifier, names)))


def ask(admin, query: str, *values: object) -> list[tuple]:
    with admin.cursor() as cursor:
        cursor.execute(query, values)
        return cursor.fetchall()


def state_of_migrations() -> str:
    """Changes whenever a migration, ours or a package's, or the rights may have."""
    sources = sorted(ROOT.glob("*/migrations/*.py"))
    # Of rooms within rooms too.
    sources += sorted(ROOT.glob("*/*/migrations/*.py"))
    sources += sorted(ROOT.glob("tianmen_congress/*/*/migrations/*.py"))
    sources += [ROOT / "requirements.txt"]
    sources += [ROOT / "tianmen_congress/base/runtime/grants.py", Path(__file__)]
    state = hashlib.sha256()
    for path in sources:
        state.update(f"{path.name}\n".encode() + path.read_bytes())
    return state.hexdigest()[:12]


def ready_template(admin, login: dict[str, str]) -> str:
    """The migrated database, made by whoever comes first while the others wait."""
    prefix = f"test_{login['NAME']}_"
    template = prefix + state_of_migrations()
    ask(admin, "SELECT pg_advisory_lock(%s)", MAKING)
    try:
        if not ask(admin, "SELECT FROM pg_database WHERE datname = %s", template):
            drop_all(admin, f"^{prefix}[0-9a-f]{{12}}(_making)?$")
            make_weak_login(admin)
            make_template(admin, login, template)
    finally:
        ask(admin, "SELECT pg_advisory_unlock(%s)", MAKING)
    return template


def drop_all(admin, pattern: str) -> None:
    names = ask(admin, "SELECT datname FROM pg_database WHERE datname ~ %s", pattern)
    for (name,) in names:
        execute(admin, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)


def make_weak_login(admin) -> None:
    if not ask(admin, "SELECT FROM pg_roles WHERE rolname = %s", WEAK):
        execute(admin, "CREATE ROLE {} LOGIN", WEAK)


def make_template(admin, login: dict[str, str], template: str) -> None:
    """Under another name until it is whole: a killed run leaves no half template."""
    making = f"{template}_making"
    with admin.cursor() as cursor:
        cursor.execute(create_database_sql(making, owner=login["USER"]))
    point_at(login, making)
    call_command("migrate", verbosity=0)
    count_apart()
    connection.close()
    execute(admin, "ALTER DATABASE {} RENAME TO {}", making, template)


def counted_models() -> list[type[Model]]:
    """The first counts from one million, the second from two."""
    models = (each for each in apps.get_models() if each._meta.managed)
    return [each for each in models if each._meta.pk.column == "id"]


def count_apart() -> None:
    """What the migrations put in keeps its small keys."""
    with connection.cursor() as cursor:
        for place, model in enumerate(counted_models(), start=1):
            table = f'"{model._meta.db_table}"'
            cursor.execute("SELECT pg_get_serial_sequence(%s, 'id')", [table])
            (sequence,) = cursor.fetchone()
            if sequence:
                cursor.execute("SELECT setval(%s, %s)", [sequence, place * MILLION])


def take_clone(admin, template: str) -> str:
    """The first name that no living test process holds; held until `admin` closes."""
    for number in count():
        name = f"{template}_{number}"
        key = int(hashlib.sha256(name.encode()).hexdigest()[:15], 16)
        if ask(admin, "SELECT pg_try_advisory_lock(%s)", key) == [(True,)]:
            execute(admin, "DROP DATABASE IF EXISTS {} WITH (FORCE)", name)
            execute(admin, "CREATE DATABASE {} TEMPLATE {}", name, template)
            return name
    raise AssertionError


def table_names() -> list[str]:
    """The tables that the tests may have emptied."""
    names = set(connection.introspection.table_names()) - {"django_migrations"}
    return sorted(names)


def copy_rows() -> dict[str, str]:
    """All rows of the tables that have any, a line each."""
    rows = {}
    with connection.cursor() as cursor:
        for table in filled_tables(cursor):
            copy = StringIO()
            cursor.copy_expert(f'COPY "{table}" TO STDOUT', copy)
            rows[table] = copy.getvalue()
    return rows


def filled_tables(cursor) -> list[str]:
    one = "SELECT '{0}' WHERE EXISTS (SELECT FROM \"{0}\")"
    cursor.execute(" UNION ALL ".join(one.format(name) for name in table_names()))
    return sorted(table for (table,) in cursor.fetchall())


def put_back(rows: dict[str, str]) -> None:
    """What the migrations had left (value lists, rights) and nothing else.

    It costs what was written: tables that hold what they held are left alone.
    """
    now = copy_rows()
    changed = [t for t in now.keys() | rows.keys() if now.get(t) != rows.get(t)]
    with connection.cursor() as cursor, unasked(cursor):
        for table in changed:
            cursor.execute(f'DELETE FROM "{table}"')
    put_in({table: rows[table] for table in changed if table in rows})


def put_in(rows: dict[str, str]) -> None:
    """Rows as they were, by the owner."""
    with connection.cursor() as cursor, unasked(cursor):
        for table, text in rows.items():
            cursor.copy_expert(f'COPY "{table}" FROM STDIN', StringIO(text))


@contextmanager
def unasked(cursor) -> Iterator[None]:
    """What is written asks no trigger: neither guards nor those that keep the history."""
    cursor.execute("SET session_replication_role = replica")
    yield
    cursor.execute("SET session_replication_role = DEFAULT")


def point_at(login: dict[str, str], name: str, options: str = "") -> None:
    connection.close()
    connection.settings_dict.update(login, NAME=name)
    connection.settings_dict["OPTIONS"] = {"options": options} if options else {}


@contextmanager
def as_owner() -> Iterator[None]:
    """For what the weak login may not do: changing tables, emptying them."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        try:
            yield
        finally:
            if not connection.needs_rollback:
                cursor.execute(f"SET ROLE {WEAK}")
