"""What many tests begin with is made once in a process, and put in again as it was.

`kept` is a fixture that makes rows. The first test that asks for it has them made as
written; what this left in the tables, histories too, is kept, and every later test gets
the same rows back by COPY, in a tenth of the time. A test still finds only what it asked
for, and everything in it was once made by the product itself.

What makes rows may look only at its arguments: a row that it finds elsewhere would not
be found again. What changes rows of others is made anew for each test.
"""

import inspect
import io
import pickle
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.db import connection, models

from tests.database import as_owner, copy_rows, put_in

NOTHING = Counter()
# None for what changed rows of others: it is not looked at a second time.
_kept: dict[object, "Kept | None"] = {}


@dataclass(frozen=True, slots=True)
class Kept:
    """New lines by table, and what the fixture gave, with its arguments left out."""

    lines: dict[str, str]
    value: bytes


def kept(make: Callable | None = None, **options) -> Callable:
    """A fixture whose rows are kept; its arguments are rows, or nothing (`db`).

    `unless(**arguments)` gives the row where it stands already, else None.
    """
    if make is None:
        return lambda make: kept(make, **options)
    unless = options.get("unless", lambda **_: None)

    def fixture(request, **arguments):
        found = unless(**arguments)
        if found is not None:
            return found
        is_known = _key(make, (), arguments) in _kept
        # What is made by rules that a test breaks on purpose is for that test alone.
        if not is_known and may_break_rules(request):
            return make(**arguments)
        return once(make, **arguments)

    rows = inspect.signature(make).parameters.values()
    request = inspect.Parameter("request", inspect.Parameter.POSITIONAL_OR_KEYWORD)
    fixture.__signature__ = inspect.Signature([request, *rows])
    fixture.__name__, fixture.__doc__ = make.__name__, make.__doc__
    fixture.__module__ = make.__module__
    return pytest.fixture(fixture)


def may_break_rules(request: pytest.FixtureRequest) -> bool:
    """Whether the test, or a fixture of ours that it uses, asks to patch something.

    pytest-django patches beside every test: what it does there breaks no rule.
    """
    known = request._pyfuncitem._fixtureinfo
    ours = (
        each
        for found in known.name2fixturedefs.values()
        for each in found
        if not each.func.__module__.startswith("pytest_django")
    )
    asked = {name for each in ours for name in each.argnames}
    return "monkeypatch" in asked.union(known.argnames)


def once(make: Callable, *plain: object, **arguments):
    """What `make(*plain, **arguments)` gives, its rows put in where they were kept.

    `plain` are values, `arguments` rows. What changed rows that stood before is not kept.
    """
    key = _key(make, plain, arguments)
    if key not in _kept:
        return _made(key, make, plain, arguments)
    found = _kept[key]
    if found is None:
        return make(*plain, **arguments)
    with as_owner():
        put_in(found.lines)
    return _loaded(found.value, arguments)


def _key(make: Callable, plain: tuple, arguments: dict) -> object:
    given = tuple((name, _which(value)) for name, value in arguments.items())
    return make.__module__, make.__qualname__, plain, settings.TODAY, given


def _which(value: object) -> object:
    """Rows are the same where they have the same key: what is kept keeps its keys."""
    if isinstance(value, models.Model):
        return value._meta.label, value.pk
    if isinstance(value, dict):
        return tuple((name, _which(each)) for name, each in value.items())
    if isinstance(value, list | tuple):
        return tuple(_which(each) for each in value)
    return value if value is None else value.key()


def _made(key: object, make: Callable, plain: tuple, arguments: dict):
    before = _all_lines()
    value = make(*plain, **arguments)
    after = _all_lines()
    _kept[key] = None
    if not any(lines - after.get(table, NOTHING) for table, lines in before.items()):
        _kept[key] = Kept(_new_lines(before, after), _dumped(value, arguments))
    return value


def _all_lines() -> dict[str, Counter]:
    return {
        table: Counter(text.splitlines(keepends=True))
        for table, text in copy_rows().items()
    }


def _new_lines(before: dict, after: dict) -> dict[str, str]:
    new = {table: after[table] - before.get(table, NOTHING) for table in after}
    return {table: "".join(lines.elements()) for table, lines in new.items() if lines}


def _dumped(value: object, arguments: dict) -> bytes:
    names = {id(argument): name for name, argument in arguments.items()}
    names.pop(id(None), None)
    written = io.BytesIO()
    _Pickler(written, names).dump(value)
    return written.getvalue()


def _loaded(value: bytes, arguments: dict):
    return _Unpickler(io.BytesIO(value), arguments).load()


class _Pickler(pickle.Pickler):
    def __init__(self, file, names):
        super().__init__(file)
        self.names = names

    def persistent_id(self, each):
        return self.names.get(id(each))


class _Unpickler(pickle.Unpickler):
    def __init__(self, file, arguments):
        super().__init__(file)
        self.arguments = arguments

    def persistent_load(self, name):
        return self.arguments[name]


def changes(*, beside: str, growing: str) -> Counter:
    """How often rows of each table were written in this transaction.

    Tables that match the pattern `beside` are left out; in those that match `growing`
    new rows don't count.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT relname, n_tup_upd + n_tup_del"
            " + CASE WHEN relname ~ %s THEN 0 ELSE n_tup_ins END"
            " FROM pg_stat_xact_user_tables WHERE relname !~ %s",
            [growing, beside],
        )
        return Counter({table: times for table, times in cursor.fetchall() if times})
