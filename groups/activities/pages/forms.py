"""An activity with the parts of its programme and everybody's attendance on one page."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict

from deputies.models import Person
from groups.activities import actions
from groups.activities.enums import ActivityState, Presence
from groups.activities.models import Activity, ActivityPart, Attendance
from groups.models import DeputyGroup
from groups.queries import groups_to_keep, memberships_on
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import ProgrammePart
from tianmen_congress.base.campaigns.queries import why_out_of_period
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.conflicts import Contested, Difference
from tianmen_congress.base.ui.fields import DayField, NoteField, doubt_day
from tianmen_congress.base.ui.forms import PageForm, Row, Section, VersionedForm
from tianmen_congress.base.ui.photos import PhotosField
from tianmen_congress.base.ui.steps import StepForm

PROGRESS = (("held", "已开展"), ("planned", "计划中"))


class ActivityForm(VersionedForm):
    """What the activity was; parts and attendance stand in forms of their own."""

    progress = forms.ChoiceField(
        label="进展", choices=PROGRESS, widget=forms.RadioSelect, initial="held"
    )
    layout = (
        Section("活动", Row("held_on", "title", "place"), "progress"),
        Section("小结", "summary"),
    )

    class Meta(VersionedForm.Meta):
        model = Activity
        fields = ["held_on", "title", "place", "summary"]
        widgets = {"summary": forms.Textarea(attrs={"rows": 4})}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.state == ActivityState.PLANNED:
            self.fields["progress"].initial = "planned"

    def clean(self) -> dict:
        data = super().clean()
        day, campaign = data.get("held_on"), self.instance.campaign
        doubt_day(self, "held_on", why_out_of_period(campaign, day, "活动日期"))
        return data


class PartForm(Contested, PageForm):
    """One part of the programme."""

    is_done = forms.BooleanField(label="已开展", required=False)
    record = NoteField(label="记录", rows=2, max_length=2000, required=False)

    def __init__(
        self, *args, part: ProgrammePart, stored: ActivityPart | None, **kwargs
    ):
        super().__init__(*args, **kwargs)
        self.part, self.stored = part, stored
        if stored:
            self.initial = {"is_done": stored.is_done, "record": stored.record}
        self.fields["is_done"].widget.attrs["class"] = "form-check-input"
        self.fields["record"].widget.attrs["class"] = "form-control form-control-sm"
        self.fields["is_done"].label = part.title
        self.fields["record"].label = f"{part.title}记录"

    def clean(self) -> dict:
        """What has a record was done: without a script too its box need not be ticked."""
        data = super().clean()
        data["is_done"] = data.get("is_done") or bool(data.get("record"))
        return data

    def done(self) -> actions.PartDone:
        return actions.PartDone(part=self.part, **self.cleaned_data)


class AttendanceForm(Contested, PageForm):
    """One deputy at the activity; nobody came before somebody says so."""

    presence = forms.ChoiceField(
        label="出席情况",
        choices=Presence,
        widget=forms.RadioSelect,
        error_messages={
            "required": "请选择出席情况（成员名单随活动日期有变化，请核对）"
        },
    )
    note = forms.CharField(label="说明", max_length=100, required=False)

    def __init__(
        self,
        *args,
        person: Person,
        stored: Attendance | None,
        is_held: bool = True,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.person, self.stored = person, stored
        self.fields["presence"].required = is_held
        if stored:
            self.initial = {"presence": stored.presence, "note": stored.note}
        self.fields["presence"].widget.attrs["class"] = "form-check-input"
        self.fields["note"].widget.attrs["class"] = "form-control form-control-sm"
        self.fields["presence"].label = f"{person}的出席情况"
        self.fields["note"].label = f"{person}的说明"

    def attended(self) -> actions.Attended:
        return actions.Attended(person=self.person, **self.cleaned_data)


class ActivityEntry:
    """The page of one activity: its form, a form a part, a form a deputy."""

    def __init__(self, *, user: User, activity: Activity, data: QueryDict | None):
        self.user, self.activity, self.data = user, activity, data
        self.form = ActivityForm(data, instance=activity, user=user)
        self.form.beside = self.differences
        self.parts = self._part_forms()
        self.attendance = self._attendance_forms()

    def _part_forms(self) -> list[PartForm]:
        stored = {p.part_id: p for p in self._stored("parts")}
        return [
            PartForm(
                self.data,
                user=self.user,
                prefix=f"part-{part.code}",
                part=part,
                stored=stored.get(part.pk),
            )
            for part in self.activity.campaign.programme.all()
        ]

    def _attendance_forms(self) -> list[AttendanceForm]:
        stored = {row.person_id: row for row in self._stored("attendances")}
        members = memberships_on(self.activity.group, on=self._day())
        people = {row.person_id: row.person for row in [*members, *stored.values()]}
        return [
            AttendanceForm(
                self.data,
                user=self.user,
                prefix=f"member-{pk}",
                person=person,
                stored=stored.get(pk),
                is_held=(self.data or {}).get("progress") != "planned",
            )
            for pk, person in people.items()
        ]

    def _stored(self, relation: str) -> list:
        if self.activity.pk is None:
            return []
        if relation == "parts":
            return list(self.activity.parts.all())
        return list(self.activity.attendances.select_related("person"))

    def _day(self) -> date:
        """Whose members are asked for: those of the day that was typed."""
        try:
            typed = DayField(required=False, is_asked=False).clean(
                (self.data or {}).get("held_on", "")
            )
        except ValidationError:
            typed = None
        return typed or self.activity.held_on or today()

    @property
    def forms(self) -> list[forms.Form]:
        return [self.form, *self.parts, *self.attendance]

    def differences(self) -> list[Difference]:
        """Parts and attendance that somebody else has stored otherwise than typed here."""
        typed = [*self.parts, *self.attendance]
        return [line for form in typed if form.is_valid() for line in _differing(form)]

    def done(self) -> bool:
        """Whether everything was right and is stored."""
        # Every form is asked, so that every fault is shown at once.
        if self.data is None or [form for form in self.forms if not form.is_valid()]:
            return False
        try:
            self._save()
        except ValidationError as refusal:
            self.form.add_error(None, refusal)
        return not self.form.errors

    def _save(self) -> Activity:
        is_held = self.form.cleaned_data["progress"] == "held"
        return actions.save_activity(
            self.activity,
            by=self.user,
            is_held=is_held,
            parts=[form.done() for form in self.parts],
            # Nobody has come to what is only planned.
            attendance=[form.attended() for form in self.attendance if is_held],
        )


def _differing(form: PartForm | AttendanceForm) -> list[Difference]:
    if not form.stored:
        return []
    stored = {name: getattr(form.stored, name) for name in form.fields}
    lines = [form.difference(name, theirs) for name, theirs in stored.items()]
    return [line for line in lines if line]


class CancelForm(StepForm):
    title, save_label = "取消活动", "确认取消活动"
    reason = NoteField(label="取消原因", max_length=200)

    def __init__(self, *args, activity: Activity, **kwargs):
        super().__init__(*args, **kwargs)
        self.activity = activity

    def act(self) -> Activity:
        reason = self.cleaned_data["reason"]
        return actions.cancel_activity(self.activity, by=self.user, reason=reason)


class PhotoForm(StepForm):
    title, save_label = "添加活动照片", "上传"
    photos = PhotosField(
        label="照片", help_text="可一次选择多张；照片中的位置信息会被去掉"
    )
    caption = forms.CharField(label="说明", max_length=100, required=False)

    def __init__(self, *args, activity: Activity, **kwargs):
        super().__init__(*args, **kwargs)
        self.activity = activity

    def act(self) -> None:
        data = self.cleaned_data
        for upload in data["photos"]:
            actions.add_photo(
                self.activity, upload, by=self.user, caption=data["caption"]
            )


class ChooseGroupForm(PageForm):
    """Whose activity is to be entered."""

    group = forms.ModelChoiceField(None, label="代表小组")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["group"].queryset = groups_to_keep(user=self.user)

    @property
    def only_group(self) -> DeputyGroup | None:
        groups = self.fields["group"].queryset[:2]
        return groups[0] if len(groups) == 1 else None
