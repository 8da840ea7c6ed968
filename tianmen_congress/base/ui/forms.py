"""The manner of every form: named sections, its user, no text lost."""

from collections.abc import Callable, Iterable, Iterator

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Div, Fieldset, Layout
from django import forms
from django.db.models import DateField as DateColumn
from django.db.models import DecimalField as DecimalColumn
from django.db.models import IntegerField as IntegerColumn
from django.db.models import Model
from django.db.models.fields import BLANK_CHOICE_DASH

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import visible

from .conflicts import Contested, Difference
from .fields import DayField, number_field
from .lookups import LookupField

REQUIRED = forms.Field.default_error_messages["required"]
TOO_LONG = "最多%(limit_value)d个字，现有%(show_value)d个字"
DASHES = BLANK_CHOICE_DASH[0][1]
CHOOSE = "请选择"


class Section(Fieldset):
    """A named part of a form, to which the line of its parts leads."""

    def __init__(self, legend: str, *fields, **kwargs):
        kwargs["css_class"] = f"form-section {kwargs.get('css_class', '')}".strip()
        kwargs |= {"css_id": f"part-{legend}", "data_part": legend}
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


class VersionedForm(Contested, PageModelForm):
    """Changes a row that others change too; the model has a `version`."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["version"].initial = self.instance.version
        # What else stands on the page and differs from what is stored.
        self.beside: Callable[[], Iterable[Difference]] = tuple

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
        own = (self.difference(name, theirs) for name, theirs in self._theirs(stored))
        self.saved_meanwhile(
            [*(line for line in own if line), *self.beside()],
            seen={self.add_prefix("version"): stored.version},
        )

    def _theirs(self, stored: Model) -> Iterator[tuple[str, object]]:
        """Field by field what is stored now."""
        for name in self._meta.fields:
            if name in self.fields:
                value = getattr(stored, name)
                is_many = stored._meta.get_field(name).many_to_many
                yield name, value.all() if is_many else value
