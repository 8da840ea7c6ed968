"""Making a roster by rule, changing it, changing turns."""

from datetime import date

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError

from deputies.models import Person
from groups.places.models import Place
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import first_of_quarter
from tianmen_congress.base.ui.fields import CountField, DayField
from tianmen_congress.base.ui.forms import Row, Section
from tianmen_congress.base.ui.steps import StepForm
from visits.receptions import actions
from visits.receptions.actions.rosters import DutyRule, first_of_next
from visits.receptions.enums import Weekday
from visits.receptions.models import DutyPlan
from visits.receptions.queries.rosters import in_turn, plan_group

WEEKLY, MONTHLY = "weekly", "monthly"


def hour(label: str) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "请按 9:00 的写法填写时间"},
    )


def quarters() -> list[tuple[str, str]]:
    """This one and the two after it."""
    first = first_of_quarter(today())
    found = []
    for _ in range(3):
        found.append((str(first), DutyPlan(quarter=first).quarter_in_words))
        first = first_of_next(first)
    return found


class PlanForm(StepForm):
    """A quarter, and by what rule its days and deputies come."""

    title, save_label = "编制接待安排表", "生成安排表"
    quarter = forms.ChoiceField(label="季度", widget=forms.RadioSelect)
    every = forms.ChoiceField(
        label="接待日",
        choices=[(WEEKLY, "每周"), (MONTHLY, "每月")],
        initial=MONTHLY,
        widget=forms.RadioSelect,
    )
    weekday = forms.ChoiceField(
        label="每周的星期几", choices=[("", "—"), *Weekday.choices], required=False
    )
    day_of_month = CountField(
        label="每月的几日", required=False, initial=20, min_value=1, max_value=28
    )
    start, finish = hour("从"), hour("到")
    many = CountField(label="每次几名代表", initial=2, min_value=1, max_value=5)
    people = forms.ModelMultipleChoiceField(
        None,
        label="轮流接待的代表",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "请选择轮流接待的代表"},
    )
    layout = (
        Section(
            "接待日",
            Div("quarter", css_class="seg"),
            Div("every", css_class="seg"),
            Row("weekday", "day_of_month", "start", "finish"),
        ),
        Section("代表", "many", Div("people", css_class="seg")),
    )

    def __init__(self, *args, place: Place, **kwargs):
        super().__init__(*args, **kwargs)
        self.place = place
        self.fields["quarter"].choices = quarters()
        self.fields["quarter"].initial = quarters()[0][0]
        self.fields["start"].initial, self.fields["finish"].initial = "09:00", "11:00"
        people = in_turn(plan_group(place), township=place.township, on=today())
        keys = [person.pk for person in people]
        # unscoped: deputies of the group whose roster it is
        self.fields["people"].queryset = Person.objects.filter(pk__in=keys)
        self.fields["people"].initial = keys if plan_group(place) else []
        self.turn = people

    def clean(self) -> dict:
        data = super().clean()
        wanted = {WEEKLY: "weekday", MONTHLY: "day_of_month"}.get(data.get("every"))
        if wanted and not data.get(wanted) and wanted not in self.errors:
            self.add_error(wanted, f"请填写{self.fields[wanted].label}")
        start, finish = data.get("start"), data.get("finish")
        if start and finish and finish <= start:
            self.add_error("finish", "结束时间须晚于开始时间")
        return data

    def act(self) -> DutyPlan:
        data = self.cleaned_data
        is_weekly = data["every"] == WEEKLY
        rule = DutyRule(
            start=data["start"],
            finish=data["finish"],
            weekday=int(data["weekday"]) if is_weekly else None,
            day_of_month=None if is_weekly else data["day_of_month"],
            many=data["many"],
        )
        chosen = [person for person in self.turn if person in data["people"]]
        quarter = date.fromisoformat(data["quarter"])
        try:
            self.made = actions.make_plan(
                self.place, quarter, rule, by=self.user, people=chosen
            )
        except ValidationError as refusal:
            raise _at(refusal, person="people") from None
        return self.made


def _at(refusal: ValidationError, **names: str) -> ValidationError:
    """The refusal at the fields of this page."""
    if not hasattr(refusal, "error_dict"):
        return refusal
    told = refusal.error_dict
    return ValidationError({names.get(name, name): told[name] for name in told})


class PublishForm(StepForm):
    title, save_label = "公布安排表", "登记公布"
    published_on = DayField(label="公布日期", allow_future=False)
    layout = (Section("公布", "published_on"),)

    def __init__(self, *args, plan: DutyPlan, **kwargs):
        super().__init__(*args, **kwargs)
        self.plan = plan
        self.fields["published_on"].initial = today()

    def act(self) -> DutyPlan:
        return actions.publish_plan(self.plan, by=self.user, **self.cleaned_data)
