"""What the weak login may do. Applied after every migration, wherever it ran.

It reads and writes rows; it makes, empties and drops nothing. What only grows, the
audit trail and the histories of rows, it may add to and read.
"""

import pghistory.models
from django.apps import apps
from django.db import connections
from psycopg2 import sql

from .embedded import WEAK

APPEND_ONLY = (
    "alerts.Reminder",
    "audit.TrailEntry",
    "referrals.Correction",
    "referrals.DispatchLine",
    "referrals.Event",
)
# Ended by a day, switched off, used up: never gone.
NEVER_DELETED = ("accounts.User", "accounts.Post", "credentials.AccountCode")
READ_ONLY = ("django_migrations",)
ALLOW = """
GRANT USAGE ON SCHEMA public TO {weak};
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {weak};
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {weak};
ALTER DEFAULT PRIVILEGES IN SCHEMA public
    GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {weak};
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO {weak};
"""


def withheld() -> dict[str, str]:
    """Table -> what the weak login may not do to its rows."""
    models = [apps.get_model(label) for label in APPEND_ONLY]
    models += [m for m in apps.get_models() if issubclass(m, pghistory.models.Event)]
    tables = {m._meta.db_table: "UPDATE, DELETE" for m in models if m._meta.managed}
    for label in NEVER_DELETED:
        tables[apps.get_model(label)._meta.db_table] = "DELETE"
    # A context is completed while its request goes on.
    tables[pghistory.models.Context._meta.db_table] = "DELETE"
    return tables | dict.fromkeys(READ_ONLY, "INSERT, UPDATE, DELETE")


def is_owner(using: str = "default") -> bool:
    """Whether the login of this process owns the tables; the serving one does not."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT pg_has_role(current_user, relowner, 'USAGE') FROM pg_class "
            "WHERE oid = 'accounts_user'::regclass"
        )
        return cursor.fetchone() == (True,)


def grant_weak_login(using: str = "default", **_) -> None:
    """Give the weak login its rights, where there is one and we are not it."""
    with connections[using].cursor() as cursor:
        cursor.execute(
            "SELECT 1 FROM pg_roles WHERE rolname = %s AND rolname <> current_user",
            [WEAK],
        )
        if cursor.fetchone():
            for command in commands():
                cursor.execute(command)


def commands() -> list[sql.Composed]:
    weak = sql.Identifier(WEAK)
    revoke = "REVOKE {rights} ON {table} FROM {weak}"
    return [sql.SQL(ALLOW).format(weak=weak)] + [
        sql.SQL(revoke).format(
            rights=sql.SQL(rights), table=sql.Identifier(table), weak=weak
        )
        for table, rights in withheld().items()
    ]
