"""What the activity itself is: notice, day and place, chair, what came of it."""

import re

from django import forms
from django.db.models import Q

from deputies.models import Person
from groups.activities import checks
from groups.activities.enums import ActivityState, SignedBy
from groups.activities.models import Activity
from tianmen_congress.base.campaigns.queries import why_out_of_period
from tianmen_congress.base.ui.fields import DayField, doubt_day
from tianmen_congress.base.ui.forms import Row, Section, VersionedForm
from tianmen_congress.base.ui.photos import PhotosField

from .steps import STRIPPED

PROGRESS = (("held", "已开展"), ("planned", "计划中"))
# What people write between hours and minutes.
CLOCK = re.compile("[：点时.]")
BY_CLERK = ((SignedBy.PAPER, "签到表签字"), (SignedBy.LATER, "事后补录"))


class TimeField(forms.TimeField):
    """09:00, 9：00, 9.00, 9点30分."""

    def __init__(self, **kwargs):
        box = {"placeholder": "09:00", "maxlength": 10, "autocomplete": "off"}
        widget = forms.TimeInput(box, format="%H:%M")
        invalid = {"invalid": "时间的写法如09:00"}
        super().__init__(
            widget=widget, required=False, error_messages=invalid, **kwargs
        )

    def to_python(self, value):
        if isinstance(value, str):
            value = CLOCK.sub(":", value.strip().removesuffix("分"))
            value = f"{value}00" if value.endswith(":") else value
        return super().to_python(value)


class ActivityForm(VersionedForm):
    """Parts, attendance and speeches stand in forms of their own."""

    progress = forms.ChoiceField(
        label="进展", choices=PROGRESS, widget=forms.RadioSelect, initial="held"
    )
    starts_at, ends_at = TimeField(label="开始时间"), TimeField(label="结束时间")
    noticed_on = DayField(label="通知日期", required=False, allow_future=False)
    manner = forms.ChoiceField(
        label="签到方式",
        choices=BY_CLERK,
        widget=forms.RadioSelect,
        required=False,
        initial=SignedBy.PAPER,
        help_text="代表用手机签到的不变",
    )
    photos = PhotosField(label="活动照片", required=False, help_text=STRIPPED)
    sheets = PhotosField(label="签到表照片", required=False)
    layout = (
        Section(
            "活动",
            Row("held_on", "starts_at", "ends_at", "round"),
            Row("title", "place"),
            Row("chair", "recorder", "guests"),
            "progress",
        ),
        Section("通知", Row("noticed_on", "noticed_whom"), "notice"),
    )

    class Meta(VersionedForm.Meta):
        model = Activity
        fields = [
            *("held_on", "starts_at", "ends_at", "round", "title", "place"),
            *("chair", "recorder", "guests", "noticed_on", "noticed_whom", "notice"),
            *("summary", "next_steps"),
        ]
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 4}),
            "next_steps": forms.Textarea(attrs={"rows": 2}),
            "notice": forms.Textarea(attrs={"rows": 3}),
            "place": forms.TextInput(attrs={"list": "venues"}),
        }

    def __init__(self, *args, due: list[Person], **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.state == ActivityState.PLANNED:
            self.fields["progress"].initial = "planned"
        wanted = Q(pk__in=[person.pk for person in due])
        wanted |= Q(pk=self.instance.chair_id)
        # unscoped: the group's own deputies of the day
        self.fields["chair"].queryset = Person.objects.filter(wanted)
        self.fields["guests"].help_text = "列席人员姓名、职务，用顿号分开"
        self.fields["noticed_whom"].widget.attrs["placeholder"] = "全体代表"

    def clean(self) -> dict:
        data = super().clean()
        day, campaign = data.get("held_on"), self.instance.campaign
        doubt_day(self, "held_on", why_out_of_period(campaign, day, "活动日期"))
        self._clean_times(data.get("starts_at"), data.get("ends_at"))
        sent = data.get("noticed_on")
        if sent and day and (fault := checks.why_not_noticed(sent, day)):
            self.add_error("noticed_on", fault)
        return data

    def _clean_times(self, begins, ends) -> None:
        if ends and not begins:
            self.add_error("starts_at", "填了结束时间的，请填写开始时间")
        elif ends and ends <= begins:
            self.add_error("ends_at", "结束时间须晚于开始时间")
