"""The people of a household, a row each."""

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory

from poverty.checks.id_numbers import born_later
from poverty.models import Household, HouseholdMember
from tianmen_congress.base import cells
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.forms import Row
from tianmen_congress.base.ui.masks import mask_id_number
from tianmen_congress.base.ui.rows import RowForm, Rows
from tianmen_congress.base.workbooks.typed import RosterTexts

MOST = 40
# The widget knows an answer that is not there as unknown; an empty text it would
# select whatever is on file.
YES_NO = [("unknown", "不详"), ("true", "是"), ("false", "否")]


class IdNumberField(forms.CharField):
    """An ID number by the rules that imports follow; never kept as a browser's draft."""

    def __init__(self, **kwargs):
        attrs = {"autocomplete": "off", "data-no-draft": "", "inputmode": "text"}
        super().__init__(max_length=30, widget=forms.TextInput(attrs), **kwargs)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return ""
        try:
            number = cells.id_number(text)
        except cells.CellFault as fault:
            raise ValidationError(fault.reason) from None
        except cells.CellWarning as warning:
            number = warning.value
        if reason := born_later(number, on=today()):
            raise ValidationError(reason)
        return number


class More(Div):
    """Fields that most rows leave empty, behind a word to press."""

    template = "poverty/_member_more.html"

    def render(self, form, context, **kwargs):
        """Open where something in it is wrong: a closed box would hide what to mend."""
        names = {pointer.name for pointer in self.get_field_names()}
        self.is_open = not names.isdisjoint(form.errors)
        return super().render(form, context, **kwargs)


class MemberForm(RosterTexts, RowForm):
    """A person of the household; the number on file is not shown, only replaced."""

    id_number = IdNumberField(label="身份证号码", required=False)
    layout = (
        Row("name", "relation", "sex", "id_number", "health", "labour"),
        More(
            Row("ethnicity", "education", "schooling"),
            Row("working_place", "working_months", "has_serious_illness_cover"),
            Row("left_on", "left_reason"),
        ),
    )

    class Meta(RowForm.Meta):
        model = HouseholdMember
        fields = [
            "name",
            "relation",
            "sex",
            "id_number",
            "health",
            "labour",
            "ethnicity",
            "education",
            "schooling",
            "working_place",
            "working_months",
            "has_serious_illness_cover",
            "left_on",
            "left_reason",
        ]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["left_on"].allow_future = False
        self.fields["has_serious_illness_cover"].widget.choices = YES_NO
        self.initial["id_number"] = ""
        if self.instance.id_number:
            field = self.fields["id_number"]
            field.widget.attrs["placeholder"] = mask_id_number(self.instance.id_number)
            field.help_text = "已登记，不改可不填"

    def clean_id_number(self):
        return self.cleaned_data["id_number"] or self.instance.id_number

    def clean(self):
        data = super().clean()
        if bool(data.get("left_on")) != bool(data.get("left_reason")):
            self.add_error("left_reason", "离户的，离户日期和离户原因都要填")
        return data

    def validate_constraints(self):
        """Asked of the household as a whole: in one go one head may follow another."""

    @property
    def is_at_home(self) -> bool:
        return not self.cleaned_data.get("left_on")


MemberFormSet = inlineformset_factory(
    Household,
    HouseholdMember,
    form=MemberForm,
    formset=Rows,
    can_delete=False,
    extra=0,
    max_num=MOST,
    absolute_max=MOST,
    validate_max=True,
)
