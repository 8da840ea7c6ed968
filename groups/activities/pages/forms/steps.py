"""Steps beside the entry: cancelling, pictures, signing in, whose activity."""

from django import forms
from django.utils import timezone

from groups.activities import actions
from groups.activities.models import Activity, Attendance
from groups.models import DeputyGroup
from groups.queries import groups_to_keep
from tianmen_congress.base.ui.fields import NoteField
from tianmen_congress.base.ui.forms import PageForm
from tianmen_congress.base.ui.photos import PhotosField
from tianmen_congress.base.ui.steps import StepForm

STRIPPED = "可一次选择多张；照片中的位置信息会被去掉"


class OfActivityForm(StepForm):
    def __init__(self, *args, activity: Activity, **kwargs):
        super().__init__(*args, **kwargs)
        self.activity = activity


class CancelForm(OfActivityForm):
    title, save_label = "取消活动", "确认取消活动"
    reason = NoteField(label="取消原因", max_length=200)

    def act(self) -> Activity:
        reason = self.cleaned_data["reason"]
        return actions.cancel_activity(self.activity, by=self.user, reason=reason)


class SignInForm(OfActivityForm):
    """Nothing to fill in: it is he who has signed in to the system."""

    title, save_label = "活动签到", "我已到会，签到"

    def act(self) -> Attendance:
        return actions.sign_in(self.activity, by=self.user, at=timezone.now())


class PhotoForm(OfActivityForm):
    title, save_label = "添加活动照片", "上传"
    photos = PhotosField(label="照片", help_text=STRIPPED)
    is_sheet = forms.BooleanField(label="是签到表", required=False)
    caption = forms.CharField(label="说明", max_length=100, required=False)

    def act(self) -> None:
        data = dict(self.cleaned_data)
        for upload in data.pop("photos"):
            actions.add_photo(self.activity, upload, by=self.user, **data)


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
