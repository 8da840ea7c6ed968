"""A value in words, as people read it in histories, papers, workbooks and on pages.

What a program calls a thing (`<QuerySet [...]>`, `None`, `object at`) is no word: a kind
of value that stands here nowhere is refused, before it is written where nobody may
change it any more.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from functools import singledispatch

from django.core.files import File
from django.db.models import IntegerChoices, Model, QuerySet, TextChoices
from django.utils.functional import Promise
from django.utils.timezone import localtime

SEVERAL = "、"


class NoWords(TypeError):
    """Nobody said how a value of this kind is told."""


def in_words(value: object, *, empty: str = "") -> str:
    """`value` as it is told: names and not keys; `empty` where there is nothing."""
    return _told(value) or empty


def choice_in_words(choices: Mapping, code: object, *, empty: str = "") -> str:
    """The label of a code, or of each of several; a code without one as it is."""
    several = isinstance(code, list | tuple | set)
    labels = [choices.get(each, each) for each in (code if several else [code])]
    return in_words(labels, empty=empty)


def hours_in_words(*times: time | None) -> str:
    """09:00—11:30, as far as it is known from when to when."""
    return "—".join(f"{at:%H:%M}" for at in times if at)


@singledispatch
def _told(value: object) -> str:
    raise NoWords(f"no words for a {type(value).__qualname__}")


@_told.register
def _(value: None) -> str:
    return ""


@_told.register(str)
@_told.register(Promise)
@_told.register(int)
@_told.register(float)
@_told.register(Decimal)
def _plain(value: object) -> str:
    return str(value)


@_told.register
def _(value: bool) -> str:
    return "是" if value else "否"


@_told.register(TextChoices)
@_told.register(IntegerChoices)
def _choice(value: TextChoices | IntegerChoices) -> str:
    return str(value.label)


@_told.register
def _(value: date) -> str:
    return f"{value:%Y-%m-%d}"


@_told.register
def _(value: datetime) -> str:
    return f"{localtime(value):%Y-%m-%d %H:%M}"


@_told.register
def _(value: time) -> str:
    return f"{value:%H:%M}"


@_told.register
def _(value: Model) -> str:
    if type(value).__str__ is Model.__str__:
        raise NoWords(f"{type(value).__qualname__} has no name of its own")
    return str(value)


@_told.register
def _(value: File) -> str:
    return value.name or ""


@_told.register(QuerySet)
@_told.register(list)
@_told.register(tuple)
@_told.register(set)
@_told.register(frozenset)
def _several(values: Iterable) -> str:
    return SEVERAL.join(words for value in values if (words := _told(value)))
