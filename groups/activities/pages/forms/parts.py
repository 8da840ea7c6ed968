"""A part of the programme, and what was said in the exchange."""

from django import forms
from django.forms import inlineformset_factory

from groups.activities import actions
from groups.activities.models import Activity, ActivityPart, Speech
from groups.activities.queries.records import OnRecord
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.base.ui.conflicts import Contested, Difference
from tianmen_congress.base.ui.fields import NoteField
from tianmen_congress.base.ui.forms import CHOOSE, PageForm, Row
from tianmen_congress.base.ui.rows import RowForm, Rows

MOST_SPEECHES = 60


class PartForm(Contested, PageForm):
    """One part of the programme; beside it stands what the system holds of the day."""

    is_done = forms.BooleanField(label="已开展", required=False)
    record = NoteField(label="记录", rows=2, max_length=2000, required=False)

    def __init__(
        self,
        *args,
        part: ProgrammePart,
        stored: ActivityPart | None,
        records: list[OnRecord],
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.part, self.stored, self.records = part, stored, records
        if stored:
            self.initial = {"is_done": stored.is_done, "record": stored.record}
        elif records:
            self.initial = {"is_done": True}
        self.fields["is_done"].widget.attrs["class"] = "form-check-input"
        self.fields["record"].widget.attrs["class"] = "form-control form-control-sm"
        self.fields["is_done"].label = part.title
        self.fields["record"].label = f"{part.title}记录"

    def clean(self) -> dict:
        """What has a record was done: without a script too its box need not be ticked."""
        data = super().clean()
        data["is_done"] = data.get("is_done") or bool(data.get("record"))
        return data

    def differences(self) -> list[Difference]:
        """What somebody else has stored otherwise than typed here."""
        if not self.stored:
            return []
        stored = {"is_done": self.stored.is_done, "record": self.stored.record}
        lines = [self.difference(name, theirs) for name, theirs in stored.items()]
        return [line for line in lines if line]

    def done(self) -> actions.PartDone:
        return actions.PartDone(part=self.part, **self.cleaned_data)


class SpeechForm(RowForm):
    """Who said what; a row that says nothing is taken out."""

    points = NoteField(label="发言要点", rows=2, max_length=1000, required=False)
    layout = (Row("person", "guest"), "points")

    class Meta(RowForm.Meta):
        model = Speech
        fields = ["person", "guest", "points"]

    def __init__(self, *args, people, **kwargs):
        super().__init__(*args, **kwargs)
        field = self.fields["person"]
        field.queryset = people
        # Read once for all rows.
        field.choices = [("", CHOOSE), *((p.pk, str(p)) for p in people)]
        self.fields["guest"].label = "或列席人员"

    def clean(self) -> dict:
        data = super().clean()
        named = [bool(data.get("person")), bool(data.get("guest"))]
        if data.get("points") and sum(named) != 1:
            self.add_error("person", "请选择发言代表，或者填写列席人员，二者填一")
        if any(named) and not data.get("points") and not self.instance.pk:
            self.add_error("points", "请填写发言要点")
        return data

    @property
    def is_said(self) -> bool:
        return self.is_wanted and bool(self.cleaned_data.get("points"))


SpeechRows = inlineformset_factory(
    Activity,
    Speech,
    form=SpeechForm,
    formset=Rows,
    can_delete=False,
    extra=1,
    max_num=MOST_SPEECHES,
    absolute_max=MOST_SPEECHES,
)
