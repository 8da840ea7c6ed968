"""One reception on one page, as the clerk copies it from the book or types it on the spot."""

from datetime import date

from crispy_forms.layout import Div
from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict

from deputies.models import Person
from groups.places.models import Place
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.queries import current_campaign, why_out_of_period
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.fields import NoteField, doubt_day
from tianmen_congress.base.ui.forms import Row, Section, VersionedForm
from tianmen_congress.base.ui.lookups import LookupField
from visits.receptions import actions
from visits.receptions.checks import faults_of
from visits.receptions.enums import CameBy, Satisfied, Treatment
from visits.receptions.models import Reception
from visits.receptions.pages.parts import ReceptionPart, category_names, entry_parts
from visits.receptions.queries.rosters import duty_hours, on_duty
from visits.receptions.queries.standing import people_at

HEAD = Section(
    "接待",
    Row("held_on", "start", "finish", "recorder"),
    Div("channel", css_class="seg"),
    Div("deputies", css_class="seg"),
    "other",
)
VOTER = Section(
    "来访人",
    Row("voter_name", "sex", "phone", "party"),
    Row("address"),
    Row("is_own_district", "is_confidential", "is_anonymous"),
)
MATTER = Section("反映事项", "matter", Row("category", "extent"), "wish")
OUTCOME = Section(
    "处理",
    Row("outcome", "refusal"),
    "answer",
    Row("answered_by", "answered_on"),
    Row("passed_to", "passed_on"),
    Div("satisfied", css_class="seg"),
    "note",
)
FIELDS = [
    *("held_on", "start", "finish", "recorder", "channel", "deputies"),
    *("voter_name", "sex", "phone", "party", "address"),
    *("is_own_district", "is_confidential", "is_anonymous"),
    *("matter", "category", "extent", "wish", "outcome", "refusal", "answer"),
    *("answered_by", "answered_on", "passed_to", "passed_on", "satisfied", "note"),
]


def _hour() -> forms.TimeField:
    return forms.TimeField(
        required=False,
        widget=forms.TimeInput({"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "请按 9:00 的写法填写时间"},
    )


class ReceptionForm(VersionedForm):
    """Whom the deputies heard, what he said, and what they did with it."""

    start, finish = _hour(), _hour()
    deputies = forms.ModelMultipleChoiceField(
        None,
        label="接待代表",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "名单随接待日期有变化，请重新选择接待代表"},
    )
    other = LookupField(
        "receiving-deputies",
        label="其他接待代表",
        required=False,
        help_text="不在上面的，在这里补一名",
    )
    category = forms.ChoiceField(label="类别", required=False)
    matter = NoteField(
        label="反映的问题和意见建议",
        rows=4,
        max_length=4000,
        required=False,
        help_text="照来访人的原话和原意记，不写记录人的看法",
    )
    answer = NoteField(label="答复内容", rows=2, max_length=2000, required=False)
    satisfied = forms.ChoiceField(
        label="来访人意见",
        choices=Satisfied,
        required=False,
        widget=forms.RadioSelect,
        help_text="当场答复、告知其他渠道、不予受理的，当场问来访人",
    )
    layout = (HEAD, VOTER, MATTER, OUTCOME)

    class Meta(VersionedForm.Meta):
        model = Reception
        fields = FIELDS
        widgets = {"channel": forms.RadioSelect}
        help_texts = {
            "party": "几个人一起来的登记一次；没有人来的填0",
            "passed_to": "如 青山村委会、渔薪镇人大主席团",
            "is_confidential": "姓名、电话只有本小组联络员、主席团和机关看得到",
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["start"].label, self.fields["finish"].label = "从", "到"
        self.fields["channel"].choices = CameBy.choices
        named = category_names(self.user)
        self.fields["category"].choices = [("", "待定"), *named.items()]
        day = self._day()
        self.fields["deputies"].queryset = people_at(self.instance, day)
        if not self.instance.pk:
            self._begin(day)

    def _begin(self, day) -> None:
        """Whose turn it is that day stands ticked."""
        there = on_duty(self.instance.place, day)
        start, finish = duty_hours(self.instance.place, day)
        self.initial |= {
            "held_on": day,
            "deputies": [person.pk for person in there],
            "recorder": self.user.name,
            "start": start,
            "finish": finish,
        }

    def _day(self):
        """The day typed, or that it begins with."""
        if self.is_bound:
            try:
                typed = self.fields["held_on"].to_python(self.data.get("held_on"))
            except ValidationError:
                typed = None
            return typed or today()
        return self.initial.get("held_on") or self.instance.held_on or today()

    def clean(self) -> dict:
        data = super().clean()
        day = data.get("held_on")
        if data.get("outcome") == Treatment.ANSWERED and data.get("answer"):
            # Told there and then: on that day, where none else was written.
            data["answered_on"] = data.get("answered_on") or day
        why = why_out_of_period(current_campaign(), day, "接待日期")
        doubt_day(self, "held_on", why)
        return data

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.instance.held_on is None:
            return
        for name, sentence in faults_of(self.instance, self.people):
            if name not in self.errors:
                self.add_error(name, sentence)

    @property
    def people(self) -> list[Person]:
        """Whoever was ticked, and the one named beside."""
        ticked = [*(self.cleaned_data.get("deputies") or ())]
        other = self.cleaned_data.get("other")
        return [*ticked, *([other] if other and other not in ticked else [])]


class ReceptionEntry:
    """The page of one reception: its form, and what rooms above ask beside it."""

    def __init__(self, reception: Reception, *, user: User, data: QueryDict | None):
        self.user = user
        self.form = ReceptionForm(data, instance=reception, user=user)
        given = {"user": user, "reception": reception, "data": data}
        parts = [part(**given) for part in entry_parts]
        self.parts: list[ReceptionPart] = [part for part in parts if part.form]

    @property
    def all_forms(self) -> list[forms.BaseForm]:
        return [self.form, *(part.form for part in self.parts)]

    @property
    def media(self) -> forms.Media:
        return sum((form.media for form in self.all_forms), forms.Media())

    def done(self) -> bool:
        """Whether everything was right and is stored, all of it or nothing."""
        is_valid = self.form.is_valid()
        heard = getattr(self.form, "cleaned_data", {})
        faulty = [part for part in self.parts if not part.is_valid(heard)]
        if not is_valid or faulty:
            return False
        try:
            with transaction.atomic():
                self._store()
        except ValidationError as refusal:
            self.form.add_error(None, refusal)
        return not self.form.errors

    def _store(self) -> None:
        reception = self.form.instance
        people = self.form.people
        actions.save_reception(reception, by=self.user, deputies=people)
        for part in self.parts:
            part.save(reception, by=self.user)


def fresh(place: Place, *, on: date | None = None) -> Reception:
    return Reception(place=place, township=place.township, held_on=on)
