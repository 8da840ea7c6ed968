"""One item of the checklist on the entry page: score, remark, pictures, findings."""

from datetime import date

from django import forms
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory

from supervision.actions import ItemEntry
from supervision.enums import FindingState
from supervision.models import Finding, InspectionItem, InspectionPhoto
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import FormQuestion
from tianmen_congress.base.clocks.calendar import official, today
from tianmen_congress.base.clocks.deadlines import Deadline
from tianmen_congress.base.clocks.enums import DayUnit
from tianmen_congress.base.ui.fields import DayField, NoteField
from tianmen_congress.base.ui.forms import PageModelForm, Row
from tianmen_congress.base.ui.photos import PhotosField
from tianmen_congress.base.ui.rows import RowForm, Rows, Unfinished

# What an office usually gives to put things right; the inspector changes it.
DAYS_TO_MEND = 15
MOST_FINDINGS = 10


class ItemForm(Unfinished, PageModelForm):
    score = forms.IntegerField(
        label="得分", widget=forms.NumberInput({"inputmode": "numeric"})
    )
    remark = NoteField(label="检查情况", required=False, rows=2)
    photos = PhotosField(label="照片", required=False)

    class Meta(PageModelForm.Meta):
        model = InspectionItem
        fields = ["score", "remark"]

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.question: FormQuestion = self.instance.question
        if self.question.max_score is None:
            del self.fields["score"]
        else:
            self._limit_score(self.question.max_score)
        rows = InspectionPhoto.objects.visible_to(self.user).kept()
        self.stored = rows.filter(item=self.instance.pk) if self.instance.pk else ()
        self.fields["dropped"] = forms.ModelMultipleChoiceField(
            rows.filter(item=self.instance.pk), required=False, label="移除"
        )

    def _limit_score(self, most: int) -> None:
        field = self.fields["score"]
        field.required = self.question.is_required
        field.min_value, field.max_value = 0, most
        # Six boxes are called 得分: the summary at the top says which one is meant.
        field.error_messages["required"] = f"请填写“{self.question.text}”的得分"
        field.widget.attrs |= {"min": 0, "max": most}

    def clean_score(self):
        score, most = self.cleaned_data["score"], self.question.max_score
        if score is not None and not 0 <= score <= most:
            raise ValidationError(f"“{self.question.text}”的得分应在0到{most}之间")
        return score


class FindingForm(RowForm):
    text = NoteField(label="发现的问题", rows=2)
    due_on = DayField(label="整改期限")
    withdrawn = forms.BooleanField(label="撤回此问题", required=False)
    layout = ("text", Row("due_on", "withdrawn"))

    class Meta(RowForm.Meta):
        model = Finding
        fields = ["text", "due_on"]

    def __init__(self, *args, mend_by: date, **kwargs):
        super().__init__(*args, **kwargs)
        if not self.instance.pk:
            del self.fields["withdrawn"]
            self.layout = ("text", "due_on")
            self.initial["due_on"] = mend_by

    def has_changed(self):
        """A new row is there once something is found; a day alone says nothing."""
        if self.instance.pk:
            return super().has_changed()
        return "text" in self.changed_data

    @property
    def is_withdrawn(self) -> bool:
        return bool(self.cleaned_data.get("withdrawn"))


def usual_day_to_mend() -> date:
    start = today()
    calendar = official(start)
    return Deadline(start, DAYS_TO_MEND, DayUnit.CALENDAR, calendar=calendar).due


FindingRows = inlineformset_factory(
    InspectionItem,
    Finding,
    form=FindingForm,
    formset=Rows,
    can_delete=False,
    extra=0,
    max_num=MOST_FINDINGS,
    absolute_max=MOST_FINDINGS,
    validate_max=True,
)


class ItemBlock:
    """Everything about one item; its fields are called after the question's code."""

    def __init__(
        self,
        item: InspectionItem,
        *,
        user: User,
        mend_by: date,
        data=None,
        files=None,
    ):
        self.item, self.question = item, item.question
        code = item.question.code
        self.form = ItemForm(data, files, instance=item, prefix=code, user=user)
        self.findings = FindingRows(
            data,
            instance=item,
            prefix=f"{code}-findings",
            queryset=self._open_findings(user),
            form_kwargs={"user": user, "mend_by": mend_by},
        )
        self.findings.extra = 1
        self.settled = self._settled(user)

    def _of_item(self, user: User):
        return Finding.objects.visible_to(user).filter(item=self.item.pk)

    def _open_findings(self, user: User):
        if self.item.pk is None:
            return self._of_item(user).none()
        return self._of_item(user).filter(state=FindingState.OPEN)

    def _settled(self, user: User) -> list[Finding]:
        """Findings that are on their way already: shown, not changed here."""
        if self.item.pk is None:
            return []
        states = FindingState.ANSWERED, FindingState.CLOSED
        return list(self._of_item(user).filter(state__in=states))

    @property
    def shows_findings(self) -> bool:
        """Whether there is something to see: stored, typed, asked for or wrong."""
        rows = [form for form in self.findings.forms if form.is_wanted]
        return bool(rows or self.settled or self.asks_for_more)

    @property
    def asks_for_more(self) -> bool:
        return self.findings.asks_for_more

    def leave_unfinished(self) -> None:
        self.form.is_finished = False
        self.findings.leave_unfinished()

    @property
    def forms(self) -> list[forms.Form]:
        return [self.form, *self.findings.forms]

    def is_valid(self) -> bool:
        # Both are asked, so that every fault shows at once.
        return all([self.form.is_valid(), self.findings.is_valid()])

    def entry(self) -> ItemEntry:
        """What was typed, as the action takes it."""
        data = self.form.cleaned_data
        rows = self.findings.wanted
        kept = [r.instance for r in rows if r.has_changed() and not r.is_withdrawn]
        return ItemEntry(
            self.form.instance,
            photos=data["photos"],
            dropped=list(data["dropped"]),
            findings=kept,
            withdrawn=[row.instance for row in rows if row.is_withdrawn],
        )
