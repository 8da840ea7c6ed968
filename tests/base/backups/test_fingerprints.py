"""Two databases are equal when each table has the same rows, in whatever order."""

import pytest
from django.db import connection

from tests.database import as_owner
from tianmen_congress.base.backups.fingerprints import SURROUNDINGS, Fingerprints

ROWS = ["(1, 'a')", "(2, NULL)", "(3, '')"]
# What became of the rows -> what is said of them; equal: nothing.
CHANGES = {
    "INSERT INTO kept VALUES (1, 'a'), (2, NULL), (3, '')": [],
    "INSERT INTO kept VALUES (3, ''), (1, 'a'), (2, NULL)": [],
    "INSERT INTO kept VALUES (1, 'a'), (2, NULL)": ["表 kept 应有3行，恢复出2行"],
    "INSERT INTO kept VALUES (1, 'b'), (2, NULL), (3, '')": [
        "表 kept 的3行中有内容不同的"
    ],
    "INSERT INTO kept VALUES (1, 'a'), (2, ''), (3, NULL)": [
        "表 kept 的3行中有内容不同的"
    ],
    "INSERT INTO kept VALUES (1, 'a'), (1, 'a'), (3, '')": [
        "表 kept 的3行中有内容不同的"
    ],
    "DROP TABLE kept": ["缺少表 kept", "缺少 index kept_v"],
    "DROP INDEX kept_v; INSERT INTO kept VALUES (1, 'a'), (2, NULL), (3, '')": [
        "缺少 index kept_v"
    ],
}


@pytest.fixture
def cursor(db):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(SURROUNDINGS)
        # A column may bear any name, also that of the whole row.
        cursor.execute("CREATE TABLE kept (whole_row int, v text)")
        cursor.execute("CREATE INDEX kept_v ON kept (v)")
        yield cursor


@pytest.mark.parametrize("change", CHANGES)
def test_what_is_not_equal_is_told(cursor, change):
    cursor.execute(f"INSERT INTO kept VALUES {', '.join(ROWS)}")
    before = Fingerprints.take(cursor)
    cursor.execute("DELETE FROM kept")
    cursor.execute(change)

    assert before.differences(Fingerprints.take(cursor)) == CHANGES[change]


def test_all_tables_of_the_system_are_in_it_and_its_rows_are_counted(cursor):
    cursor.execute("INSERT INTO kept VALUES (1, 'a')")
    found = Fingerprints.take(cursor)
    tables = set(connection.introspection.table_names(cursor))

    assert set(found.tables) == tables
    assert found.tables["kept"][0] == 1
    assert found.rows == sum(rows for rows, _ in found.tables.values())


def test_a_sequence_may_have_gone_on_but_not_back(cursor):
    before = Fingerprints(sequences={"s": 5})

    assert before.differences(Fingerprints(sequences={"s": 6})) == []
    assert before.differences(Fingerprints(sequences={"s": 4})) == ["序列 s 落后"]
    assert before.differences(Fingerprints()) == ["序列 s 落后"]


def test_the_triggers_that_keep_the_history_are_parts(cursor):
    parts = Fingerprints.take(cursor).parts

    assert [part for part in parts if part.startswith("trigger deputies_person.")]
