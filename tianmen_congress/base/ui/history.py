"""What happened to a tracked row, in words, from its event table."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from itertools import chain

from django.db.models import Field, Model, QuerySet
from django.utils.timezone import localtime

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.personal.fields import EncryptedField
from tianmen_congress.base.rows.naming import NamedOverTime
from tianmen_congress.base.words import choice_in_words, in_words

from . import masks

# Columns that tell nobody anything, by the beginning of their names.
SILENT = (
    "version",
    "pinyin",
    "initials",
    "strokes",
    "id_digest",
    "id_tail_digest",
    "phone_digest",
    "phone_tail_digest",
    "pgh_",
    "former_names",
)
WHAT = {"insert": "登记", "update": "修改", "delete": "删除"}


@dataclass(frozen=True, slots=True)
class Change:
    label: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class HistoryEvent:
    at: datetime
    who: str
    what: str
    note: str = ""
    changes: list[Change] = field(default_factory=list)


class _Words:
    """How the values of one row's events are told to one user."""

    def __init__(
        self,
        stored: list[Model],
        user: User,
        personal: Mapping[str, str],
        called_by: str = "",
    ):
        self.user, self.personal = user, personal
        self.related = _related(stored, called_by)

    def changes(self, before: Model, after: Model) -> Iterable[Change]:
        day = _day_of(after)
        for column in _told_fields(after):
            old, new = (getattr(event, column.attname) for event in (before, after))
            if old != new:
                words = [self.value(column, value, day) for value in (old, new)]
                yield Change(str(column.verbose_name), *words)

    def value(self, column: Field, value, day: date) -> str:
        if value is None or value == "":
            return ""
        if isinstance(column, EncryptedField):
            return "（不显示）"
        if column.is_relation:
            row = self.related.get((column.related_model, value))
            return row.name_on(day) if isinstance(row, NamedOverTime) else in_words(row)
        if isinstance(value, list):
            inner = column.base_field
            return in_words([self.value(inner, each, day) for each in value])
        if column.name in self.personal:
            return masks.shown_to(self.user, value, self.personal[column.name])
        return _plain_words(column, value)


def events(
    row: Model, *, user: User, personal: Mapping[str, str] | None = None
) -> list[HistoryEvent]:
    """Everything recorded about `row`, newest first.

    `personal` maps columns to the masks of `ui.masks`: {"name": "name", …}.
    """
    stored = list(row.events.select_related("pgh_context").order_by("pgh_id"))
    words = _Words(stored, user, personal or {})
    pairs = zip([None, *stored], stored, strict=False)
    told = [_event(before, after, words) for before, after in pairs]
    return [event for event in reversed(told) if event.changes or event.what != "修改"]


def _event(before: Model | None, after: Model, words: _Words) -> HistoryEvent:
    context = after.pgh_context.metadata if after.pgh_context else {}
    return HistoryEvent(
        at=after.pgh_created_at,
        who=context.get("name", ""),
        what=WHAT.get(after.pgh_label, after.pgh_label),
        changes=list(words.changes(before, after)) if before else [],
    )


def _plain_words(column: Field, value) -> str:
    return choice_in_words(dict(column.flatchoices or ()), value)


def events_beneath(
    rows: QuerySet,
    *,
    user: User,
    noun: str,
    name: str = "name",
    personal: Mapping[str, str] | None = None,
    tells_new: bool = True,
) -> list[HistoryEvent]:
    """Everything recorded about rows that belong to a record, each called by its `name`.

    `together` puts it beside the events of the record itself. Rows that come with
    every record of the kind are not told when they are new.
    """
    model = rows.model.pgh_event_model
    # unscoped: what happened to the rows given
    stored = model.objects.filter(pgh_obj__in=rows.order_by().values("pk"))
    stored = list(stored.select_related("pgh_context").order_by("pgh_id"))
    words, last, told = _Words(stored, user, personal or {}, name), {}, []
    for after in stored:
        before = last.get(after.pgh_obj_id)
        column = after._meta.get_field(name)
        called = words.value(column, column.value_from_object(after), _day_of(after))
        told.append(_beneath(_event(before, after, words), noun, called, before))
        last[after.pgh_obj_id] = after
    return [e for e in told if e.changes or (e.note and tells_new)]


def _beneath(
    event: HistoryEvent, noun: str, called: str, before: Model | None
) -> HistoryEvent:
    if before is None:
        return replace(event, note=f"新增{noun}{called.rstrip('。；')}")
    named = [replace(c, label=f"{noun}{called} {c.label}") for c in event.changes]
    return replace(event, changes=named)


def together(
    record: list[HistoryEvent], *beneath: list[HistoryEvent]
) -> list[HistoryEvent]:
    """One event for what was done in one transaction, newest first."""
    found: dict[tuple, list[HistoryEvent]] = {}
    for event in chain(reversed(record), *beneath):
        found.setdefault((event.at, event.who), []).append(event)
    # Sorting is stable: of two at one moment the later stays first.
    told = [_one_of(events) for events in reversed(found.values())]
    return sorted(told, key=lambda event: event.at, reverse=True)


def _one_of(events: list[HistoryEvent]) -> HistoryEvent:
    notes = "；".join(event.note for event in events if event.note)
    changes = [change for event in events for change in event.changes]
    return replace(events[0], note=notes, changes=changes)


def _told_fields(event: Model) -> list[Field]:
    return [
        f
        for f in event._meta.concrete_fields
        if f.name != "id" and not f.name.startswith(SILENT)
    ]


def _day_of(event: Model) -> date:
    """By the clock of the office: what it tells of has the names of that day."""
    return localtime(event.pgh_created_at).date()


def _related(stored: list[Model], called_by: str) -> dict:
    """(model, key) -> row: one query for each relation that is told at all."""
    found = {}
    for column in _told_fields(stored[0]) if stored else []:
        if not column.is_relation:
            continue
        if column.name != called_by and not _ever_changed(stored, column):
            continue
        keys = {getattr(event, column.attname) for event in stored} - {None}
        # unscoped: names of what a record in sight points to
        rows = column.related_model._base_manager.filter(pk__in=keys)
        found |= {(column.related_model, row.pk): row for row in rows}
    return found


def _ever_changed(stored: list[Model], column: Field) -> bool:
    """Whether two events of one row differ in `column`."""
    last: dict[int, object] = {}
    values = ((e.pgh_obj_id, getattr(e, column.attname)) for e in stored)
    return any(last.setdefault(pk, value) != value for pk, value in values)
