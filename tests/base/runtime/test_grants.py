"""The login that serves the web cannot change what only grows, nor the tables."""

import pghistory.models
import pytest
from django.contrib.auth.models import Permission
from django.db import ProgrammingError, connection, transaction

from deputies.models import Person
from referrals.models import Category
from tests.database import as_owner
from tests.factories.deputies import PersonFactory
from tianmen_congress.base.audit.actions import record
from tianmen_congress.base.audit.models import Kind, TrailEntry
from tianmen_congress.base.runtime.grants import withheld


def run(command: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(command)


def test_tests_run_as_the_weak_login(db):
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("tianmen_app",)


@pytest.mark.parametrize(
    "command",
    [
        "UPDATE audit_trailentry SET note = 'other'",
        "DELETE FROM audit_trailentry",
        "TRUNCATE audit_trailentry",
        "UPDATE deputies_personevent SET name = 'other'",
        "DELETE FROM deputies_personevent",
        "DELETE FROM pghistory_context",
        "TRUNCATE deputies_person CASCADE",
        "DELETE FROM django_migrations",
        "CREATE TABLE mine (id int)",
        "ALTER TABLE deputies_person DROP COLUMN name",
        "DROP TABLE deputies_person",
        "ALTER TABLE deputies_person DISABLE TRIGGER ALL",
    ],
)
def test_the_weak_login_may_not(db, command):
    with pytest.raises(ProgrammingError):
        run(command)


def test_the_trail_and_the_histories_grow_under_the_weak_login(db):
    record(Kind.EXPORT, by=None, subject="走访台账", rows=3)
    person = PersonFactory()
    person.name = "李四"
    with pghistory.context(user=1), pghistory.context(how="again"):
        person.save()
    assert TrailEntry.objects.count() == 1
    assert Person.pgh_event_model.objects.count() == 2


def test_every_history_of_rows_is_held_back():
    histories = {
        model.pgh_event_model._meta.db_table
        for model in pghistory.models.Event.__subclasses__()
        for model in [model.pgh_tracked_model]
    }
    assert histories <= set(withheld())
    assert len(histories) > 5


@pytest.mark.django_db(transaction=True)
def test_the_owner_empties_tables_between_tests_that_commit():
    PersonFactory()
    with as_owner(), connection.cursor() as cursor:
        cursor.execute("SELECT current_user = session_user")
        assert cursor.fetchone() == (True,)
    test_tests_run_as_the_weak_login(None)


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("turn", ["before", "after"])
def test_what_migrations_put_there_outlives_a_test_that_commits(turn):
    assert Category.objects.exists()
    assert Permission.objects.exists()


def test_the_database_knows_chinese_letters(db):
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT datlocprovider, datcollate, datctype FROM pg_database WHERE datname = current_database()"
        )
        assert cursor.fetchone() == ("b", "C.UTF-8", "C.UTF-8")
        cursor.execute(r"SELECT '天门' ~ '^\w+$'")
        assert cursor.fetchone() == (True,)
