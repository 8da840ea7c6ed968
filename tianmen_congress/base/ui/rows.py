"""Rows beneath a record on one page, as many as are needed.

The button `<prefix>-more` asks for empty rows: with JavaScript (static/ui/rows.js) one
appears at once; without it the page comes back with everything typed, unchecked.
"""

from django import forms
from django.forms.utils import ErrorDict

from tianmen_congress.base.cells.digits import whole_number

from .forms import PageModelForm

MORE = 2


class Unfinished(forms.Form):
    """A form that may be shown again before it is finished: then nothing is checked."""

    is_finished = True

    def full_clean(self):
        if self.is_finished:
            super().full_clean()
        else:
            self._errors, self.cleaned_data = ErrorDict(), {}


class RowForm(Unfinished, PageModelForm):
    """One row. An empty one is nobody's fault and is not stored."""

    class Meta(PageModelForm.Meta):
        pass

    @property
    def is_wanted(self) -> bool:
        """On file already, or typed in."""
        return bool(self.instance.pk) or (self.is_bound and self.has_changed())


class Rows(forms.BaseInlineFormSet):
    """The rows of one kind beneath one record; they are stored by an action."""

    def __init__(self, data=None, *args, prefix: str, **kwargs):
        self.asks_for_more = bool(data) and f"{prefix}-more" in data
        if self.asks_for_more:
            data = with_more_rows(data, prefix, self.max_num)
        super().__init__(data, *args, prefix=prefix, **kwargs)

    def leave_unfinished(self) -> None:
        """Somebody who only asks for more rows has not finished typing."""
        for form in self.forms:
            form.is_finished = False

    def add_fields(self, form, index):
        super().add_fields(form, index)
        # Django would take the key of any row there is.
        form.fields["id"].queryset = self.get_queryset()

    def validate_unique(self):
        """Left to the record as a whole, which says it in words of its own."""

    @property
    def wanted(self) -> list[RowForm]:
        return [form for form in self.forms if form.is_wanted]


def with_more_rows(data, prefix: str, most: int):
    """The same data with some empty rows at the end."""
    data, name = data.copy(), f"{prefix}-TOTAL_FORMS"
    total = whole_number(data.get(name, "0")) or 0
    data[name] = str(min(total + MORE, most))
    return data
