"""What happened to a tracked row, in words, from its event table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from django.db.models import Field, Model, QuerySet
from django.utils import timezone

from tianmen_congress.accounts.models import User
from tianmen_congress.personal import EncryptedField

from . import masks

# Columns that tell nobody anything, by the beginning of their names.
SILENT = ("version", "pinyin", "initials", "id_digest", "pgh_")
WHAT = {"insert": "登记", "update": "修改", "delete": "删除"}


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Event:
    at: datetime
    who: str
    what: str
    note: str = ""
    changes: list[Change] = field(default_factory=list)


class _Words:
    """How the values of one row's events are told to one user."""

    def __init__(self, stored: list[Model], user: User, personal: Mapping[str, str]):
        self.user, self.personal = user, personal
        self.names = _names_of_related(stored)

    def changes(self, before: Model, after: Model) -> Iterable[Change]:
        for column in _told_fields(after):
            old, new = (getattr(event, column.attname) for event in (before, after))
            if old != new:
                words = [self.value(column, value) for value in (old, new)]
                yield Change(str(column.verbose_name), *words)

    def value(self, column: Field, value) -> str:
        if value is None or value == "":
            return ""
        if isinstance(column, EncryptedField):
            return "（不显示）"
        if column.is_relation:
            return self.names.get((column.related_model, value), "")
        if isinstance(value, list):
            return "、".join(self.value(column.base_field, each) for each in value)
        if column.name in self.personal:
            return masks.shown_to(self.user, value, self.personal[column.name])
        return _plain_words(column, value)


def events(
    row: Model, *, user: User, personal: Mapping[str, str] | None = None
) -> list[Event]:
    """Everything recorded about `row`, newest first.

    `personal` maps columns to the masks of `ui.masks`: {"name": "name", …}.
    """
    stored = list(row.events.select_related("pgh_context").order_by("pgh_id"))
    words = _Words(stored, user, personal or {})
    pairs = zip([None, *stored], stored, strict=False)
    told = [_event(before, after, words) for before, after in pairs]
    return [event for event in reversed(told) if event.changes or event.what != "修改"]


def _event(before: Model | None, after: Model, words: _Words) -> Event:
    context = after.pgh_context.metadata if after.pgh_context else {}
    return Event(
        at=after.pgh_created_at,
        who=context.get("name", ""),
        what=WHAT.get(after.pgh_label, after.pgh_label),
        changes=list(words.changes(before, after)) if before else [],
    )


def _plain_words(column: Field, value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    return str(dict(column.flatchoices or ()).get(value, value))


def events_beneath(
    rows: QuerySet,
    *,
    user: User,
    noun: str,
    name: str = "name",
    personal: Mapping[str, str] | None = None,
) -> list[Event]:
    """Everything recorded about rows that belong to a record, each called by its `name`.

    `together` puts it beside the events of the record itself.
    """
    model = rows.model.pgh_event_model
    stored = model.objects.filter(pgh_obj__in=rows.order_by().values("pk"))
    stored = list(stored.select_related("pgh_context").order_by("pgh_id"))
    words, last, told = _Words(stored, user, personal or {}), {}, []
    for after in stored:
        before = last.get(after.pgh_obj_id)
        column = after._meta.get_field(name)
        called = words.value(column, column.value_from_object(after))
        told.append(_beneath(_event(before, after, words), noun, called, before))
        last[after.pgh_obj_id] = after
    return [event for event in told if event.changes or event.note]


def _beneath(event: Event, noun: str, called: str, before: Model | None) -> Event:
    if before is None:
        return replace(event, note=f"新增{noun}{called}")
    named = [replace(c, label=f"{noun}{called} {c.label}") for c in event.changes]
    return replace(event, changes=named)


def together(record: list[Event], *beneath: list[Event]) -> list[Event]:
    """One event for what was done in one transaction, newest first."""
    found: dict[tuple, list[Event]] = {}
    for event in chain(reversed(record), *beneath):
        found.setdefault((event.at, event.who), []).append(event)
    told = [_one_of(events) for events in found.values()]
    return sorted(told, key=lambda event: event.at, reverse=True)


def _one_of(events: list[Event]) -> Event:
    notes = "，".join(event.note for event in events if event.note)
    changes = [change for event in events for change in event.changes]
    return replace(events[0], note=notes, changes=changes)


def _told_fields(event: Model) -> list[Field]:
    return [
        f
        for f in event._meta.concrete_fields
        if f.name != "id" and not f.name.startswith(SILENT)
    ]


def _names_of_related(stored: list[Model]) -> dict:
    """(model, key) -> text: one query for each relation of the row."""
    names = {}
    for column in _told_fields(stored[0]) if stored else []:
        if not column.is_relation:
            continue
        keys = {getattr(event, column.attname) for event in stored} - {None}
        rows = column.related_model._base_manager.filter(pk__in=keys)
        names |= {(column.related_model, row.pk): str(row) for row in rows}
    return names
