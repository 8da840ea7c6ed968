"""Sessions and their decisions."""

from django import forms
from django.core.exceptions import ValidationError

from referrals import actions
from referrals.enums import ConferenceState
from referrals.models import AgendaItem, Attendance, JointConference
from referrals.pages.forms.fields import UnitBoxes, co_units_field, units
from referrals.pages.forms.screens import RowForm
from referrals.workflow import MoveRefused
from tianmen_congress.base.campaigns.queries import NO_CAMPAIGN, current_campaign
from tianmen_congress.base.ui.conflicts import Contested
from tianmen_congress.base.ui.fields import DayField, NoteField
from tianmen_congress.base.ui.forms import Row, Section, VersionedForm


class ConferenceForm(VersionedForm):
    minutes = NoteField(label="会议纪要", rows=8, max_length=6000, required=False)
    layout = (
        Section("会议", "title", Row("held_on", "place", "chair")),
        Section("纪要", "minutes"),
    )

    class Meta(VersionedForm.Meta):
        model = JointConference
        fields = ["title", "held_on", "place", "chair", "minutes"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.state != ConferenceState.PLANNED:
            # What was held is held; its minutes are written afterwards.
            for name in ("title", "held_on", "place", "chair"):
                self.fields[name].disabled = True

    def clean(self):
        if self.instance.pk is None and current_campaign() is None:
            raise ValidationError(NO_CAMPAIGN)
        return super().clean()

    def save(self) -> JointConference:
        campaign = current_campaign()
        return actions.save_conference(self.instance, by=self.user, campaign=campaign)


class DecisionForm(RowForm):
    """The decision on one item of the agenda."""

    order = forms.IntegerField(label="顺序", min_value=1, max_value=999)
    lead_unit = forms.ModelChoiceField(None, label="主办单位", required=False)
    co_units = forms.ModelMultipleChoiceField(
        None, label="协办单位", required=False, widget=UnitBoxes
    )
    due_on = DayField(label="办理期限", required=False)
    remarks = forms.CharField(label="备注", max_length=300, required=False)

    def __init__(self, data, *args, item: AgendaItem, **kwargs):
        prefix = f"item-{item.pk}"
        # An item that came onto the agenda meanwhile was not on the page sent back.
        data = data if data and f"{prefix}-version" in data else None
        super().__init__(data, *args, prefix=prefix, initial=_decided(item), **kwargs)
        self.item = item
        self.fields["lead_unit"].queryset = units().queryset
        self.fields["co_units"].queryset = co_units_field().queryset
        for name, field in self.fields.items():
            if name == "co_units":
                continue
            is_select = isinstance(field.widget, forms.Select)
            kind = "form-select" if is_select else "form-control"
            field.widget.attrs["class"] = f"{kind} {kind}-sm"
            field.widget.attrs["aria-label"] = f"{field.label}：{item.opinion.title}"

    def clean(self):
        data = super().clean()
        if data.get("lead_unit") in (data.get("co_units") or []):
            self.add_error("co_units", "主办单位和协办单位不能重复")
        self._check_due(data.get("due_on"))
        return data

    def _check_due(self, due_on) -> None:
        try:
            if due_on:
                actions.check_due(self.item.conference, due_on)
        except MoveRefused as refusal:
            self.add_error("due_on", str(refusal))

    @property
    def title(self) -> str:
        return self.item.opinion.title

    @property
    def decision(self) -> actions.ItemDecision:
        return actions.ItemDecision(item=self.item, **self.cleaned_data)


def _decided(item: AgendaItem) -> dict[str, object]:
    return {
        "version": item.version,
        "order": item.order,
        "lead_unit": item.lead_unit,
        "co_units": item.co_units.all(),
        "due_on": item.due_on,
        "remarks": item.remarks,
    }


class AttendanceForm(Contested, forms.ModelForm):
    """Who came for one unit. Only what was changed here is stored: others write too."""

    class Meta:
        model = Attendance
        fields = ["is_present", "name"]

    def __init__(self, data, *, instance: Attendance):
        prefix = f"unit-{instance.pk}"
        # A unit that was asked meanwhile was not on the page sent back.
        data = data if data and f"{prefix}-name" in data else None
        super().__init__(data, instance=instance, prefix=prefix)
        unit = self.instance.unit
        self.fields["is_present"].widget.attrs = {
            "class": "form-check-input",
            "aria-label": f"{unit}到会",
        }
        self.fields["name"].widget.attrs = {
            "class": "form-control form-control-sm",
            "aria-label": f"{unit}参会人",
        }
        for field in self.fields.values():
            field.show_hidden_initial = True

    def clean(self) -> dict:
        data = super().clean()
        stored = {n: self.initial[n] for n in self.changed_data if n in data}
        theirs = {n: it for n, it in stored.items() if it != self._seen(n)}
        lines = [self.difference(name, value) for name, value in theirs.items()]
        if lines := [line for line in lines if line]:
            seen = {self.add_initial_prefix(n): str(it) for n, it in theirs.items()}
            self.saved_meanwhile(lines, seen=seen)
        return data

    def _seen(self, name: str) -> object:
        """What stood in the field when the page was opened."""
        field, key = self.fields[name], self.add_initial_prefix(name)
        sent = field.hidden_widget().value_from_datadict(self.data, self.files, key)
        return field.to_python(sent)

    @property
    def title(self) -> str:
        return str(self.instance.unit)

    def save(self) -> Attendance:
        row = Attendance.objects.get(pk=self.instance.pk)  # unscoped: the page's own
        for name in self.changed_data:
            setattr(row, name, self.cleaned_data[name])
        row.save(update_fields=self.changed_data)
        return row
