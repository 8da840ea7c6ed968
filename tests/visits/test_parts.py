"""Parts that rooms above add to the pages of a visit."""

import pytest
from django import forms
from django.http import QueryDict

from visits.pages import parts

pytestmark = pytest.mark.django_db


class WishForm(forms.Form):
    text = forms.CharField(required=False)

    def clean_text(self):
        if self.cleaned_data["text"] == "坏":
            raise forms.ValidationError("不能填写“坏”")
        return self.cleaned_data["text"]


class WishPart(parts.EntryPart):
    """A toy: one line of text that is kept in a list."""

    name = "wishes"
    title = "心愿"
    template = "visits/_toy.html"
    stored = []

    def __init__(self, **given):
        super().__init__(**given)
        self.form = WishForm(self.data, prefix=self.name)

    @property
    def forms(self):
        return [self.form]

    def save(self, visit, calls, *, by):
        self.stored.append((visit, dict(calls), self.form.cleaned_data["text"], by))


@pytest.fixture
def wishes(alone, monkeypatch):
    monkeypatch.setattr(WishPart, "stored", [])
    return parts.register_entry(WishPart)


def test_a_part_registered_twice_is_on_the_page_once(wishes, clerk):
    parts.register_entry(WishPart)

    assert [type(part) for part in parts.entry_parts(user=clerk)] == [WishPart]


def test_a_part_is_bound_to_what_was_typed(wishes, clerk):
    [part] = parts.entry_parts(user=clerk, data=QueryDict("wishes-text=坏"))

    assert not part.is_valid()
    assert part.forms[0].errors == {"text": ["不能填写“坏”"]}


def test_only_the_parts_own_button_asks_for_another_row(wishes, clerk):
    [own] = parts.entry_parts(user=clerk, data=QueryDict("wishes-more=1"))
    [others] = parts.entry_parts(user=clerk, data=QueryDict("calls-more=1"))

    assert own.asks_for_more
    assert not others.asks_for_more
