"""Two versions of a visit side by side, in words."""

from collections.abc import Callable, Iterator

from poverty.models import Household
from tianmen_congress.base.rows.naming import named_on
from tianmen_congress.base.ui.conflicts import NOTHING, Difference
from tianmen_congress.base.words import in_words
from visits.answers import AnswerPaper, Answers, AnswerSection
from visits.enums import VisitKind
from visits.outing import Outing


def differences(
    theirs: Outing,
    mine: Outing,
    paper: AnswerPaper,
    *,
    name_of: Callable[[Household], str] = str,
) -> list[Difference]:
    """Every line in which the two differ, in the order of the page.

    `name_of` names a household, masked for whom it must be.
    """
    stored = dict(_lines(theirs, paper, name_of))
    typed = dict(_lines(mine, paper, name_of))
    labels = list(dict.fromkeys([*stored, *typed]))
    return [
        Difference(label, stored.get(label, NOTHING), typed.get(label, NOTHING))
        for label in labels
        if stored.get(label) != typed.get(label)
    ]


def _lines(
    outing: Outing, paper: AnswerPaper, name_of: Callable[[Household], str]
) -> Iterator[tuple[str, str]]:
    """Label and words of everything that is filled in."""
    yield "走访方式", in_words(VisitKind(outing.kind))
    yield "走访日期", in_words(outing.visited_on)
    yield "代表小组", named_on(outing.group, outing.visited_on)
    yield "走访村", named_on(outing.village, outing.visited_on)
    yield "参加代表", in_words(sorted(person.name for person in outing.deputies))
    for label, value in (
        ("分队", outing.team),
        ("所属小组活动", outing.activity),
        ("人数不符规定的原因", outing.few_reason),
        ("记录人", outing.recorder),
        ("备注", outing.note),
    ):
        if value:
            yield label, in_words(value)
    yield from _answer_lines("村", paper.village, outing.answers)
    for call in outing.calls:
        name = name_of(call.household)
        yield name, "已登记"
        yield from _answer_lines(name, paper.household, call.answers)


def _answer_lines(
    whose: str, sections: tuple[AnswerSection, ...], answers: Answers
) -> Iterator[tuple[str, str]]:
    for section in sections:
        for question in section.questions:
            words = in_words(answers.get(question.code))
            if words:
                yield f"{whose}：{question.text}", words
