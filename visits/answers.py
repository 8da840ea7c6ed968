"""What was written into a campaign's form: which questions, what may stand, in words.

Answers are kept by question code: text, a number, one option, a list of options, or
yes and no. A question left open is not in the dictionary.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from tianmen_congress.base.campaigns.enums import About, QuestionKind
from tianmen_congress.base.campaigns.models import CampaignForm, FormQuestion
from tianmen_congress.base.campaigns.queries import sections_of
from tianmen_congress.base.words import in_words

Answer = str | int | float | bool | list[str]
Answers = dict[str, Answer]

LONGEST_TEXT = 2000
TYPES: dict[str, tuple[type, ...]] = {
    QuestionKind.TEXT: (str,),
    QuestionKind.CHOICE: (str,),
    QuestionKind.MULTIPLE: (list,),
    QuestionKind.NUMBER: (int, float),
    QuestionKind.SCORE: (int, float),
    QuestionKind.YES_NO: (bool,),
}


@dataclass(frozen=True, slots=True)
class AnswerSection:
    """A section of the form with the questions that are asked of a village, or of a household."""

    code: str
    title: str
    questions: tuple[FormQuestion, ...]


@dataclass(frozen=True, slots=True)
class AnswerPaper:
    """A form, once for the village and once for each household."""

    village: tuple[AnswerSection, ...]
    household: tuple[AnswerSection, ...]

    def about(self, about: About) -> tuple[AnswerSection, ...]:
        return self.village if about == About.VILLAGE else self.household


def paper_of(form: CampaignForm) -> AnswerPaper:
    """The sections of `form`, in two queries."""
    sections = sections_of(form)
    return AnswerPaper(
        village=tuple(_asked(sections, About.VILLAGE)),
        household=tuple(_asked(sections, About.HOUSEHOLD)),
    )


def _asked(sections: list, about: About) -> Iterator[AnswerSection]:
    for section in sections:
        asked = [q for q in section.questions.all() if q.about in (about, About.BOTH)]
        if asked:
            yield AnswerSection(section.code, section.title, tuple(asked))


def faults_in(
    answers: Answers,
    sections: tuple[AnswerSection, ...],
    *,
    demand_required: bool = True,
) -> Iterator[tuple[str, str]]:
    """What is wrong with `answers`: the question's code and a sentence."""
    questions = {q.code: q for section in sections for q in section.questions}
    for code in answers:
        if code not in questions:
            yield code, f"表上没有“{code}”这一项"
    for code, question in questions.items():
        text = _fault(question, answers.get(code), demand_required)
        if text:
            yield code, text


def _fault(question: FormQuestion, answer: Answer | None, demanded: bool) -> str:
    if answer is None:
        is_missing = question.is_required and demanded
        return f"请填写“{question.text}”" if is_missing else ""
    if not _fits(answer, question.kind):
        return f"“{question.text}”的填法不对"
    if question.kind == QuestionKind.TEXT and len(answer) > LONGEST_TEXT:
        return f"“{question.text}”不能超过{LONGEST_TEXT}字"
    return _strange_option(question, answer)


def _fits(answer: Answer, kind: str) -> bool:
    """Yes and no are no numbers, though Python counts with them."""
    is_yes_no = isinstance(answer, bool)
    return isinstance(answer, TYPES[kind]) and is_yes_no == (bool in TYPES[kind])


def _strange_option(question: FormQuestion, answer: Answer) -> str:
    if question.kind not in (QuestionKind.CHOICE, QuestionKind.MULTIPLE):
        return ""
    chosen = answer if isinstance(answer, list) else [answer]
    strange = [str(option) for option in chosen if option not in question.options]
    return f"“{question.text}”没有“{'、'.join(strange)}”这个选项" if strange else ""


def section_in_words(section: AnswerSection, answers: Answers) -> str:
    """One cell of a ledger: the answers of a section, one after the other.

    A section with a single text needs no label; elsewhere each answer carries its own.
    """
    given = [(q, in_words(answers.get(q.code))) for q in section.questions]
    given = [(question, words) for question, words in given if words]
    return "；".join(_labelled(question, words) for question, words in given)


def _labelled(question: FormQuestion, words: str) -> str:
    words = words.rstrip("；。")
    return words if question.kind == QuestionKind.TEXT else f"{question.text}：{words}"
