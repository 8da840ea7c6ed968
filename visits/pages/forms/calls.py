"""One block of the entry page for each household called on."""

import re
from collections.abc import Iterable
from functools import cached_property

from django import forms
from django.http import QueryDict

from poverty.models import Household
from poverty.pages.lookups import household_label
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui.forms import PageForm
from tianmen_congress.base.ui.photos import PhotosField
from tianmen_congress.base.ui.within import WithinField
from visits.outing import CallData

from .answers import AnswersForm

NAME = "calls"
MORE = "calls-more"
BLOCK = re.compile(r"calls-(\d{1,3})-household")
MOST = 60


class CallForm(AnswersForm):
    """The household is fixed when the block is added; the rest is the form's questions."""

    household = forms.ModelChoiceField(
        None,
        label="走访户",
        widget=forms.HiddenInput,
        error_messages={
            "invalid_choice": "此户不在您的范围内，请移除",
            "required": "还没有选定是哪一户，请选定或者移除",
        },
    )
    # What the block is headed with, or the name that was typed and found nobody yet.
    shown = forms.CharField(required=False, widget=forms.HiddenInput)
    removed = forms.BooleanField(
        label="移除此户",
        required=False,
        widget=forms.CheckboxInput({"class": "form-check-input"}),
    )
    photos = PhotosField(label="入户照片", required=False)

    def __init__(self, *args, number: int | str, homes: dict[str, Household], **kwargs):
        prefix = f"{NAME}-{number}"
        super().__init__(*args, prefix=prefix, **kwargs)
        self.number, self.homes = number, homes
        rows = Household.objects.visible_to(self.user).standing()
        self.fields["household"].queryset = rows

    @cached_property
    def home(self) -> Household | None:
        """The household of the block, if it is one in sight."""
        return self.homes.get(str(self["household"].value()))

    @property
    def title(self) -> str:
        if self.home:
            return household_label(self.home)
        return (self.is_bound and self["shown"].value()) or "（未知户）"

    @property
    def is_removed(self) -> bool:
        return self.is_bound and bool(self["removed"].value())

    def outcome(self) -> CallData:
        data = self.cleaned_data
        return CallData(data["household"], self.answers, data["photos"])


class PickerForm(PageForm):
    """The box that adds a household to the visit."""

    add_household = WithinField(
        "households-of-village",
        given=("village",),
        label="加入走访户",
        required=False,
        help_text="输入户主姓名、拼音或首字母，从提示中选择",
    )

    def __init__(self, *args, village: Division | None, **kwargs):
        super().__init__(*args, **kwargs)
        key = str(village.pk) if village else ""
        self.fields["add_household"].typed = {"village": key}

    @property
    def household(self) -> Household | None:
        """The household in the box; it counts only once it has been added."""
        return self.cleaned_data.get("add_household") if self.is_valid() else None


def household_of_button(data: QueryDict, *, user: User) -> Household | None:
    """The household that the pressed button names: one of a deputy's paired ones."""
    key = data.get(MORE, "")
    return homes_of([key], user=user).get(key)


def homes_of(values: Iterable[str], *, user: User) -> dict[str, Household]:
    """Households in sight by their keys, for all blocks of a page at once."""
    keys = {key for value in values if (key := row_key(value)) is not None}
    rows = Household.objects.visible_to(user).standing().filter(pk__in=keys)
    return {str(row.pk): row for row in rows}


def numbers_typed(data: QueryDict) -> list[int]:
    """The numbers of the blocks that were sent, in the order of the page."""
    found = {int(m[1]) for key in data if (m := BLOCK.fullmatch(key))}
    return sorted(found)[:MOST]
