"""The questions of a campaign's form as fields of a page."""

from collections.abc import Iterator
from decimal import Decimal

from django import forms
from django.forms.boundfield import BoundField

from tianmen_congress.base.campaigns.enums import QuestionKind
from tianmen_congress.base.campaigns.models import FormQuestion
from tianmen_congress.base.cells import COUNT, kind_of
from tianmen_congress.base.ui.fields import AmountField, SoundSelect
from tianmen_congress.base.ui.forms import PageForm
from visits.answers import LONGEST_TEXT, Answer, Answers, AnswerSection

# Up to so many options stand as buttons in a row.
MOST_BUTTONS = 8
YES_NO = [("yes", "是"), ("no", "否")]
# A question's code is a field's name with this before it.
PREFIX = "a_"


class AnswersForm(PageForm):
    """Answers to the questions of `sections`.

    `demands` says whether required questions must be answered whatever else is typed.
    """

    def __init__(
        self,
        *args,
        sections: tuple[AnswerSection, ...],
        answers: Answers | None = None,
        demands: bool = True,
        **kwargs,
    ):
        super().__init__(*args, **kwargs)
        self.sections = sections
        for question in self.questions:
            field = field_for(question, demands=demands)
            field.initial = _typed(question, (answers or {}).get(question.code))
            self.fields[PREFIX + question.code] = field

    @property
    def questions(self) -> list[FormQuestion]:
        return [q for section in self.sections for q in section.questions]

    @property
    def answers(self) -> Answers:
        """What was typed, by code; open questions left out."""
        given = {q.code: self.cleaned_data.get(PREFIX + q.code) for q in self.questions}
        return {
            code: _number(value) if isinstance(value, Decimal) else value
            for code, value in given.items()
            if value not in (None, "", [])
        }

    @property
    def rows(self) -> Iterator[tuple[AnswerSection, list[tuple[BoundField, str]]]]:
        """Each section with its fields, and in what manner the page shows them."""
        for section in self.sections:
            asked = section.questions
            yield section, [(self[PREFIX + q.code], _manner(q)) for q in asked]

    def blame(self, code: str, text: str) -> None:
        """Put a fault at the question of that code."""
        name = PREFIX + code
        self.add_error(name if name in self.fields else None, text)


def _manner(question: FormQuestion) -> str:
    """The class of what stands around the field."""
    if not _is_chosen(question):
        return "text"
    return "seg" if _has_few(question) else "check-columns"


def _is_chosen(question: FormQuestion) -> bool:
    return question.kind == QuestionKind.YES_NO or bool(question.options)


def _has_few(question: FormQuestion) -> bool:
    return len(question.options) <= MOST_BUTTONS


def field_for(question: FormQuestion, *, demands: bool) -> forms.Field:
    """The field that takes an answer to `question`."""
    hint = question.help_text
    if question.is_required and not demands:
        hint = "；".join(part for part in (hint, "没有入户时必填") if part)
    return _MAKERS[question.kind](
        question,
        label=question.text,
        help_text=hint,
        required=question.is_required and demands,
        error_messages={"required": f"请填写“{question.text}”"},
    )


def _text(question: FormQuestion, **kwargs) -> forms.Field:
    hint = {"placeholder": kwargs["help_text"]} if kwargs["help_text"] else {}
    box = forms.Textarea(attrs={"rows": 1, "data-grow": "", **hint})
    return forms.CharField(max_length=LONGEST_TEXT, widget=box, **kwargs)


def _choice(question: FormQuestion, **kwargs) -> forms.Field:
    options = [(option, option) for option in question.options]
    if _has_few(question):
        return forms.ChoiceField(choices=options, widget=forms.RadioSelect, **kwargs)
    options = [("", "请选择"), *options]
    return forms.ChoiceField(choices=options, widget=SoundSelect, **kwargs)


def _multiple(question: FormQuestion, **kwargs) -> forms.Field:
    options = [(option, option) for option in question.options]
    boxes = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(choices=options, widget=boxes, **kwargs)


def _yes_no(question: FormQuestion, **kwargs) -> forms.Field:
    return forms.TypedChoiceField(
        choices=YES_NO,
        widget=forms.RadioSelect,
        coerce={"yes": True, "no": False}.get,
        empty_value=None,
        **kwargs,
    )


def _amount(question: FormQuestion, **kwargs) -> forms.Field:
    return AmountField(
        of=kind_of(question.text) or COUNT,
        min_value=0,
        max_value=question.max_score,
        max_digits=12,
        decimal_places=2,
        **kwargs,
    )


_MAKERS = {
    QuestionKind.TEXT: _text,
    QuestionKind.CHOICE: _choice,
    QuestionKind.MULTIPLE: _multiple,
    QuestionKind.YES_NO: _yes_no,
    QuestionKind.NUMBER: _amount,
    QuestionKind.SCORE: _amount,
}


def _number(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def _typed(question: FormQuestion, answer: Answer | None) -> object:
    """The stored answer as the field shows it."""
    if question.kind == QuestionKind.YES_NO and answer is not None:
        return "yes" if answer else "no"
    return answer
