"""Forms about people and mandates; each saves through one action."""

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from deputies import actions, rules
from deputies.checks import why_odd_term, why_too_young
from deputies.enums import EndReason, Tier
from deputies.models import Congress, Mandate, Person, PersonMatch
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import CellTrouble, month
from tianmen_congress.base.cells.usual import BORN
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui.fields import DayField, DoubtedInput, doubt_day
from tianmen_congress.base.ui.forms import Row, Section, VersionedForm
from tianmen_congress.base.ui.steps import StepForm
from tianmen_congress.base.workbooks.typed import RosterTexts


class MonthField(DayField):
    """The month of a birth in any of the usual ways; 1964.1 alone is refused, it may be
    October."""

    widget = DoubtedInput

    def __init__(self, **kwargs):
        super().__init__(usual=BORN, **kwargs)

    def prepare_value(self, value):
        return f"{value:%Y-%m}" if hasattr(value, "year") else value

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            return month(str(value)[:40])
        except CellTrouble as trouble:
            raise ValidationError(f"{trouble.reason}。") from None

    def in_words(self, value) -> str:
        return f"{value:%Y-%m}"

    def has_changed(self, initial, data):
        return str(self.prepare_value(initial) or "") != str(data or "")


class PersonForm(RosterTexts, VersionedForm):
    birth_month = MonthField(label="出生年月", required=False, help_text="如 1964-10")

    layout = (
        Section("基本情况", Row("name", "sex", "ethnicity", "birth_month")),
        Section("身份", Row("education", "party"), "work"),
        Section("联系", Row("phone", "note")),
    )

    class Meta(VersionedForm.Meta):
        model = Person
        fields = [
            "name",
            "sex",
            "ethnicity",
            "birth_month",
            "education",
            "party",
            "work",
            "phone",
            "note",
        ]

    def clean_birth_month(self):
        born = self.cleaned_data["birth_month"]
        seats = self.instance.mandates if self.instance.pk else Mandate.objects.none()
        first = seats.exclude(since=None).order_by("since").first()
        reason = why_too_young(born, today(), "到今天")
        if first and not reason:
            reason = why_too_young(born, first.since, f"{first.congress}任职时")
        if reason:
            raise ValidationError(f"{reason}。")
        return born

    def save(self) -> Person:
        return actions.edit_person(self.instance, by=self.user)


class MandateForm(VersionedForm):
    """A mandate of `person`; a new one when it has no row yet."""

    layout = (
        Section(
            "代表职务",
            Row("congress", "township"),
            Row("delegation", "electoral_unit"),
            Row("roster_number", "since"),
        ),
    )

    class Meta(VersionedForm.Meta):
        model = Mandate
        fields = [
            "congress",
            "township",
            "delegation",
            "electoral_unit",
            "roster_number",
            "since",
        ]
        help_texts = {"township": "乡镇人大代表不必选，就是该届人大的乡镇"}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["township"].queryset = Division.objects.homes().current()
        self.fields["congress"].queryset = congresses(self.user)

    def clean(self) -> dict:
        data = super().clean()
        congress = data.get("congress")
        if congress and congress.tier == Tier.TOWNSHIP:
            data["township"] = congress.division
        if congress and self._is_held_already(congress):
            self.add_error("congress", "此人在该届已有代表职务。")
        since, until = data.get("since"), self.instance.until
        born = self.instance.person.birth_month if self.instance.person_id else None
        if reason := why_too_young(born, since, "任职起时"):
            self.add_error("since", f"{reason}任职起和出生年月。")
        if since and until and since > until:
            self.add_error("since", f"任职起不能晚于任职止（{until:%Y-%m-%d}）。")
        if congress:
            doubt_day(self, "since", why_odd_term(since, until, congress))
        return data

    def _is_held_already(self, congress: Congress) -> bool:
        if not self.instance.person_id:
            return False
        others = self.instance.person.mandates.exclude(pk=self.instance.pk)
        return others.filter(congress=congress).exists()

    def save(self) -> Mandate:
        return actions.save_mandate(self.instance, by=self.user)


def congresses(user: User) -> QuerySet[Congress]:
    """Congresses whose rosters `user` keeps."""
    rows = Congress.objects.select_related("division")
    if rules.is_office(user):
        return rows
    return rows.filter(tier=Tier.TOWNSHIP, division__in=user.townships)


def add_deputy(person: PersonForm, mandate: MandateForm) -> Person:
    """Both halves of the page for a new deputy, or none."""
    return actions.add_person(person.instance, mandate.instance, by=person.user)


class MandateStepForm(StepForm):
    """A step in the life of one mandate."""

    def __init__(self, *args, mandate: Mandate, **kwargs):
        super().__init__(*args, **kwargs)
        self.mandate = mandate


# What becomes of what hangs on somebody who is no deputy any more.
END, STAY = "end", "stay"
WITH_IT = [(END, "一并终止"), (STAY, "保留，另行办理")]


class EndForm(MandateStepForm):
    title, save_label = "终止代表职务", "确认终止"
    until = DayField(label="终止日期", allow_future=False)
    reason = forms.ChoiceField(
        label="终止原因", choices=[("", "请选择"), *EndReason.choices]
    )
    announced_by = forms.CharField(label="公告机关", max_length=60, required=False)
    rest = forms.ChoiceField(
        label="名下的如何处理", widget=forms.RadioSelect, choices=WITH_IT
    )
    layout = (
        Section(
            "终止",
            Row("until", "announced_by"),
            "reason",
            Div("rest", css_class="seg"),
        ),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if found := actions.hanging_on(self.mandate):
            told = f"没有其他代表职务了，名下还有：{'、'.join(found)}"
            self.fields["rest"].help_text = f"{told}。提出的意见建议照常办理"
        else:
            del self.fields["rest"]
            self.layout = (Section("终止", Row("until", "announced_by"), "reason"),)

    def clean(self) -> dict:
        data, held = super().clean(), self.mandate
        why = why_odd_term(held.since, data.get("until"), held.congress)
        doubt_day(self, "until", why)
        return data

    def act(self) -> Mandate:
        data = dict(self.cleaned_data)
        ends_rest = data.pop("rest", "") == END
        ended = actions.end_mandate(self.mandate, by=self.user, **data)
        if ends_rest:
            until = data["until"]
            actions.end_what_hangs(ended.person, by=self.user, until=until)
        return ended


class SuspendForm(MandateStepForm):
    title, save_label = "暂停执行代表职务", "确认暂停"
    since = DayField(label="自何日起暂停", allow_future=False)

    def act(self) -> Mandate:
        return actions.suspend_mandate(self.mandate, by=self.user, **self.cleaned_data)


class ResumeForm(MandateStepForm):
    title, save_label = "恢复执行代表职务", "确认恢复"
    until = DayField(label="暂停至何日（含当日）", allow_future=False)

    def act(self) -> Mandate:
        return actions.resume_mandate(self.mandate, by=self.user, **self.cleaned_data)


class AccountForm(StepForm):
    """The account of one deputy, as the office proposes it."""

    title, save_label = "提出登录账号", "提出"
    username = forms.SlugField(
        label="用户名",
        max_length=60,
        help_text="登录用，字母、数字和连字符。本人已有账号（如兼任联络员）的，填该账号。",
        error_messages={"invalid": "用户名只能用字母、数字、连字符和下划线"},
    )
    layout = (Section("账号", "username"),)

    def __init__(self, *args, person: Person, **kwargs):
        super().__init__(*args, **kwargs)
        self.person = person

    def act(self) -> None:
        username = self.cleaned_data["username"]
        actions.propose_account(
            self.person, by=self.user, username=username, phone=self.person.phone
        )


class MatchForm(StepForm):
    """A decision on a pair that looks like one person."""

    def __init__(self, *args, match: PersonMatch, **kwargs):
        super().__init__(*args, **kwargs)
        self.match = match


class SameForm(MatchForm):
    title, save_label = "确认是同一人", "确认是同一人，合并2条记录"
    question = (
        "后登记的一条将并入先登记的一条：代表职务、小组、活动、走访和结对都归到先登记的"
        "名下。合并后不能撤销，确定是同一人吗？"
    )

    def act(self) -> Person:
        return actions.confirm_same(self.match, by=self.user)


class DifferentForm(MatchForm):
    title, save_label = "确认不是同一人", "确认不是同一人"
    question = "这两位代表以后不再列为疑似同一人，确定吗？"

    def act(self) -> PersonMatch:
        return actions.confirm_different(self.match, by=self.user)
