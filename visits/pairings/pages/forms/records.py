"""What was done in a pairing: filled in by telephone, or by the clerk for the deputy."""

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.fields import DayField, NoteField, doubt_day
from tianmen_congress.base.ui.forms import Row, Section, VersionedForm
from tianmen_congress.base.ui.steps import StepForm
from visits.pairings import actions
from visits.pairings.checks import faults_of, twin_of
from visits.pairings.enums import AidKind, AidState, DeedKind, Witness
from visits.pairings.models import (
    Aid,
    Deed,
    Effect,
    HouseholdPairing,
    OfficialHelper,
    PairingRecord,
)

PICTURES = "image/jpeg,image/png,image/webp"


def _seg(name: str) -> Div:
    return Div(name, css_class="seg")


def _file_field(label: str, accept: str, help_text: str) -> forms.FileField:
    return forms.FileField(
        label=label,
        required=False,
        widget=forms.FileInput({"accept": accept, "data-keep": ""}),
        help_text=help_text,
    )


class RecordForm(VersionedForm):
    """One record of a pairing, new or changed; files are added, never taken away."""

    uploads: tuple[str, ...] = ()
    noun = ""

    @property
    def title(self) -> str:
        return f"修改{self.noun}" if self.instance.pk else f"登记{self.noun}"

    def clean(self) -> dict:
        data = super().clean()
        if not self.errors:
            self._tell_what_cannot_be(data)
        return data

    def _tell_what_cannot_be(self, data: dict) -> None:
        for name in self._meta.fields:
            setattr(self.instance, name, data[name])
        for name, why in faults_of(self.instance).items():
            self.add_error(name, why)

    def done(self) -> bool:
        """Whether everything was right and is stored."""
        if not self.is_valid():
            return False
        files = {name: self.cleaned_data.get(f"{name}_file") for name in self.uploads}
        try:
            with transaction.atomic():
                actions.save_record(self.instance, by=self.user, **files)
        except ValidationError as refusal:
            self._refused(refusal)
        return not self.errors

    def _refused(self, refusal: ValidationError) -> None:
        told = getattr(refusal, "message_dict", {None: refusal.messages})
        for name, words in told.items():
            at = f"{name}_file" if name in self.uploads else name
            self.add_error(at if at in self.fields else None, words)


class AidForm(RecordForm):
    noun = "帮扶措施"
    layout = (
        Section("措施", _seg("kind"), "detail", Row("cost", "fund")),
        Section("时间与进度", Row("begun_on", "due_on"), _seg("state"), "done_on"),
    )

    class Meta(VersionedForm.Meta):
        model = Aid
        fields = [
            *("kind", "detail", "cost", "fund", "begun_on", "due_on"),
            *("state", "done_on"),
        ]
        help_texts = {
            "detail": "如 养鸡200只",
            "done_on": "进度为“已完成”的填写",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, choices in (("kind", AidKind), ("state", AidState)):
            self.fields[name] = _radios(self.fields[name], choices)
        if not self.instance.pk:
            self.initial["begun_on"] = today()

    def clean(self) -> dict:
        data = super().clean()
        is_done = data.get("state") == AidState.DONE
        if is_done and not data.get("done_on") and "done_on" not in self.errors:
            self.add_error("done_on", "已完成的请填写完成日期")
        if not is_done and data.get("done_on"):
            self.add_error("done_on", "填了完成日期的，进度请选“已完成”")
        for name in ("due_on", "done_on"):
            self._clean_order(data, name)
        return data

    def _clean_order(self, data: dict, name: str) -> None:
        begun, day = data.get("begun_on"), data.get(name)
        if begun and day and day < begun:
            self.add_error(name, f"不能早于措施日期（{begun}）")


class EffectForm(RecordForm):
    noun, uploads = "帮扶成效", ("scan",)
    scan_file = _file_field(
        "签字扫描件", f"{PICTURES},application/pdf", "农户签字页的照片或PDF"
    )
    layout = (
        Section("成效", "aid", Row("day", "gain"), "note"),
        Section("农户签字", "signed_on", "scan_file"),
    )

    class Meta(VersionedForm.Meta):
        model = Effect
        fields = ["aid", "day", "gain", "note", "signed_on"]
        error_messages = {"aid": {"required": "请选择帮扶措施：没有措施的不能登记成效"}}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        aids = self.instance.pairing.aids.standing()
        self.fields["aid"].queryset = aids
        if not self.instance.pk:
            self.initial["day"] = today()

    def clean(self) -> dict:
        data = super().clean()
        day, signed = data.get("day"), data.get("signed_on")
        if day and signed and signed < day:
            self.add_error("signed_on", f"不能早于成效日期（{day}）")
        if data.get("scan_file") and not signed and "signed_on" not in self.errors:
            self.add_error("signed_on", "上传签字扫描件的请填写农户签字日期")
        return data


class DeedForm(RecordForm):
    noun, uploads = "办实事", ("photo",)
    photo_file = _file_field(
        "照片", PICTURES, "可用手机当场拍照；照片中的位置信息会被去掉"
    )
    layout = (
        Section(
            "实事", _seg("kind"), "what", Row("day", "value", "unit"), "photo_file"
        ),
        Section("确认", _seg("witness"), Row("confirmed_name", "confirmed_on")),
    )

    class Meta(VersionedForm.Meta):
        model = Deed
        fields = [
            *("kind", "what", "day", "value", "unit"),
            *("witness", "confirmed_name", "confirmed_on"),
        ]
        help_texts = {
            "what": "如 介绍到镇服装厂务工",
            "value": "可以折算数量的填写，如 2",
            "unit": "如 元、人、条、公斤",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"] = _radios(self.fields["kind"], DeedKind)
        self.fields["witness"] = _radios(
            self.fields["witness"], [("", "尚未确认"), *Witness.choices]
        )
        if not self.instance.pk:
            self.initial["day"] = today()

    def clean(self) -> dict:
        data = super().clean()
        self._clean_value(data)
        self._clean_witness(data)
        if not self.errors and (twin := twin_of(self.instance)):
            who = twin.pairing.person
            doubt_day(self, "day", f"{who}同一天已为这户登记同样的实事（{twin}）")
        return data

    def _clean_value(self, data: dict) -> None:
        if data.get("value") is not None and not data.get("unit"):
            self.add_error("unit", "填了数量的请填写单位，如 元、人、条")
        if (
            data.get("unit")
            and data.get("value") is None
            and "value" not in self.errors
        ):
            self.add_error("value", "填了单位的请填写数量")

    def _clean_witness(self, data: dict) -> None:
        told = {name: data.get(name) for name in ("confirmed_name", "confirmed_on")}
        if not data.get("witness") and any(told.values()):
            self.add_error("witness", "请选择由谁确认")
        for name, value in told.items():
            if data.get("witness") and not value and name not in self.errors:
                self.add_error(name, f"请填写{self.fields[name].label}")
        day, confirmed = data.get("day"), told["confirmed_on"]
        if confirmed and confirmed > today():
            self.add_error("confirmed_on", f"不能晚于今天（{today()}）")
        elif confirmed and day and confirmed < day:
            self.add_error("confirmed_on", f"不能早于办理日期（{day}）")


def _radios(field: forms.Field, choices) -> forms.ChoiceField:
    """The choices as buttons, without the empty one."""
    choices = getattr(choices, "choices", choices)
    return forms.ChoiceField(
        label=field.label,
        choices=choices,
        required=field.required,
        initial=field.initial,
        widget=forms.RadioSelect,
        error_messages={"required": f"请选择{field.label}"},
    )


class VoidForm(StepForm):
    save_label = "确认作废"
    reason = NoteField(label="作废原因", rows=2, max_length=200)

    def __init__(self, *args, record: PairingRecord, **kwargs):
        super().__init__(*args, **kwargs)
        self.record = record
        self.title = f"作废{record._meta.verbose_name}"

    def act(self) -> PairingRecord:
        return actions.void_record(self.record, by=self.user, **self.cleaned_data)


class HelperForm(StepForm):
    """The household's official helper, or his successor."""

    title = "登记帮扶责任人"
    name = forms.CharField(label="帮扶责任人", max_length=40)
    unit = forms.CharField(label="帮扶单位", max_length=80, required=False)
    affiliation = forms.ChoiceField(
        label="隶属", required=False, widget=forms.RadioSelect
    )
    phone = forms.CharField(label="联系电话", max_length=20, required=False)
    since = DayField(label="帮扶起始日期", allow_future=False)
    layout = (
        Section(
            "帮扶责任人",
            Row("name", "phone"),
            "unit",
            _seg("affiliation"),
            "since",
        ),
    )

    def __init__(self, *args, pairing: HouseholdPairing, **kwargs):
        super().__init__(*args, **kwargs)
        self.pairing = pairing
        column = OfficialHelper._meta.get_field("affiliation")
        self.fields["affiliation"].choices = column.choices
        self.fields["since"].initial = today()

    def act(self) -> OfficialHelper:
        helper = OfficialHelper(**self.cleaned_data)
        return actions.name_helper(helper, pairing=self.pairing, by=self.user)
