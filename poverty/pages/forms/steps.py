"""Small forms beside the file: out of poverty, back into it, struck off, found by number."""

from django import forms

from poverty import actions
from poverty.models import Household
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.fields import NoteField, YearField
from tianmen_congress.base.ui.forms import PageForm
from tianmen_congress.base.ui.steps import StepForm

from .members import IdNumberField

FIRST_YEAR = 2013


class HouseholdStep(StepForm):
    def __init__(self, *args, household: Household, **kwargs):
        super().__init__(*args, **kwargs)
        self.household = household


class YearForm(HouseholdStep):
    year = YearField(label="年度", min_value=FIRST_YEAR)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = today().year

    def clean_year(self):
        year = self.cleaned_data["year"]
        if year > today().year:
            raise forms.ValidationError(f"不能晚于{today().year}年")
        return year


class LiftedForm(YearForm):
    def act(self) -> None:
        year = self.cleaned_data["year"]
        actions.mark_lifted(self.household, by=self.user, year=year)


class ReturnedForm(YearForm):
    def act(self) -> None:
        year = self.cleaned_data["year"]
        actions.mark_returned(self.household, by=self.user, year=year)


class VoidForm(HouseholdStep):
    reason = NoteField(
        label="作废原因",
        rows=2,
        max_length=200,
        help_text="如：重复登记、不是建档立卡户。作废后仍可查看，不能恢复",
    )

    def act(self) -> None:
        reason = self.cleaned_data["reason"]
        actions.void_household(self.household, by=self.user, reason=reason)


class NumberForm(PageForm):
    """A whole ID number, posted and never part of an address."""

    id_number = IdNumberField(label="身份证号码")
