"""Projects of a paired village, and the income of its years."""

from decimal import Decimal

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction

from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.fields import NoteField
from tianmen_congress.base.ui.forms import PageModelForm, Row, Section, VersionedForm
from tianmen_congress.base.ui.photos import PhotosField
from tianmen_congress.base.ui.steps import StepForm
from visits.pairings.enums import Fund
from visits.support import actions
from visits.support.actions.incomes import same_as_last_year
from visits.support.models import NUMBERS, VillageIncome, VillageProject


def _refused(form: forms.BaseForm, refusal: ValidationError) -> None:
    told = getattr(refusal, "error_dict", None) or {}
    if told and told.keys() <= form.fields.keys():
        form.add_error(None, refusal)
    else:
        form.add_error(None, refusal.messages)


class ProjectForm(VersionedForm):
    funds = forms.MultipleChoiceField(
        label="资金来源",
        choices=Fund,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    photos = PhotosField(label="照片", required=False)
    layout = (
        Section("项目", "name", Row("kind", "cost"), Div("funds", css_class="seg")),
        Section("进度", Row("state", "started_on", "ended_on")),
        Section("成效", Row("yearly_gain", "households"), "trouble", "photos"),
    )

    class Meta(VersionedForm.Meta):
        model = VillageProject
        fields = [
            *("name", "kind", "cost", "funds", "state", "started_on", "ended_on"),
            *("yearly_gain", "households", "trouble"),
        ]
        help_texts = {"name": "如 30千瓦光伏电站", "trouble": "如 流动资金不足"}

    @property
    def title(self) -> str:
        return "修改项目" if self.instance.pk else "登记项目"

    def clean(self) -> dict:
        data = super().clean()
        started, ended = data.get("started_on"), data.get("ended_on")
        if started and ended and ended < started:
            self.add_error("ended_on", f"不能早于开工日期（{started}）")
        return data

    def done(self) -> bool:
        """Whether everything was right and is stored."""
        if not self.is_valid():
            return False
        photos = self.cleaned_data["photos"]
        try:
            with transaction.atomic():
                actions.save_project(self.instance, by=self.user, photos=photos)
        except ValidationError as refusal:
            _refused(self, refusal)
        return not self.errors


class VoidProjectForm(StepForm):
    title, save_label = "作废项目", "确认作废"
    reason = NoteField(label="作废原因", rows=2, max_length=200)

    def __init__(self, *args, project: VillageProject, **kwargs):
        super().__init__(*args, **kwargs)
        self.project = project

    def act(self) -> VillageProject:
        return actions.void_project(self.project, by=self.user, **self.cleaned_data)


class IncomeForm(PageModelForm):
    """A year's line of the series, or the one that stands for a wrong one."""

    sure = forms.BooleanField(required=False, label="核对过，与上年完全相同，无误")
    parts = Section(
        "收入和支出（万元）",
        Row("operating", "contracted", "invest"),
        Row("subsidy", "other", "spend"),
        "is_audited",
    )

    class Meta(PageModelForm.Meta):
        model = VillageIncome
        fields = ["year", *NUMBERS, "is_audited", "reason"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in NUMBERS:
            self.fields[name].required = False
        self.is_correction = self.instance.corrects_id is not None
        head = "reason" if self.is_correction else "year"
        del self.fields["year" if self.is_correction else "reason"]
        self.layout = (Section("年度", head), self.parts)
        if not self.is_correction:
            self.initial["year"] = today().year - 1

    def clean(self) -> dict:
        data = super().clean()
        for name in NUMBERS:
            if data.get(name) is None and name not in self.errors:
                data[name] = Decimal(0)
        if self.is_correction and not data.get("reason", "").strip():
            self.add_error("reason", "请填写更正原因")
        return data

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors or self.cleaned_data.get("sure"):
            return
        if before := same_as_last_year(self.instance):
            self.layout = (*self.layout, Section("请核对", "sure"))
            self.add_error(
                "sure",
                f"各项与{before.year}年完全相同，像是照抄的；确实相同的，请勾选",
            )

    def done(self) -> bool:
        """Whether everything was right and is stored."""
        if not self.is_valid():
            return False
        try:
            with transaction.atomic():
                actions.record_income(self.instance, by=self.user)
        except ValidationError as refusal:
            _refused(self, refusal)
        return not self.errors
