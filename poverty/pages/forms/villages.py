"""The file of a poor village."""

from django import forms

from poverty import actions
from poverty.models import PoorVillage
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.forms import Row, Section, VersionedForm
from tianmen_congress.base.ui.lookups import LookupField

from .steps import FIRST_YEAR

FIELDS = [
    "delisted_year",
    "households",
    "population",
    "collective_income",
    "main_industry",
    "support_unit",
    "note",
]
SITUATION = Section(
    "村情",
    Row("households", "population", "collective_income"),
    Row("main_industry", "support_unit"),
    "note",
)


class VillageForm(VersionedForm):
    layout = (Section("出列", "delisted_year"), SITUATION)

    class Meta(VersionedForm.Meta):
        model = PoorVillage
        fields = FIELDS
        widgets = {"note": forms.Textarea({"rows": 3})}
        help_texts = {"delisted_year": "已出列的填年度，未出列的不填"}

    def clean_delisted_year(self):
        year = self.cleaned_data["delisted_year"]
        if year and not FIRST_YEAR <= year <= today().year:
            raise forms.ValidationError(f"应在{FIRST_YEAR}年至{today().year}年之间")
        return year

    def validate_constraints(self):
        """State and year go together by the action, which sets the state."""

    def save(self) -> PoorVillage:
        return actions.revise_village(self.instance, by=self.user)


class NewVillageForm(VillageForm):
    village = LookupField("undeclared-villages", label="村")
    layout = (Section("认定", Row("village", "delisted_year")), SITUATION)

    class Meta(VillageForm.Meta):
        fields = ["village", *FIELDS]

    def save(self) -> PoorVillage:
        return actions.declare_village(self.instance, by=self.user)
