"""Saved meanwhile by somebody else: both texts are shown, and nobody's is wiped.

One way for every form of what others change too; its page is `ui/_conflict.html`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django import forms
from django.db.models import QuerySet

from tianmen_congress.base.words import choice_in_words, in_words

SAVED_MEANWHILE = "您打开之后，别人已修改并保存了这条记录。请核对不同之处后再保存。"
SAVED_ALIKE = (
    "您打开之后，别人已修改并保存了这条记录，与您填写的没有不同。请核对后再保存。"
)
NOTHING = "（空）"


@dataclass(frozen=True, slots=True)
class Difference:
    """One line that stands otherwise in what is stored and in what was typed."""

    label: str
    theirs: str
    mine: str


class Contested(forms.BaseForm):
    """A form that knows what its page showed, be it a version or the values.

    Whoever finds that something else is stored now says so with `saved_meanwhile`: the
    form is refused, both texts stand on its page, and it carries what is stored as
    seen. Sent again, it is a decision made in full sight.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts: list[Difference] = []
        # Where steps are taken and no text is changed: what was done meanwhile.
        self.steps_since: list = []

    def saved_meanwhile(
        self,
        differences: Iterable[Difference] = (),
        *,
        seen: Mapping[str, object],
        since: Iterable = (),
        told: str = "",
    ) -> None:
        """`seen` is what the form carries from now on, by names of the page;
        `told` a sentence that knows more than the usual one."""
        self.conflicts, self.steps_since = list(differences), list(since)
        self.data = self.data.copy()
        for name, value in seen.items():
            self.data[name] = value
        usual = SAVED_MEANWHILE if self.conflicts else SAVED_ALIKE
        self.add_error(None, told or usual)

    def difference(self, name: str, theirs: object) -> Difference | None:
        """Of one field, where anything else was typed than is stored."""
        mine, own = self.cleaned_data.get(name), self.fields[name]
        if _are_same(theirs, mine):
            return None
        return Difference(own.label, _in_words(own, theirs), _in_words(own, mine))


@dataclass(frozen=True, slots=True)
class ContestedRow:
    """A row of a screen on which several people type at once, and its differences."""

    title: str
    conflicts: list[Difference] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class ContestedRows:
    """All such rows of one screen, for the same page as a single form's."""

    contested: list[ContestedRow]
    told = SAVED_MEANWHILE


def contested(rows: Iterable[Contested]) -> ContestedRows:
    """Those of `rows`, forms with a title, that others saved otherwise meanwhile."""
    lines = [ContestedRow(row.title, row.conflicts) for row in rows if row.conflicts]
    return ContestedRows(lines)


def _are_same(theirs: object, mine: object) -> bool:
    """Of several, whatever their order."""
    if isinstance(theirs, list | QuerySet):
        return set(theirs) == set(mine or ())
    return theirs == mine


def _in_words(field: forms.Field, value: object) -> str:
    is_of_rows = isinstance(field, forms.ModelChoiceField)
    if isinstance(field, forms.ChoiceField) and not is_of_rows:
        return choice_in_words(dict(field.choices), value, empty=NOTHING)
    return in_words(value, empty=NOTHING)
