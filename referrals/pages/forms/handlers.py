"""Whom to call at a handling unit."""

from django import forms

from referrals import actions
from referrals.models import HandlingUnit
from referrals.queries.handlers import HANDLERS
from referrals.workflow import MoveRefused
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ
from tianmen_congress.base.accounts.succession import of_organs
from tianmen_congress.base.ui.fields import DayField
from tianmen_congress.base.ui.forms import Row, Section, VersionedForm
from tianmen_congress.base.ui.steps import StepForm


class UnitForm(VersionedForm):
    layout = (
        Section("责任人", Row("contact", "phone")),
        Section("状态", "is_member", "closed_on"),
    )

    class Meta(VersionedForm.Meta):
        model = HandlingUnit
        fields = ["contact", "phone", "is_member", "closed_on"]
        help_texts = {
            "is_member": "新建会议时请这些单位参会",
            "closed_on": "单位撤销或者改名的，填写日期；改名后另行登记新单位",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and self.instance.organ.kind != OrganKind.UNIT:
            # Only city units take part in the conference.
            del self.fields["is_member"]

    @property
    def helper(self):
        if "is_member" not in self.fields:
            self.layout = (self.layout[0], Section("状态", "closed_on"))
        return super().helper

    def take(self) -> bool:
        try:
            self.write()
        except MoveRefused as refusal:
            self.add_error(None, str(refusal))
            return False
        return True

    def write(self) -> HandlingUnit:
        return actions.change_unit(self.instance, by=self.user)


class MergeUnitForm(StepForm):
    title, save_label = "并入其他单位", "确认并入"
    into = forms.ModelChoiceField(None, label="并入的单位")
    on = DayField(
        label="自何日起并入",
        allow_future=False,
        help_text="从这一天起没有原单位；已经办结和已经答复的仍记在原单位名下",
    )
    layout = (Section("并入", Row("into", "on")),)

    def __init__(self, *args, unit: HandlingUnit, **kwargs):
        super().__init__(*args, **kwargs)
        self.unit = unit
        rows = Organ.objects.filter(kind=unit.organ.kind, until=None)
        self.fields["into"].queryset = rows.exclude(pk=unit.organ_id)

    def act(self) -> None:
        moved = actions.merge_unit(self.unit.organ, by=self.user, **self.cleaned_data)
        self.moved = of_organs.in_words(moved)


class NewUnitForm(UnitForm):
    name = forms.CharField(
        label="新单位全称",
        max_length=80,
        required=False,
        help_text="市直单位；乡镇政府和村委会从右边选择",
    )
    organ = forms.ModelChoiceField(None, label="或者已有机构", required=False)
    layout = (
        Section("单位", Row("name", "organ")),
        Section("责任人", Row("contact", "phone")),
        Section("状态", "is_member"),
    )

    class Meta(UnitForm.Meta):
        fields = ["contact", "phone", "is_member"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        rows = Organ.objects.filter(kind__in=HANDLERS, handling_unit=None, until=None)
        self.fields["organ"].queryset = rows.order_by("kind", "order", "pk")

    def clean(self):
        data = super().clean()
        if bool(data.get("name")) == bool(data.get("organ")):
            self.add_error("name", "请填写新单位全称，或者选择已有机构，只填一项")
        return data

    def write(self) -> HandlingUnit:
        data = self.cleaned_data
        given = {"name": data["name"], "organ": data["organ"]}
        return actions.open_unit(self.instance, by=self.user, **given)
