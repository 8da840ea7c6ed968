"""Rows of a screen on which several people type at once."""

from django import forms

from tianmen_congress.base.ui.conflicts import Contested
from tianmen_congress.base.ui.forms import PageForm


class RowForm(Contested, PageForm):
    """One row; `initial` is what is stored, with its version.

    What others decided alike is no conflict: all that is stored stands in the row.
    """

    version = forms.IntegerField(widget=forms.HiddenInput)

    def clean(self):
        data = super().clean() or self.cleaned_data
        stored = self.initial["version"]
        if data.get("version") != stored:
            self._compare(stored)
            data["version"] = stored
        return data

    def _compare(self, version: int) -> None:
        names = [n for n in self.fields if n != "version" and n in self.cleaned_data]
        lines = [self.difference(name, self.initial[name]) for name in names]
        if lines := [line for line in lines if line]:
            self.saved_meanwhile(lines, seen={self.add_prefix("version"): version})
