"""What is typed on a page, held to what its roster takes: an export must go in again."""

from collections.abc import Callable

from django import forms
from django.core.exceptions import ValidationError

from tianmen_congress.base.cells import (
    CellTrouble,
    check_own,
    code,
    ethnicity,
    is_nothing,
    person_name,
    phone,
)


def typed(form: forms.Form, name: str, read: Callable[[str], str]) -> str:
    """The text of one box as rosters keep it; a fault in the words of the import.

    What is on file stays as it is until somebody types something else.
    """
    text = form.cleaned_data[name]
    if name not in form.changed_data:
        return text
    if is_nothing(text):
        return ""
    try:
        check_own(text)
        return read(text)
    except CellTrouble as trouble:
        raise ValidationError(trouble.reason) from None


class RosterTexts:
    """For forms about people: names, numbers and groups by the rules of imports."""

    def clean_name(self) -> str:
        name = typed(self, "name", person_name)
        if not name:
            raise ValidationError("请填写姓名")
        return name

    def clean_phone(self) -> str:
        return typed(self, "phone", phone)

    def clean_ethnicity(self) -> str:
        return typed(self, "ethnicity", ethnicity)

    def clean_code(self) -> str:
        return typed(self, "code", code)
