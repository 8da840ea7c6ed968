"""What the history of a settings page keeps of a change: from what to what."""

from datetime import date, datetime

from django.contrib.admin.utils import construct_change_message
from django.db.models import Model
from django.forms import BaseForm, BaseModelFormSet, Field, ModelChoiceField
from django.utils import timezone
from import_export.resources import ModelResource

NOTHING = "空"


def history(form: BaseForm, formsets: list[BaseModelFormSet], add: bool) -> list[dict]:
    """The framework's message, its bare labels filled with what was and what is."""
    message = construct_change_message(form, formsets, add)
    filled = [changes(form)] if form.changed_data and not add else []
    filled += [changes(row) for rows in formsets for row in _changed_rows(rows)]
    changed = [part["changed"] for part in message if "changed" in part]
    for part, fields in zip(changed, filled, strict=True):
        # A box that is none of the page's own, a password, is named by its label alone.
        part["fields"] = fields or part["fields"]
    return message


def _changed_rows(formset: BaseModelFormSet) -> list[BaseForm]:
    rows = [id(row) for row, _ in formset.changed_objects]
    return [form for form in formset.initial_forms if id(form.instance) in rows]


def changes(form: BaseForm) -> list[str]:
    """Each changed box in words: “启用：是→否”."""
    return [_change(form, name) for name in form.changed_data if name in form.fields]


def changed_columns(resource: ModelResource, old: Model, new: Model) -> list[str]:
    """The same of a row that came in a workbook: by the columns of its list."""
    told = []
    for field in resource.get_import_fields():
        before, after = (field.get_value(row) for row in (old, new))
        if before != after:
            told.append(f"{field.column_name}：{_plain(before)}→{_plain(after)}")
    return told


def _change(form: BaseForm, name: str) -> str:
    field, old = form.fields[name], form.get_initial_for_field(form.fields[name], name)
    new = form.cleaned_data.get(name)
    return f"{field.label or name}：{_words(field, old)}→{_words(field, new)}"


def _words(field: Field, value) -> str:
    if value is None or value == "" or isinstance(value, bool | date):
        return _plain(value)
    return _name(field, value)


def _plain(value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return f"{value:%Y-%m-%d}"
    return NOTHING if value is None or value == "" else str(value)


def _name(field: Field, value) -> str:
    """Of what was chosen, its name: a box starts with keys and ends with rows."""
    if isinstance(value, Model):
        return str(value)
    if isinstance(field, ModelChoiceField):
        return str(field.queryset.filter(pk=value).first() or NOTHING)
    if isinstance(value, list | tuple):
        return "、".join(_name(field, each) for each in value) or NOTHING
    return str(dict(getattr(field, "choices", ())).get(value, value))
