"""Pairing a deputy with a household, its plan, and its end."""

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError

from groups.queries import groups_to_keep
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.fields import DayField, NoteField
from tianmen_congress.base.ui.forms import PageForm, Row, Section, VersionedForm
from tianmen_congress.base.ui.lookups import LookupField
from tianmen_congress.base.ui.within import WithinField, WithinForm
from visits.pairings import actions
from visits.pairings.enums import PairEndReason
from visits.pairings.models import HouseholdPairing


class PairForm(WithinForm):
    """A deputy of a group, and a household of a village where the group works."""

    group = LookupField("kept-groups", label="代表小组")
    person = WithinField("kept-members", given=("group",), label="代表")
    village = WithinField("kept-villages", given=("group",), label="村")
    household = WithinField("households-of-village", given=("village",), label="贫困户")
    since = DayField(label="结对日期", allow_future=False)
    plan = NoteField(label="帮扶计划", required=False, max_length=1000)
    layout = (
        Section("结对", Row("group", "person"), Row("village", "household"), "since"),
        Section("帮扶计划", "plan"),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["since"].initial = today()
        groups = list(groups_to_keep(user=self.user)[:2])
        self.fields["group"].initial = groups[0] if len(groups) == 1 else None
        self.narrow_by_what_is_typed()

    def clean(self) -> dict:
        data = super().clean()
        home, village = data.get("household"), data.get("village")
        if home and village and home.village_id != village.pk:
            self.add_error("household", f"{home}不在{village}，请重新选择")
        return data

    def pair(self) -> HouseholdPairing | None:
        """The new pairing; None where the two do not fit, which the form then says."""
        data = self.cleaned_data
        try:
            return actions.pair(
                data["person"],
                data["household"],
                by=self.user,
                group=data["group"],
                since=data["since"],
                plan=data["plan"],
            )
        except ValidationError as refusal:
            self.add_error(None, refusal.messages)
            return None


class PlanForm(VersionedForm):
    plan = NoteField(label="帮扶计划", required=False, max_length=1000, rows=6)
    layout = (Section("帮扶计划", "plan", "lift_year"),)

    class Meta(VersionedForm.Meta):
        model = HouseholdPairing
        fields = ["plan", "lift_year"]

    def replan(self) -> HouseholdPairing:
        told = {name: self.cleaned_data[name] for name in self._meta.fields}
        return actions.replan(self.instance, by=self.user, **told)


class EndForm(PageForm):
    until = DayField(label="解除日期", allow_future=False)
    end_reason = forms.ChoiceField(
        label="解除原因", choices=PairEndReason, widget=forms.RadioSelect
    )
    layout = (Section("解除结对", "until", Div("end_reason", css_class="seg")),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["until"].initial = today()

    def end(self, pairing: HouseholdPairing) -> HouseholdPairing | None:
        """The ended pairing; None where the day does not fit."""
        try:
            return actions.end_pairing(pairing, by=self.user, **self.cleaned_data)
        except ValidationError as refusal:
            self.add_error(None, refusal)
            return None
