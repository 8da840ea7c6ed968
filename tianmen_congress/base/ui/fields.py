"""Fields that several rooms use."""

from datetime import date, datetime

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import IntegerField as IntegerColumn

from tianmen_congress.base import cells
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.names import initials


def typed_day(text: str) -> date:
    """A day as a workbook's cell is read; one without a year is of this year."""
    return cells.day(text[:40], year=today().year, is_of_excel=False)


class Typed(str):
    """A text out of a box that has a tick beside it, and what was ticked there."""

    sure = ""


class DoubtedInput(forms.TextInput):
    """A text box; once its value is doubted, a tick beside it says that it is meant."""

    template_name = "ui/doubted.html"
    # What is asked about, set by the field: the tick is for this value alone.
    asked = ""

    def value_from_datadict(self, data, files, name):
        text = super().value_from_datadict(data, files, name)
        if not isinstance(text, str):
            return text
        typed = Typed(text)
        typed.sure = data.get(f"{name}_sure", "")
        return typed

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        is_sure = getattr(value, "sure", "") == self.asked
        return {**context, "asked": self.asked, "is_sure": is_sure}


class DayWidget(DoubtedInput):
    """A text box for a day; with JavaScript it gets a button that opens a calendar."""

    def __init__(self, attrs=None):
        super().__init__(
            {"data-day": "", "autocomplete": "off", "maxlength": 20, **(attrs or {})}
        )

    def format_value(self, value):
        return value.isoformat() if isinstance(value, date) else value


class SoundSelect(forms.Select):
    """A select of which each option tells its initials, to be chosen by typing them."""

    def create_option(self, name, value, label, *args, **kwargs):
        option = super().create_option(name, value, label, *args, **kwargs)
        option["attrs"]["data-sound"] = initials(str(label)) if value else ""
        return option


class DayField(forms.Field):
    """A day in any of the usual ways: 2017.6.5, 2017年6月5日, 20170605, 6月5日.

    A day to come is refused where `allow_future` is false. One that is hardly meant
    (`cells.usual`, by the label or by `usual`) is asked about once: it is taken when its
    tick says so, or where the form began with it. A search asks nothing (`is_asked`).
    """

    widget = DayWidget
    default_error_messages = {
        "invalid": "“%(value)s”%(reason)s",
        "later": "不能晚于今天（%(today)s）",
        "odd": "%(reason)s；确实是%(value)s的，请勾选“%(value)s无误”",
    }

    def __init__(
        self,
        *,
        allow_future: bool = True,
        is_asked: bool = True,
        usual: cells.Usual | None = None,
        **kwargs,
    ):
        super().__init__(**kwargs)
        self.allow_future, self.is_asked, self.usual = allow_future, is_asked, usual
        self.begun, self.sure = None, ""

    def get_bound_field(self, form, field_name):
        self.begun = form.get_initial_for_field(self, field_name)
        return super().get_bound_field(form, field_name)

    def clean(self, value):
        self.sure = getattr(value, "sure", "")
        return super().clean(value)

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if isinstance(value, date):
            return value.date() if isinstance(value, datetime) else value
        try:
            return self.read(str(value))
        except cells.CellTrouble as trouble:
            raise ValidationError(
                self.error_messages["invalid"],
                code="invalid",
                params={"value": str(value)[:20], "reason": trouble.reason},
            ) from None

    def read(self, text: str) -> date:
        return typed_day(text)

    def in_words(self, value: date) -> str:
        return f"{value:%Y-%m-%d}"

    def validate(self, value):
        super().validate(value)
        if value and not self.allow_future and value > today():
            raise ValidationError(
                self.error_messages["later"],
                code="later",
                params={"today": today().isoformat()},
            )
        if value and self.is_asked:
            usual = self.usual or cells.usual_days(str(self.label or ""))
            self.doubt(value, usual.why_odd(value, on=today()))

    def doubt(self, value: date, why: str) -> None:
        """Refuse `value` until it is ticked, where there is a reason for doubt."""
        if not why or value == self.begun:
            return
        self.widget.asked = words = self.in_words(value)
        if self.sure != words:
            raise ValidationError(
                self.error_messages["odd"],
                code="odd",
                params={"value": words, "reason": why},
            )

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True


def doubt_day(form: forms.BaseForm, name: str, why: str) -> None:
    """Ask about a day that only the whole form can doubt; for a form's `clean`."""
    day = form.cleaned_data.get(name)
    if day is None:
        return
    try:
        form.fields[name].doubt(day, why)
    except ValidationError as doubt:
        form.add_error(name, doubt)


class NoteField(forms.CharField):
    """Some lines of text; `max_length` is told while typing."""

    def __init__(self, *, rows: int = 3, max_length: int = 1000, **kwargs):
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": rows}))
        super().__init__(max_length=max_length, **kwargs)


class _Counted:
    """A number as a workbook's cell is read: 0.35万 is 3500 where yuan are asked for.

    `of` says what is counted; a box for text, because one for numbers takes no unit.
    """

    read = staticmethod(cells.integer)

    def __init__(self, *, of: cells.Quantity = cells.COUNT, **kwargs):
        kwargs.setdefault("widget", NumberBox())
        super().__init__(**kwargs)
        self.of = of

    def to_python(self, value):
        if isinstance(value, str):
            value = self._number(value)
        return super().to_python(value)

    def _number(self, text: str):
        if cells.is_nothing(text):
            return None
        try:
            return self.read(text, self.of)
        except cells.CellTrouble as trouble:
            raise ValidationError(trouble.reason) from None


class NumberBox(forms.TextInput):
    def __init__(self, attrs=None):
        usual = {"inputmode": "decimal", "autocomplete": "off", "maxlength": 20}
        super().__init__({**usual, **(attrs or {})})


class CountField(_Counted, forms.IntegerField):
    """A whole number: 3, 3人, 2年 where months are asked for."""


class AmountField(_Counted, forms.DecimalField):
    """A number with a fraction."""

    read = staticmethod(cells.decimal)


class YearField(CountField):
    """2016, 2016年."""

    def _number(self, text: str):
        try:
            return None if cells.is_nothing(text) else cells.year(text)
        except cells.CellFault as fault:
            raise ValidationError(fault.reason) from None


def number_field(column, **kwargs) -> forms.Field:
    """The field of a column of numbers; its name tells what is counted."""
    label = str(column.verbose_name)
    if label.endswith("年度"):
        return column.formfield(form_class=YearField, **kwargs)
    of = cells.kind_of(label) or cells.COUNT
    is_whole = isinstance(column, IntegerColumn)
    return column.formfield(
        form_class=CountField if is_whole else AmountField, of=of, **kwargs
    )
