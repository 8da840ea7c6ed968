"""What narrows a list: the fields of its search form, tabs, conditions in force."""

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, Model, QuerySet
from django.forms import BoundField, Select
from django.http import QueryDict

from tianmen_congress.base.words import choice_in_words

from .current import CAMPAIGN, EVERY, OWN
from .filters import ALL
from .people import PARAMETER
from .probing import guarded

# A select that offers all and one value more offers nothing.
FEWEST = 2
# More fields than these are folded away until somebody wants them.
FEW_FIELDS = 5


@dataclass(frozen=True, slots=True)
class Tab:
    """One of the states of a list, with how many are in it."""

    code: str
    label: str
    count: int
    url: str
    is_active: bool


@dataclass(frozen=True, slots=True)
class Chip:
    """A filter in force, and the address without it; of a tab the page says it twice."""

    label: str
    value: str
    url: str
    is_tab: bool = False


class Narrowed:
    """The part of a list that says how it is narrowed, and how it may be."""

    # The filter whose values stand as tabs above the list, each with its count.
    tabs_by = ""

    @cached_property
    def search_fields(self) -> dict:
        """The fields of the search form: those always in sight, and the others.

        What the tabs ask for stays out of it, and what has no second value to choose.
        """
        fields = [field for field in self.filterset.form if field.name != self.tabs_by]
        fields = [field for field in fields if has_choice(field) or _is_filled(field)]
        shown = fields if len(fields) <= FEW_FIELDS + 1 else fields[:FEW_FIELDS]
        more = fields[len(shown) :]
        for field in shown:
            name_within(field)
        asked = [field for field in fields if self._is_asked(field)]
        is_open = any(field in more for field in asked)
        return {"shown": shown, "more": more, "is_open": is_open, "asked": len(asked)}

    def _is_asked(self, field: BoundField) -> bool:
        """Whether somebody filled it in: not the campaign that the list begins with."""
        is_of_list = field.name == CAMPAIGN and self.is_preset
        return _is_filled(field) and not is_of_list

    @cached_property
    def tabs(self) -> list[Tab]:
        """All, then each value that occurs, as the search finds them without it."""
        if not self.tabs_by or self.filterset.form.errors:
            return []
        counts = self._tab_counts()
        chosen = self.query.get(self.tabs_by, "")
        choices = [c for c in self.filterset.form.fields[self.tabs_by].choices if c[0]]
        tabs = [
            Tab(code, label, counts.get(code, 0), self._in_tab(code), code == chosen)
            for code, label in choices
            if counts.get(code) or code == chosen
        ]
        return [Tab("", ALL, sum(counts.values()), self._in_tab(""), not chosen), *tabs]

    def _tab_counts(self) -> dict[str, int]:
        """How many rows each value of the tabs' filter has."""
        query = self.query.copy()
        query.pop(self.tabs_by, None)
        every = self.filters(query, self._every_row(), request=self.request)
        rows = guarded(self.of_person(every.qs), user=self.user).order_by()
        column = self.filters.base_filters[self.tabs_by].field_name
        return dict(rows.values_list(column).annotate(Count("pk", distinct=True)))

    def _in_tab(self, code: str) -> str:
        query = self.query.copy()
        for name in ("page", self.tabs_by):
            query.pop(name, None)
        if code:
            query[self.tabs_by] = code
        return self._address(query)

    @cached_property
    def chips(self) -> list[Chip]:
        form = self.filterset.form if self.filterset is not None else None
        if form is None or not form.is_valid():
            return self._person_chip
        return self._person_chip + [
            Chip(
                form.fields[name].label,
                _in_words(form.fields[name], value),
                url,
                is_tab=name == self.tabs_by,
            )
            for name, value in form.cleaned_data.items()
            if value not in (None, "", []) and (url := self._without(name))
        ]

    @property
    def _person_chip(self) -> list[Chip]:
        asked = self.asked_person
        if asked is None:
            return []
        return [Chip(asked.label, asked.text, self._without(PARAMETER))]

    def _without(self, name: str) -> str:
        query = self.query.copy()
        for key in [k for k in query if k in (name, f"{name}_pk", "page")]:
            del query[key]
        return self._address(query)

    def _address(self, query: QueryDict) -> str:
        """The address of a search; one without its last condition finds no less."""
        if self.is_of_campaign and not query.keys() - set(OWN):
            query[CAMPAIGN] = EVERY
        return f"?{query.urlencode()}"


def has_choice(field: BoundField) -> bool:
    """Whether there is anything to choose; the choices are read once."""
    widget = field.field.widget
    if not isinstance(widget, Select):
        return True
    # By its iterator: a list of rows would be counted beforehand, by a query.
    widget.choices = list(iter(widget.choices))
    return len(widget.choices) > FEWEST


def name_within(field: BoundField) -> None:
    """Let a box without a label in sight say what goes into it."""
    widget, label = field.field.widget, field.label
    if isinstance(widget, Select):
        (code, word), *others = widget.choices
        widget.choices = [(code, f"{label}：{word}"), *others]
    else:
        widget.attrs["placeholder"] = label


def _is_filled(field: BoundField) -> bool:
    value = field.value()
    parts = value if isinstance(value, list) else [value]
    return any(part not in (None, "", EVERY) for part in parts)


def _in_words(field, value) -> str:
    is_of_rows = isinstance(value, Model | QuerySet)
    choices = {} if is_of_rows else dict(getattr(field, "choices", ()))
    return choice_in_words(choices, value)
