"""The manner of every form: named sections, its user, no text lost."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.db.models import DateField as DateColumn
from django.db.models import DecimalField as DecimalColumn
from django.db.models import IntegerField as IntegerColumn
from django.db.models import Model
from django.db.models.fields import BLANK_CHOICE_DASH

from tianmen_congress.accounts.models import User
from tianmen_congress.cells import visible
from tianmen_congress.words import choice_in_words, in_words

from .fields import DayField, number_field
from .lookups import LookupField

REQUIRED = forms.Field.default_error_messages["required"]
TOO_LONG = "最多%(limit_value)d个字，现有%(show_value)d个字"
DASHES = BLANK_CHOICE_DASH[0][1]
CHOOSE = "请选择"


class Section(Fieldset):
    """A named part of a form."""

    def __init__(self, legend: str, *fields, **kwargs):
        kwargs["css_class"] = f"form-section {kwargs.get('css_class', '')}".strip()
        super().__init__(legend, *fields, **kwargs)


class Row(Div):
    """Fields that stand side by side where there is room."""

    def __init__(self, *fields, **kwargs):
        columns = [Div(field, css_class="col") for field in fields]
        super().__init__(*columns, css_class="row row-cols-1 row-cols-md-auto fields")


def put_in_words(field: forms.Field) -> forms.Field:
    """Say which field is empty and what to do, where a room has not said it better."""
    is_choice = isinstance(field, forms.ChoiceField | LookupField)
    if field.error_messages["required"] == REQUIRED and field.label:
        verb = "选择" if is_choice else "填写"
        field.error_messages["required"] = f"请{verb}{field.label}"
    if isinstance(field, forms.CharField):
        field.error_messages.setdefault("max_length", TOO_LONG)
    if isinstance(field, forms.ModelChoiceField):
        field.empty_label = CHOOSE if field.empty_label == DASHES else field.empty_label
    elif isinstance(field, forms.ChoiceField):
        field.choices = [
            (value, CHOOSE if label == DASHES else label)
            for value, label in field.choices
        ]
    return field


def _is_text(field: forms.Field) -> bool:
    is_secret = isinstance(field.widget, forms.PasswordInput)
    return isinstance(field, forms.CharField) and not is_secret


class PageForm(forms.Form):
    """A form for one user; `layout` is a tuple of Sections beside the fields."""

    layout: tuple = ()
    label_suffix = ""

    def __init__(self, *args, user: User, **kwargs):
        kwargs.setdefault("label_suffix", "")
        super().__init__(*args, **kwargs)
        self.user = user
        for field in self.fields.values():
            put_in_words(field)
            if isinstance(field, LookupField):
                field.user = user

    def full_clean(self) -> None:
        """What nobody sees in a text is not taken for text, as in imports."""
        if self.is_bound:
            self.data = self._visible()
        super().full_clean()

    def _visible(self):
        typed = {
            name: text
            for field in self
            if _is_text(field.field)
            and isinstance(text := self.data.get(name := field.html_name), str)
            and visible(text) != text
        }
        if not typed:
            return self.data
        data = self.data.copy()
        for name, text in typed.items():
            data[name] = visible(text)
        return data

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag = False
        helper.disable_csrf = True
        helper.include_media = False
        helper.form_show_errors = True
        helper.layout = Layout(*(self.layout or self.fields))
        helper.render_hidden_fields = True
        return helper


def _own_fields(column, **kwargs):
    if isinstance(column, DateColumn):
        kwargs.pop("widget", None)
        return column.formfield(form_class=DayField, **kwargs)
    if isinstance(column, IntegerColumn | DecimalColumn) and not column.choices:
        return number_field(column, **kwargs)
    return column.formfield(**kwargs)


class PageModelForm(PageForm, forms.ModelForm):
    """The same for one row of a model; days and numbers are read as imports read them.

    Write `class Meta(PageModelForm.Meta): model = …; fields = […]`.
    """

    class Meta:
        formfield_callback = _own_fields


class VersionedForm(PageModelForm):
    """Changes a row that others change too: nobody's text is silently wiped.

    The model has a `version`. When the stored one is newer than that of the page,
    the form is not valid, `conflicts` holds what differs, and the form carries the
    new version: sent again, it is a decision made in full sight.
    """

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.conflicts: list[dict] = []
        self.fields["version"].initial = self.instance.version

    def clean(self):
        data = super().clean() or self.cleaned_data
        if self.instance.pk:
            self._compare(self._locked())
        return data

    def _locked(self) -> Model:
        # unscoped: the row that the page got, to be locked
        rows = type(self.instance)._base_manager.select_for_update()
        return rows.get(pk=self.instance.pk)

    def _compare(self, stored: Model) -> None:
        if self.cleaned_data.get("version") == stored.version:
            self.instance.version = stored.version + 1
            return
        self.conflicts = [
            line
            for name in self._meta.fields
            if name in self.fields and (line := self._difference(name, stored))
        ]
        self.data = self.data.copy()
        self.data[self.add_prefix("version")] = stored.version
        self.add_error(
            None,
            "您打开之后，别人已修改并保存了这条记录。请核对下面的不同之处后再保存。",
        )

    def _difference(self, name: str, stored: Model) -> dict | None:
        theirs, mine = getattr(stored, name), self.cleaned_data.get(name)
        if theirs == mine:
            return None
        field = self.fields[name]
        return {
            "label": field.label,
            "theirs": _in_words(field, theirs),
            "mine": _in_words(field, mine),
        }


def _in_words(field: forms.Field, value) -> str:
    is_of_rows = isinstance(field, forms.ModelChoiceField)
    if isinstance(field, forms.ChoiceField) and not is_of_rows:
        return choice_in_words(dict(field.choices), value, empty="（空）")
    return in_words(value, empty="（空）")
