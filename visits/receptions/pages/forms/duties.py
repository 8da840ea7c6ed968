"""One duty of a roster: put in, changed, taken out, changed with another deputy's."""

from django import forms

from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.conflicts import Contested
from tianmen_congress.base.ui.fields import DayField
from tianmen_congress.base.ui.forms import Row, Section
from tianmen_congress.base.ui.lookups import LookupField
from tianmen_congress.base.ui.steps import StepForm
from visits.receptions import actions
from visits.receptions.models import Duty, DutyPlan, DutySwap, SwapRequest
from visits.receptions.queries.rosters import askable

from .rosters import hour

CHANGED = "您打开之后这次值班已被别人修改，现在是{}。请核对后再提交。"


class OfDutyForm(Contested, StepForm):
    """A step about a duty that others change too."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, duty: Duty | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.duty = duty
        self.fields["version"].initial = duty.version if duty else None

    def clean(self) -> dict:
        data = super().clean()
        seen = data.pop("version", None)
        if self.duty:
            stored = self._stored()
            if seen != stored.version:
                self._told_of_changes(stored)
        return data

    def _stored(self) -> Duty:
        # unscoped: the page's own row, to be locked
        rows = Duty.objects.select_for_update(of=["self"]).select_related("person")
        return rows.get(pk=self.duty.pk)

    def _told_of_changes(self, stored: Duty) -> None:
        names = [n for n in self.fields if n != "version" and hasattr(stored, n)]
        lines = (self.difference(name, getattr(stored, name)) for name in names)
        self.saved_meanwhile(
            [line for line in lines if line],
            seen={"version": stored.version},
            told=CHANGED.format(f"{stored}（{stored.hours}）"),
        )


class DutyForm(OfDutyForm):
    """One deputy on one day."""

    title, save_label = "安排值班", "保存"
    person = LookupField("receiving-deputies", label="接待代表")
    day = DayField(label="值班日期")
    start, finish = hour("从"), hour("到")
    note = forms.CharField(label="备注", max_length=100, required=False)
    layout = (Section("值班", Row("person", "day", "start", "finish"), "note"),)

    def __init__(self, *args, plan: DutyPlan, duty: Duty | None = None, **kwargs):
        super().__init__(*args, duty=duty, **kwargs)
        self.plan = plan
        known = duty or plan.duties.first()
        if known:
            names = ("start", "finish", *(("person", "day", "note") if duty else ()))
            self.initial |= {name: getattr(known, name) for name in names}

    def act(self) -> Duty:
        facts = self.cleaned_data
        if self.duty:
            return actions.change_duty(self.duty, by=self.user, **facts)
        return actions.add_duty(self.plan, by=self.user, **facts)


class DropDutyForm(OfDutyForm):
    title, save_label = "删除值班", "确认删除"
    layout = ()

    def act(self) -> None:
        actions.drop_duty(self.duty, by=self.user)


class DutyChoice(forms.ModelChoiceField):
    """Whose duty, when and where."""

    def label_from_instance(self, duty: Duty) -> str:
        return f"{duty.person}　{duty.day}　{duty.hours}　{duty.plan.place}"


class SwapForm(OfDutyForm):
    """换班: with whose duty, and when he agreed."""

    title, save_label = "换班", "登记换班"
    other = DutyChoice(None, label="与谁的值班对换")
    agreed_on = DayField(label="对方同意日期", allow_future=False)
    layout = (Section("换班", Row("other", "agreed_on")),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        others = self.duty.plan.duties.exclude(person=self.duty.person)
        self.fields["other"].queryset = others.select_related("person", "plan__place")
        self.fields["agreed_on"].initial = today()

    def act(self) -> DutySwap:
        return actions.swap_duties(self.duty, by=self.user, **self.cleaned_data)


class AskSwapForm(OfDutyForm):
    """A deputy asks another: he agrees or refuses on his own page."""

    title, save_label = "申请换班", "提出换班"
    other = DutyChoice(
        None,
        label="与谁的值班对换",
        help_text="对方收到消息，同意后两次值班对换；对方没有账号的，请联络员登记换班",
    )
    reason = forms.CharField(label="说明", max_length=100, required=False)
    layout = (Section("换班", "other", "reason"),)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["other"].queryset = askable(self.duty)

    def act(self) -> SwapRequest:
        self.made = actions.ask_swap(self.duty, by=self.user, **self.cleaned_data)
        return self.made


class AnswerSwapForm(StepForm):
    """Yes or no to what stands above it."""

    save_label = "确定"
    answer = forms.ChoiceField(
        label="是否同意换班",
        choices=[("yes", "同意"), ("no", "不同意")],
        widget=forms.RadioSelect,
    )
    layout = ("answer",)

    def __init__(self, *args, wish: SwapRequest, **kwargs):
        super().__init__(*args, **kwargs)
        self.wish = wish

    def act(self) -> SwapRequest:
        is_agreed = self.cleaned_data["answer"] == "yes"
        return actions.answer_swap(self.wish, by=self.user, is_agreed=is_agreed)


class WithdrawSwapForm(StepForm):
    """He who asked takes it back."""

    title, save_label = "撤回换班", "确认撤回"
    layout = ()

    def __init__(self, *args, wish: SwapRequest, **kwargs):
        super().__init__(*args, **kwargs)
        self.wish = wish

    def act(self) -> SwapRequest:
        return actions.withdraw_swap(self.wish, by=self.user)
