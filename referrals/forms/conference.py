"""Sessions and their decisions."""

from django import forms

from referrals import actions
from referrals.forms.fields import co_units_field, units
from referrals.models import AgendaItem, Attendance, JointConference
from referrals.workflow import MoveRefused
from tianmen_congress.campaigns.queries import current_campaign
from tianmen_congress.ui.fields import DayField, NoteField
from tianmen_congress.ui.forms import PageForm, Row, Section, VersionedForm


class ConferenceForm(VersionedForm):
    minutes = NoteField(label="会议纪要", rows=8, max_length=6000, required=False)
    layout = (
        Section("会议", "title", Row("held_on", "place", "chair")),
        Section("纪要", "minutes"),
    )

    class Meta(VersionedForm.Meta):
        model = JointConference
        fields = ["title", "held_on", "place", "chair", "minutes"]

    def save(self) -> JointConference:
        campaign = current_campaign()
        return actions.save_conference(self.instance, by=self.user, campaign=campaign)


class DecisionForm(PageForm):
    """The decision on one item of the agenda."""

    order = forms.IntegerField(label="顺序", min_value=1, max_value=999)
    lead_unit = forms.ModelChoiceField(None, label="主办单位", required=False)
    co_units = forms.ModelMultipleChoiceField(None, label="协办单位", required=False)
    due_on = DayField(label="办理期限", required=False)
    remarks = forms.CharField(label="备注", max_length=300, required=False)

    def __init__(self, *args, item: AgendaItem, **kwargs):
        initial = {
            "order": item.order,
            "lead_unit": item.lead_unit,
            "co_units": item.co_units.all(),
            "due_on": item.due_on,
            "remarks": item.remarks,
        }
        super().__init__(*args, prefix=f"item-{item.pk}", initial=initial, **kwargs)
        self.item = item
        self.fields["lead_unit"].queryset = units().queryset
        self.fields["co_units"].queryset = co_units_field().queryset
        self.fields["co_units"].widget.attrs["size"] = 4
        for field in self.fields.values():
            is_select = isinstance(field.widget, forms.Select)
            kind = "form-select" if is_select else "form-control"
            field.widget.attrs["class"] = f"{kind} {kind}-sm"
            field.widget.attrs["aria-label"] = f"{field.label}：{item.opinion.title}"

    def clean(self):
        data = super().clean()
        if data.get("lead_unit") in (data.get("co_units") or []):
            self.add_error("co_units", "主办单位和协办单位不能重复")
        return data

    def take(self) -> bool:
        try:
            data = dict(self.cleaned_data)
            data["co_units"] = list(data["co_units"])
            actions.decide(self.item, by=self.user, **data)
        except MoveRefused as refusal:
            self.add_error("lead_unit", str(refusal))
            return False
        return True


class AttendanceForm(forms.ModelForm):
    class Meta:
        model = Attendance
        fields = ["is_present", "name"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        unit = self.instance.unit
        self.fields["is_present"].widget.attrs = {
            "class": "form-check-input",
            "aria-label": f"{unit}到会",
        }
        self.fields["name"].widget.attrs = {
            "class": "form-control form-control-sm",
            "aria-label": f"{unit}参会人",
        }
