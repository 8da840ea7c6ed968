"""Rows of a screen on which several people type at once."""

from collections.abc import Iterable

from django import forms
from django.db.models import QuerySet

from tianmen_congress.ui.forms import PageForm
from tianmen_congress.words import in_words


class RowForm(PageForm):
    """One row; `initial` is what is stored, with its version.

    As with VersionedForm: where the stored row is newer than that of the page and says
    something else, `conflicts` holds both texts, and the form carries the new version.
    Sent again, it is a decision made in full sight.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts: list[dict] = []

    def clean(self):
        data = super().clean() or self.cleaned_data
        stored = self.initial["version"]
        if data.get("version") != stored:
            self.conflicts = [*self._differences(data)]
            data["version"] = stored
        if self.conflicts:
            self.data = self.data.copy()
            self.data[self.add_prefix("version")] = stored
            self.add_error(None, "您打开之后别人改过，请核对后再保存")
        return data

    def _differences(self, data: dict) -> Iterable[dict]:
        for name, field in self.fields.items():
            if name == "version" or name not in data:
                continue
            theirs, mine = as_stored(self.initial[name]), as_stored(data[name])
            if theirs != mine:
                yield {"label": field.label, "theirs": theirs, "mine": mine}


def as_stored(value: object) -> str:
    """In words; of several the same whatever their order."""
    if isinstance(value, list | QuerySet):
        value = sorted(map(in_words, value))
    return in_words(value, empty="（空）")
