"""What a database holds, in few letters: how many rows each table has and their sum.

The sum of a table's rows doesn't depend on their order, so that what was restored can
be compared with what was there without keeping either.
"""

from dataclasses import asdict, dataclass, field
from typing import Self

from psycopg2 import sql

# So that the same row is the same text on every server, and nothing cuts us short.
SURROUNDINGS = """
SET DateStyle = 'ISO, YMD'; SET IntervalStyle = 'postgres'; SET TimeZone = 'UTC';
SET extra_float_digits = 1; SET bytea_output = 'hex'; SET search_path = public;
SET row_security = off; SET statement_timeout = 0; SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0; SET transaction_timeout = 0;
"""
TABLES = """
SELECT nspname, relname FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
WHERE relkind = 'r' AND nspname <> 'information_schema' AND nspname !~ '^pg_'
ORDER BY 1, 2
"""
ROWS = """
SELECT count(*), coalesce(sum(('x' || left(h, 16))::bit(64)::bigint), 0),
    coalesce(sum(('x' || substr(h, 17, 16))::bit(64)::bigint), 0)
FROM (SELECT encode(sha256(convert_to((whole_row.*)::text, 'UTF8')), 'hex') AS h
    FROM {table} AS whole_row) AS hashed
"""
# What holds the rules, by name: without it the rows could be altered as nobody may.
PARTS = """
SELECT kind || ' ' || name FROM (
    SELECT 'index' AS kind, indexname::text AS name FROM pg_indexes
        WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger', tgrelid::regclass || '.' || tgname FROM pg_trigger
        WHERE NOT tgisinternal
    UNION ALL SELECT 'constraint', conrelid::regclass || '.' || conname
        FROM pg_constraint WHERE conrelid <> 0 AND contype <> 'n'
            AND connamespace = 'public'::regnamespace
    UNION ALL SELECT 'function', proname::text FROM pg_proc
        WHERE pronamespace = 'public'::regnamespace
) AS parts ORDER BY 1
"""
SEQUENCES = """
SELECT sequencename, last_value FROM pg_sequences
WHERE schemaname = 'public' AND last_value IS NOT NULL
"""
WORD = 2**64


@dataclass(slots=True)
class Fingerprints:
    """Of one database at one moment."""

    # Table -> how many rows, and the sum of their digests.
    tables: dict[str, list] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)
    sequences: dict[str, int] = field(default_factory=dict)

    as_dict = asdict

    @classmethod
    def take(cls, cursor) -> Self:
        """Of the database as `cursor`'s transaction sees it."""
        cursor.execute(TABLES)
        tables = cursor.fetchall()
        return cls(
            {
                name if schema == "public" else f"{schema}.{name}": _rows(
                    cursor, schema, name
                )
                for schema, name in tables
            },
            [name for (name,) in _ask(cursor, PARTS)],
            dict(_ask(cursor, SEQUENCES)),
        )

    @property
    def rows(self) -> int:
        return sum(rows for rows, _ in self.tables.values())

    def differences(self, found: "Fingerprints") -> list[str]:
        """In what `found` is not what it should be: a sentence for each thing."""
        return [
            *_tables(self.tables, found.tables),
            *(f"缺少 {name}" for name in sorted(set(self.parts) - set(found.parts))),
            *(f"多出 {name}" for name in sorted(set(found.parts) - set(self.parts))),
            *(
                f"序列 {name} 落后"
                for name, value in self.sequences.items()
                # It goes on while the copy is made, whatever the snapshot.
                if found.sequences.get(name, 0) < value
            ),
        ]


def _tables(wanted: dict[str, list], found: dict[str, list]) -> list[str]:
    return [
        _difference(name, wanted.get(name), found.get(name))
        for name in sorted(wanted.keys() | found.keys())
        if wanted.get(name) != found.get(name)
    ]


def _difference(name: str, wanted: list | None, found: list | None) -> str:
    if wanted is None or found is None:
        return f"{'多出' if wanted is None else '缺少'}表 {name}"
    if wanted[0] != found[0]:
        return f"表 {name} 应有{wanted[0]}行，恢复出{found[0]}行"
    return f"表 {name} 的{wanted[0]}行中有内容不同的"


def _ask(cursor, query: str) -> list[tuple]:
    cursor.execute(query)
    return cursor.fetchall()


def _rows(cursor, schema: str, name: str) -> list:
    table = sql.Identifier(schema, name)
    cursor.execute(sql.SQL(ROWS).format(table=table))
    rows, first, second = cursor.fetchone()
    return [rows, f"{int(first) % WORD:016x}{int(second) % WORD:016x}"]
