"""What the database refuses although the check let it pass: which row, and why.

Every rule of the database has its counterpart in the check. Where one is missing all
the same, the row is named and the others go in.
"""

from dataclasses import dataclass

from django.apps import apps
from django.db import DatabaseError, DataError, IntegrityError, InternalError
from django.db.models import BaseConstraint, CheckConstraint, Q

from tianmen_congress.base.cells import shown

from .records import Record

# Of these a row is the reason; of others, such as a lock that lasts, it is not.
VIOLATIONS = (IntegrityError, DataError, InternalError)
# PostgreSQL's codes of what may be said without the name of a rule.
WORDS = {
    "22001": "有一项内容过长，请缩短",
    "22003": "有一个数字过大，请核对",
    "23502": "不能为空",
    "23505": "与已登记的重复",
}
UNKNOWN = "不符合登记规则，请核对这一行的内容"
# Fields that are stored under another name than that of their column.
COLUMNS = {"id_digest": "id_number", "head_name": "name"}


@dataclass(frozen=True, slots=True)
class Violation:
    """A rule, in the words of the one who wrote it, and the fields it is about."""

    reason: str
    fields: tuple[str, ...] = ()

    def tell(self, record: Record) -> None:
        """Say it on the row, at the first of its columns that it is about."""
        names = [COLUMNS.get(field, field) for field in self.fields]
        known = [name for name in names if name in record.columns]
        filled = [name for name in known if shown(record[name] or "")]
        first = next(iter(record.columns))
        record.fault(next(iter(filled or known or [first])), self.reason)


def violation_of(error: DatabaseError) -> Violation:
    diagnosis = getattr(error.__cause__, "diag", None)
    rule = _rule(getattr(diagnosis, "constraint_name", None) or "")
    if rule:
        return Violation(_words(rule), tuple(_fields(rule)))
    column = getattr(diagnosis, "column_name", None)
    code = getattr(diagnosis, "sqlstate", None) or ""
    return Violation(WORDS.get(code, UNKNOWN), (column,) if column else ())


def _rule(name: str) -> BaseConstraint | None:
    return next(
        (
            rule
            for model in apps.get_models()
            for rule in model._meta.constraints
            if rule.name == name
        ),
        None,
    )


def _words(rule: BaseConstraint) -> str:
    words = rule.violation_error_message
    return UNKNOWN if words == rule.default_violation_error_message else str(words)


def _fields(rule: BaseConstraint) -> list[str]:
    if isinstance(rule, CheckConstraint):
        return list(dict.fromkeys(_names(rule.condition)))
    return list(getattr(rule, "fields", ()))


def _names(condition: Q) -> list[str]:
    found: list[str] = []
    for part in condition.children:
        if isinstance(part, Q):
            found += _names(part)
        else:
            found.append(part[0].partition("__")[0])
    return found
