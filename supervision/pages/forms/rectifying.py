"""Answering a finding, and looking at it again."""

from django import forms

from supervision import actions
from supervision.models import Finding, Rectification
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.fields import DayField, NoteField
from tianmen_congress.base.ui.steps import StepForm

VERDICTS = [("yes", "整改到位，销号"), ("no", "没有到位，继续整改")]


class FindingStepForm(StepForm):
    """A step about one finding."""

    def __init__(self, *args, finding: Finding, **kwargs):
        super().__init__(*args, **kwargs)
        self.finding = finding


class AnswerForm(FindingStepForm):
    title, save_label = "填报整改情况", "报送整改情况"
    text = NoteField(
        label="整改情况", rows=4, max_length=2000, help_text="做了什么，现在怎样"
    )
    answered_on = DayField(label="整改日期", allow_future=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["answered_on"].initial = today()

    def act(self) -> Rectification:
        return actions.answer_finding(self.finding, by=self.user, **self.cleaned_data)


class RecheckForm(FindingStepForm):
    title, save_label = "复查整改情况", "保存复查结论"
    verdict = forms.ChoiceField(
        label="复查结论", choices=VERDICTS, widget=forms.RadioSelect
    )
    remark = NoteField(label="复查意见", rows=3, max_length=2000, required=False)
    due_on = DayField(
        label="新的整改期限", required=False, help_text="没有到位的，填写新的期限"
    )
    rechecked_on = DayField(label="复查日期", allow_future=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["rechecked_on"].initial = today()

    def clean(self) -> dict:
        data = super().clean()
        if data.get("verdict") == "no":
            self._ask_for_the_rest(data)
        return data

    def _ask_for_the_rest(self, data: dict) -> None:
        if not data.get("remark"):
            self.add_error("remark", "没有到位的，请写明还差什么")
        due_on = data.get("due_on")
        if due_on is None and "due_on" not in self.errors:
            self.add_error("due_on", "没有到位的，请填写新的整改期限")
        elif due_on and due_on < today():
            self.add_error("due_on", "新的整改期限不能早于今天")

    def act(self) -> Rectification:
        data = self.cleaned_data
        return actions.recheck_finding(
            self.finding,
            by=self.user,
            is_settled=data["verdict"] == "yes",
            rechecked_on=data["rechecked_on"],
            remark=data["remark"],
            due_on=data["due_on"],
        )
