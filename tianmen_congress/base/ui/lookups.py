"""Choosing one row out of many by name, pinyin or initials.

A room registers a lookup; the field, the JSON view behind the box and the search
without JavaScript all ask the same scoped rows.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.db.models.lookups import Contains, StartsWith
from django.http import Http404, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import holds, normal
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.divisions.names import sound_at, sound_typed
from tianmen_congress.base.registry import Registry
from tianmen_congress.base.rows.naming import NamedOverTime

from .probing import guarded

LIMIT = 20
LONGEST = 60


def by_name_and_sound(rows: QuerySet, text: str) -> QuerySet:
    """Rows whose pinyin or initials begin with `text`, or else whose name holds it.

    One or the other: beside a part of a name no index of a sound would be used.
    """
    return rows.filter(of_today(text))


def of_today(text: str) -> Q:
    """The condition that a row's sound, or else its name, fits."""
    return sounds(text) or holds("name", text)


def by_any_name(rows: QuerySet, text: str) -> QuerySet:
    """Places that are called so, and those that are found by a former name of theirs or
    of what went into them. They are few enough to be read one by one."""
    sound = sound_typed(text)
    once = Q(formerly__contains=f"\n{sound}" if sound else normal(text))
    return rows.filter(of_today(text) | once)


def named(text: str) -> Q:
    """That a body or a group is, or once was, called something that holds `text`."""
    is_name = not text.isascii()
    once = Contains(Cast("former_names", TextField()), normal(text))
    return holds("name", text) | (Q(once) if is_name else Q())


def sounds(text: str, *, of: str = "") -> Q:
    """That the sound of a row, or of the row at `of`, begins with `text`; an empty
    condition where no sound was typed."""
    sound = sound_typed(text)
    if not sound:
        return Q()
    return Q(StartsWith(sound_at(f"{of}pinyin"), sound)) | Q(
        **{f"{of}initials__startswith": sound}
    )


def not_narrowed(rows: QuerySet, given: dict[str, str]) -> QuerySet:
    return rows


@dataclass(frozen=True, slots=True)
class Lookup:
    """`rows` are those that a user may choose; `given` are other fields of the form."""

    rows: Callable[[User], QuerySet]
    label: Callable[[Model], str] = str
    search: Callable[[QuerySet, str], QuerySet] = by_name_and_sound
    narrow: Callable[[QuerySet, dict[str, str]], QuerySet] = not_narrowed

    def find(self, user: User, text: str, given: dict[str, str]) -> list[Model]:
        rows = self.narrow(self.rows(user), given)
        found = guarded(self.search(rows, text.strip()), user=user)
        return with_hints(found[: LIMIT + 1], text)


def found_as(row: NamedOverTime, text: str) -> str:
    """The former name by which `text` finds it; "" where that of today fits."""
    if sound := sound_typed(text):
        return row.once_sounding(sound) if isinstance(row, Division) else ""
    asked = normal(text)
    if not asked or asked in normal(row.name):
        return ""
    return next((name for name in row.names_of_once if asked in name), "")


def with_hints(rows: Iterable[Model], text: str) -> list[Model]:
    """`rows`, each saying what else than its name of today it was found by."""
    rows = list(rows)
    for row in rows:
        if isinstance(row, NamedOverTime) and (once := found_as(row, text)):
            row.found_by = f"原{once}"
        if isinstance(row, Division) and row.closed_on:
            row.found_by = f"已于{row.closed_on}撤销"
    return rows


registered: Registry[str, Lookup] = Registry()


def register(name: str, lookup: Lookup) -> None:
    """Called in a room's module `pages/lookups.py`, which is found by itself."""
    registered[name] = lookup


def get_lookup(name: str) -> Lookup:
    return registered[name]


def _shown(row: Model, lookup: Lookup) -> dict[str, object]:
    """A row as the box offers it, with what it was found by where that is not seen."""
    hint = getattr(row, "found_by", "")
    offered = {"value": row.pk, "label": lookup.label(row)}
    return offered | {"hint": hint} if hint else offered


@require_safe
def choices(request, name):
    """What the box offers while somebody types: at most 20 rows of the user's own."""
    if name not in registered:
        raise Http404
    lookup, text = (
        registered[name],
        request.GET.get("q", "")[:LONGEST].replace("\0", ""),
    )
    given = {key: value for key, value in request.GET.items() if key != "q"}
    rows = lookup.find(request.user, text, given)
    shown = [_shown(row, lookup) for row in rows[:LIMIT]]
    return JsonResponse({"choices": shown, "more": len(rows) > LIMIT})


class LookupWidget(forms.MultiWidget):
    """A box for the name, and behind it the chosen row.

    Without JavaScript the name alone is sent, and the field finds the row by it.
    """

    template_name = "ui/lookup_widget.html"
    use_fieldset = False
    lookup_name = ""
    given: tuple[str, ...] = ()

    def __init__(self, attrs=None):
        text = forms.TextInput({"autocomplete": "off", "maxlength": 60})
        super().__init__({"": text, "pk": forms.HiddenInput()}, attrs)

    def decompress(self, value):
        if isinstance(value, Model):
            return [get_lookup(self.lookup_name).label(value), value.pk]
        return ["", value]

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["source"] = reverse("ui:choices", args=[self.lookup_name])
        context["widget"]["given"] = " ".join(self.given)
        for part, ending in zip(
            context["widget"]["subwidgets"], ("", "_pk"), strict=True
        ):
            part["attrs"]["id"] = (
                f"{context['widget']['attrs'].get('id', name)}{ending}"
            )
        return context

    def id_for_label(self, id_):
        return id_

    @property
    def media(self):
        return forms.Media(
            css={"all": ["vendor/accessible-autocomplete.min.css"]},
            js=["vendor/accessible-autocomplete.min.js", "ui/lookup.js"],
        )


class LookupField(forms.Field):
    """One row of a registered lookup. The form sets `user` (see forms.PageForm)."""

    default_error_messages = {
        "none": "没有找到“%(text)s”，请从提示中选择",
        "several": "“%(text)s”有多个：%(names)s，请写全或从提示中选择",
    }
    user: User | None = None

    def __init__(self, lookup: str, *, given: tuple[str, ...] = (), **kwargs):
        widget = LookupWidget()
        widget.lookup_name, widget.given = lookup, given
        super().__init__(widget=widget, **kwargs)
        self.lookup_name, self.given = lookup, given

    @property
    def lookup(self) -> Lookup:
        return get_lookup(self.lookup_name)

    def prepare_value(self, value):
        if isinstance(value, int):
            return self.lookup.rows(self.user).filter(pk=value).first()
        return value

    def has_changed(self, initial, data):
        chosen = str(initial.pk if isinstance(initial, Model) else initial or "")
        return chosen != str((data or ["", ""])[1] or "")

    def clean(self, value):
        parts = [str(part or "")[:LONGEST] for part in (value or ["", ""])]
        text, pk = [part.replace("\0", "").strip() for part in parts]
        row = self._chosen(pk, text)
        if row is None and text:
            row = self._named(text)
        if row is None and self.required:
            raise ValidationError(self.error_messages["required"], code="required")
        return row

    def _chosen(self, pk: str, text: str) -> Model | None:
        """The row behind the box, if the name in the box is still its own."""
        if (key := row_key(pk)) is None:
            return None
        row = self.lookup.rows(self.user).filter(pk=key).first()
        return row if row and text in ("", self.lookup.label(row)) else None

    def _named(self, text: str) -> Model:
        rows = self._found(text)
        exact = [row for row in rows if self._is_called(row, text)]
        if len(found := exact or _once_exactly(rows, text) or rows) == 1:
            return found[0]
        names = "、".join(self.lookup.label(row) for row in found[:5])
        code = "several" if found else "none"
        raise ValidationError(
            self.error_messages[code], code=code, params={"text": text, "names": names}
        )

    def _found(self, text: str) -> list[Model]:
        return self.lookup.find(self.user, text, {})

    def _is_called(self, row: Model, text: str) -> bool:
        names = (self.lookup.label(row), str(row))
        return normal(text) in map(normal, names)


def _once_exactly(rows: list[Model], text: str) -> list[Model]:
    """Who was once called exactly so, where nobody is found by a name of today."""
    is_once = bool(rows) and all(getattr(row, "found_by", "") for row in rows)
    return [row for row in rows if is_once and normal(text) in row.names_of_once]
