"""Pairing a group with a poor village, its plan, its end; pairing as suggested."""

from crispy_forms.layout import Div
from django import forms

from groups.queries import groups_to_keep
from poverty.models import Household
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.fields import DayField, NoteField
from tianmen_congress.base.ui.forms import Row, Section, VersionedForm
from tianmen_congress.base.ui.lookups import LookupField
from tianmen_congress.base.ui.steps import StepForm
from tianmen_congress.base.ui.within import WithinField, WithinForm
from visits.pairings.actions import pair as pair_household
from visits.pairings.models import HouseholdPairing
from visits.pairings.rules import can_pair
from visits.support import actions
from visits.support.enums import VillageEndReason
from visits.support.models import VillagePairing
from visits.support.queries.suggestions import MOST, suggestions


class VillagePairForm(WithinForm, StepForm):
    """A group, and a poor village of those that it is linked to."""

    title, save_label = "登记小组联系贫困村", "登记结对"
    group = LookupField("kept-groups", label="联系小组")
    village = WithinField("poor-villages-of-group", given=("group",), label="贫困村")
    since = DayField(label="结对日期", allow_future=False)
    plan = NoteField(label="帮扶计划", required=False, max_length=1000)
    layout = (
        Section("结对", Row("group", "village"), "since"),
        Section("帮扶计划", "plan"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = today()
        groups = list(groups_to_keep(user=self.user)[:2])
        self.fields["group"].initial = groups[0] if len(groups) == 1 else None
        self.narrow_by_what_is_typed()

    def act(self) -> VillagePairing:
        self.pairing = actions.pair(by=self.user, **self.cleaned_data)
        return self.pairing


class VillagePlanForm(VersionedForm):
    plan = NoteField(label="帮扶计划", required=False, max_length=1000, rows=6)
    layout = (Section("帮扶计划", "plan"),)

    class Meta(VersionedForm.Meta):
        model = VillagePairing
        fields = ["plan"]

    def replan(self) -> VillagePairing:
        plan = self.cleaned_data["plan"]
        return actions.replan(self.instance, by=self.user, plan=plan)


class VillageEndForm(StepForm):
    title, save_label = "解除小组与贫困村的结对", "确认解除"
    until = DayField(label="解除日期", allow_future=False)
    end_reason = forms.ChoiceField(
        label="解除原因", choices=VillageEndReason, widget=forms.RadioSelect
    )
    layout = (Section("解除结对", "until", Div("end_reason", css_class="seg")),)

    def __init__(self, *args, pairing: VillagePairing, **kwargs):
        super().__init__(*args, **kwargs)
        self.pairing = pairing
        self.fields["until"].initial = today()

    def act(self) -> VillagePairing:
        return actions.end_pairing(self.pairing, by=self.user, **self.cleaned_data)


class SuggestForm(StepForm):
    """A household without a deputy, and those who might take it on."""

    title, save_label = "为贫困户选联系代表", "结对"
    person = forms.ChoiceField(label="建议的代表", widget=forms.RadioSelect)
    since = DayField(label="结对日期", allow_future=False)
    layout = (Section("建议", "person", "since"),)

    def __init__(self, *args, household: Household, **kwargs):
        super().__init__(*args, **kwargs)
        self.household = household
        found = suggestions(household, on=today())
        found = [each for each in found if can_pair(self.user, each.group)][:MOST]
        self.found = {str(each.person.pk): each for each in found}
        self.fields["person"].choices = [(k, str(v)) for k, v in self.found.items()]
        self.fields["person"].initial = next(iter(self.found), None)
        self.fields["since"].initial = today()

    def act(self) -> HouseholdPairing:
        chosen = self.found[self.cleaned_data["person"]]
        self.pairing = pair_household(
            chosen.person,
            self.household,
            by=self.user,
            group=chosen.group,
            since=self.cleaned_data["since"],
        )
        return self.pairing
