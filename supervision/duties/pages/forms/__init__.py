"""Forms of the diary: two fields for the deputy, and whose page it is for the clerk."""

from django import forms
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from deputies.models import Person
from supervision.duties import actions
from supervision.duties.models import DiaryEntry
from supervision.duties.queries.diary import twin_of
from supervision.duties.rules import can_write
from tianmen_congress.base.campaigns.queries import current_campaign, why_out_of_period
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.fields import DayField, NoteField, doubt_day
from tianmen_congress.base.ui.forms import Row, Section, VersionedForm
from tianmen_congress.base.ui.lookups import LookupField
from tianmen_congress.base.ui.steps import StepForm

PICTURES = "image/jpeg,image/png,image/webp"


def _photo(label: str) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=False,
        widget=forms.FileInput({"accept": PICTURES, "data-keep": ""}),
        help_text="可用手机当场拍照；照片中的位置信息会被去掉",
    )


class OwnDiaryForm(VersionedForm):
    """A deputy writes his own: day and words, and a photo if he likes."""

    day = DayField(label="日期", allow_future=False)
    text = NoteField(label="做了什么", rows=6, max_length=2000)
    photo_file = _photo("照片")
    layout = (Section("履职日志", "day", "text", "photo_file"),)

    class Meta(VersionedForm.Meta):
        model = DiaryEntry
        fields = ["day", "text"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.initial.get("day"):
            self.initial["day"] = today()

    def clean(self) -> dict:
        data = super().clean()
        why = why_out_of_period(current_campaign(), data.get("day"), "日期")
        doubt_day(self, "day", why)
        if not self.errors and self._is_there_already(data):
            self.add_error("text", "这一天已经有同样内容的日志")
        return data

    def _is_there_already(self, data: dict) -> bool:
        whose = self.instance.person if self.instance.person_id else data["person"]
        same = {"person": whose, "day": data["day"], "text": data["text"]}
        return twin_of(DiaryEntry(pk=self.instance.pk, **same)) is not None

    def done(self) -> bool:
        """Whether everything was right and is stored."""
        if not self.is_valid():
            return False
        try:
            with transaction.atomic():
                photo = self.cleaned_data["photo_file"]
                actions.save_entry(self.instance, by=self.user, photo=photo)
        except ValidationError as refusal:
            self._refused(refusal)
        except PermissionDenied as refusal:
            self.add_error(None, str(refusal))
        return not self.errors

    def _refused(self, refusal: ValidationError) -> None:
        told = getattr(refusal, "message_dict", {None: refusal.messages})
        for name, words in told.items():
            at = "photo_file" if name == "photo" else name
            self.add_error(at if at in self.fields else None, words)


class PaperDiaryForm(OwnDiaryForm):
    """The clerk writes from the paper book of a deputy."""

    person = LookupField("diary-deputies", label="代表")
    photo_file = _photo("手册页的照片")
    layout = (
        Section("谁的手册", Row("person", "page_number")),
        Section("履职日志", "day", "text", "photo_file"),
    )

    class Meta(OwnDiaryForm.Meta):
        fields = ["person", "page_number", "day", "text"]
        help_texts = {"page_number": "如 12，便于和手册核对"}

    def clean_person(self) -> Person:
        person = self.cleaned_data["person"]
        if not can_write(self.user, person):
            raise ValidationError(f"您不能代{person}记日志：不在您的小组或乡镇")
        return person


class PaperChangeForm(OwnDiaryForm):
    """What was taken from paper is corrected; whose it is stays."""

    photo_file = _photo("手册页的照片")
    layout = (Section("履职日志", Row("day", "page_number"), "text", "photo_file"),)

    class Meta(OwnDiaryForm.Meta):
        fields = ["day", "page_number", "text"]


class VoidDiaryForm(StepForm):
    title, save_label = "作废日志", "确认作废"
    reason = NoteField(label="作废原因", rows=2, max_length=200)

    def __init__(self, *args, entry: DiaryEntry, **kwargs):
        super().__init__(*args, **kwargs)
        self.entry = entry

    def act(self) -> DiaryEntry:
        return actions.void_entry(self.entry, by=self.user, **self.cleaned_data)
