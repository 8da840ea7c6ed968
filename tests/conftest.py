"""What every test has at hand."""

import pytest
from django.core.management.commands import flush
from django.db import transaction
from django.db.backends.postgresql.operations import DatabaseOperations

from tests import database
from tianmen_congress.base.ui import lookups

pytest_plugins = ["tests.cast", "tests.walk", "tests.base.divisions.merged"]


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment, django_db_blocker):
    """A clone of the migrated database instead of migrating anew."""
    with (
        django_db_blocker.unblock(),
        database.clone() as rows,
        pytest.MonkeyPatch.context() as patch,
    ):
        patch.setattr(DatabaseOperations, "execute_sql_flush", emptied_by_owner(rows))
        # Rights and kinds of rows stand among what is put back.
        patch.setattr(flush, "emit_post_migrate_signal", lambda *_: None)
        yield


def emptied_by_owner(rows):
    """Tests that commit are cleaned up by emptying tables: the weak login may not.

    What the migrations had put there is put back: the next test counts on it.
    """

    def execute_sql_flush(self, sql_list):
        with transaction.atomic(), database.as_owner():
            database.put_back(rows)

    return execute_sql_flush


@pytest.fixture
def try_pages(settings):
    """The addresses of tests/base/ui/pages.py beside those of the product."""
    from tests.base.ui.pages import TRY_VILLAGE

    settings.ROOT_URLCONF = "tests.base.ui.pages"
    with lookups.registered.left_clean():
        lookups.register("try-village", TRY_VILLAGE)
        yield
