"""What was written into trail and histories stays as it was written.

The tables are asked of the database, so a new history is held by itself.
"""

import pghistory.models
import pytest
from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from tests.database import as_owner
from tianmen_congress.base.audit.actions import record
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.runtime.embedded import WEAK
from tianmen_congress.base.runtime.grants import APPEND_ONLY, withheld

pytestmark = pytest.mark.django_db


def histories() -> list[str]:
    """Tables that only grow, as the database and the models name them."""
    events = [m for m in apps.get_models() if issubclass(m, pghistory.models.Event)]
    tables = {model._meta.db_table for model in events if model._meta.managed}
    grown = {apps.get_model(label)._meta.db_table for label in APPEND_ONLY}
    return sorted(tables | grown)


TAMPERINGS = (
    'UPDATE "{0}" SET {1} = {1}',
    'DELETE FROM "{0}"',
    'TRUNCATE "{0}" CASCADE',
    'ALTER TABLE "{0}" DISABLE TRIGGER ALL',
    'ALTER TABLE "{0}" ADD COLUMN mine int',
    'ALTER TABLE "{0}" OWNER TO CURRENT_USER',
    'DROP TABLE "{0}" CASCADE',
    'CREATE RULE mine AS ON INSERT TO "{0}" DO INSTEAD NOTHING',
    'CREATE TRIGGER mine BEFORE INSERT ON "{0}" EXECUTE FUNCTION suppress_redundant_updates_trigger()',
    'GRANT UPDATE ON "{0}" TO CURRENT_USER',
    'LOCK TABLE "{0}" IN ACCESS EXCLUSIVE MODE; DELETE FROM "{0}"',
)


def was_let(command: str) -> bool:
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(command)
    except DatabaseError:
        return False
    return True


def key_of(table: str) -> str:
    with connection.cursor() as cursor:
        return connection.introspection.get_primary_key_column(cursor, table)


def let(tables) -> list[str]:
    """Every tampering that the login of the application may do."""
    commands = [(t, c.format(t, key_of(t))) for t in tables for c in TAMPERINGS]
    done = [command for _, command in commands if was_let(command)]
    # Granting to oneself what one does not hold is only warned of, and gives nothing.
    return [command for command in done if not command.startswith("GRANT")]


def test_the_login_of_the_application_alters_no_line_of_any_history(rows):
    tables = histories()

    assert let(tables) == []
    assert len(tables) >= 20


@pytest.mark.parametrize("right", ["UPDATE", "DELETE", "TRUNCATE"])
def test_a_right_too_many_is_found(rows, right):
    """The broken twin: one table, one right."""
    connection.check_constraints()  # a table with checks still to do is not emptied
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f"GRANT {right} ON audit_trailentry TO {WEAK}")

    commands = let(["audit_trailentry"])

    assert {command.split()[0] for command in commands} == {right} | (
        {"LOCK"} if right == "DELETE" else set()
    )


def test_every_history_that_the_database_has_is_withheld():
    assert set(histories()) <= set(withheld())


def changeable(model: type[models.Model]):
    """A plain text of the model that may stand for any change."""
    plain = [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        # It goes with the hour at which the row was struck off.
        and field.name != "void_reason"
        and not field.primary_key
        and type(field).__module__.startswith("django")
    ]
    return plain[0] if plain else None


def tracked() -> list[type[models.Model]]:
    events = [m for m in apps.get_models() if issubclass(m, pghistory.models.Event)]
    return [m.pgh_tracked_model for m in events if m._meta.managed]


def lines(model) -> int:
    return model.pgh_event_model._base_manager.count()


def change_one(model, field) -> bool:
    """Past all of the application's own ways: a bare UPDATE."""
    table, column = model._meta.db_table, field.column
    with connection.cursor() as cursor:
        cursor.execute(
            f'UPDATE "{table}" SET "{column}" = left("{column}", 8) || \'改\' '
            f'WHERE "{model._meta.pk.column}" = '
            f'(SELECT min("{model._meta.pk.column}") FROM "{table}")'
        )
        return cursor.rowcount == 1


def is_sealed(model) -> bool:
    """Whether the database itself lets no line of it be changed."""
    triggers = getattr(model._meta, "triggers", ())
    return any(trigger.name == "never_overwritten" for trigger in triggers)


def test_a_change_past_the_application_is_a_line_of_the_history_too(rows):
    told, silent = [], []
    for model in tracked():
        field, before = changeable(model), lines(model)
        if field and not is_sealed(model) and change_one(model, field):
            (told if lines(model) == before + 1 else silent).append(model.__name__)

    assert silent == []
    assert len(told) >= 8


def test_who_did_it_cannot_be_changed_afterwards(rows):
    """The context names the user of each line; it is open to its own request alone."""
    with transaction.atomic(), pghistory.context(user=1, how="/deputies/add/"):
        assert change_one(tracked()[0], changeable(tracked()[0]))
    with as_owner(), connection.cursor() as cursor:
        # Its own: those of rows that several tests share are closed already.
        cursor.execute(
            "UPDATE pghistory_context SET created_at = now() - interval '1 minute'"
            " WHERE created_at = now()"
        )

    assert not was_let("UPDATE pghistory_context SET metadata = '{\"user\": 2}'")
    assert not was_let("DELETE FROM pghistory_context")


def test_a_request_may_say_more_about_itself_while_it_goes_on(rows):
    """What the wall above must not shut out."""
    model = tracked()[0]
    with transaction.atomic(), pghistory.context(user=1):
        change_one(model, changeable(model))
        with pghistory.context(how="later"):
            change_one(model, changeable(model))

    last = model.pgh_event_model._base_manager.latest("pgh_id")
    assert last.pgh_context.metadata == {"user": 1, "how": "later"}


@pytest.mark.parametrize(
    "command",
    [
        "SET session_replication_role = replica",
        f"ALTER ROLE {WEAK} SUPERUSER",
        f"ALTER ROLE {WEAK} CREATEROLE BYPASSRLS",
        "CREATE ROLE other",
        "CREATE FUNCTION mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE SCHEMA mine",
        "COPY audit_trailentry TO '/trail'",
        "COPY audit_trailentry TO PROGRAM 'cat'",
        "SELECT pg_read_file('/etc/passwd')",
        "SELECT lo_import('/etc/passwd')",
        "SELECT setval('audit_trailentry_id_seq', 1)",
        "DELETE FROM django_migrations",
        "ALTER SYSTEM SET log_min_error_statement = 'error'",
        "SET log_min_error_statement = 'error'",
    ],
)
def test_there_is_no_way_round_by_other_rights(command):
    assert not was_let(command)


def test_the_trail_is_read_by_the_auditor_alone(rows, auditor, request):
    record(Kind.EXPORT, by=None, subject="走访台账", rows=3)
    others = ("office", "clerk", "secretary", "leader", "sysadmin", "secadmin", "unit")

    lines = TrailEntry.objects.visible_to(auditor)
    assert lines.filter(kind=Kind.EXPORT).count() == 1
    for name in others:
        user = request.getfixturevalue(name)
        assert not TrailEntry.objects.visible_to(user).exists()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_no_page_of_the_trail_writes(client, auditor, method):
    entry = record(Kind.EXPORT, by=None, subject="走访台账", rows=3)
    client.force_login(auditor)

    for path in ("/audit/", f"/audit/{entry.pk}/"):
        assert getattr(client, method)(path).status_code in (302, 403, 404, 405)

    assert TrailEntry.objects.get(kind=Kind.EXPORT) == entry
