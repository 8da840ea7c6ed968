"""Nobody probes what is masked to him: searches and orders ask what he sees of it.

Models say what they tell of a person (`personal.Personal`). Lists, boxes and the search
over everything pass their rows through here before anybody reads them, so a search that
forgets to ask is refused, and an order that forgets is dropped.
"""

from collections.abc import Iterator

from django.core.exceptions import FieldDoesNotExist, PermissionDenied
from django.db.models import CharField, F, Field, Func, Model, Q, QuerySet
from django.db.models.expressions import Col
from django.db.models.lookups import Contains
from django.db.models.sql import Query

from tianmen_congress.base.access.scope import may_see_personal
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import Normal, holds, normal

REFUSAL = "姓名、号码、电话对您隐去了一部分，不能按隐去的内容查找。"


class Masked(Func):
    """A column as `masks` shows it, made by the database: what may be asked for."""

    output_field = CharField()


class MaskedName(Masked):
    template = (
        "CASE WHEN char_length(%(expressions)s) < 3 THEN left(%(expressions)s, 1)"
        " || repeat('*', char_length(%(expressions)s) - 1) ELSE"
        " left(%(expressions)s, 1) || repeat('*', char_length(%(expressions)s) - 2)"
        " || right(%(expressions)s, 1) END"
    )


class Bare(Func):
    """A telephone without the signs between its digits."""

    output_field = CharField()
    template = "replace(replace(%(expressions)s, ' ', ''), '-', '')"


class MaskedPhone(Masked):
    template = (
        "CASE WHEN char_length(%(expressions)s) > 7 THEN left(%(expressions)s, 3)"
        " || '****' || right(%(expressions)s, 4) ELSE"
        " repeat('*', char_length(%(expressions)s)) END"
    )

    def __init__(self, column: F):
        super().__init__(Bare(column))


# Numbers of identity are encrypted: of them the database can show nothing.
MASKED = {"name": MaskedName, "phone": MaskedPhone}


def reads(user: User, model: type[Model], path: str, text: str) -> Q:
    """That the value at `path` of a `model` holds `text` as `user` reads the value."""
    field = _field_at(model, path)
    if may_see_personal(user) or not _hides(field):
        return holds(path, text)
    kind = field.model.personal.masked.get(field.name)
    if kind not in MASKED:
        return Q(pk=None)
    return Q(Contains(Normal(MASKED[kind](F(path))), normal(text)))


def guarded(rows: QuerySet, *, user: User) -> QuerySet:
    """`rows` in an order that `user` may see; refused where they were searched for by
    what is hidden from him."""
    if may_see_personal(user):
        return rows
    if any(map(_hides, _columns(rows.query.where))):
        raise PermissionDenied(REFUSAL)
    return _reordered(rows)


def orders_by_hidden(rows: QuerySet, key: object) -> bool:
    """Whether sorting `rows` by `key` would tell what is masked."""
    query = rows.query
    if not isinstance(key, str):
        resolved = key.resolve_expression(query.clone())
        return any(map(_hides, _columns(resolved)))
    name = key.removeprefix("-")
    if name in query.annotations:
        return any(map(_hides, _columns(query.annotations[name])))
    return _hides_along(rows.model, name)


def _reordered(rows: QuerySet) -> QuerySet:
    query = rows.query
    asked = query.order_by
    if not asked and query.default_ordering:
        asked = query.get_meta().ordering
    kept = [key for key in asked if not orders_by_hidden(rows, key)]
    if len(kept) == len(asked):
        return rows
    return rows.order_by(*kept, *(() if "pk" in kept else ("pk",)))


def _hides(field: Field) -> bool:
    personal = getattr(field.model, "personal", None)
    return personal is not None and personal.hides(field)


def _field_at(model: type[Model], path: str) -> Field:
    *links, last = path.split("__")
    for link in links:
        model = model._meta.get_field(link).related_model
    return model._meta.get_field(last)


def _hides_along(model: type[Model], path: str) -> bool:
    """The same for an order by a path; one that is no path of fields is not known."""
    if path in ("pk", "?"):
        return False
    try:
        field = _field_at(model, path.removesuffix("__pk"))
    except (FieldDoesNotExist, AttributeError):
        return True
    if field.is_relation and not path.endswith(("_id", "__pk")):
        # Rows are sorted by a row as that one's model sorts its own.
        target = field.related_model
        return any(
            # unscoped: no row is read: asks how the model sorts its rows
            orders_by_hidden(target._base_manager.all(), key)
            for key in target._meta.ordering
        )
    return _hides(field)


def _columns(node: object) -> Iterator[Field]:
    """Every column that a condition compares, in queries within it too."""
    if isinstance(node, Masked):
        return
    if isinstance(node, Col):
        yield node.target
    for part in _parts(node):
        yield from _columns(part)


def _parts(node: object) -> list[object]:
    if isinstance(node, Query):
        chosen = (*node.select, *node.annotation_select.values())
        return [node.where, *chosen, *node.combined_queries]
    sources = getattr(node, "get_source_expressions", None)
    return sources() if sources else []
