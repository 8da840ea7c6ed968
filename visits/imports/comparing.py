"""Cells of a ledger against the answers on file: which stand otherwise, and how."""

from collections.abc import Iterator
from dataclasses import dataclass

from tianmen_congress.base.campaigns.enums import QuestionKind
from tianmen_congress.base.campaigns.models import FormQuestion
from tianmen_congress.base.cells import is_blank, prose
from tianmen_congress.base.workbooks.records import Record
from visits.answers import Answers, AnswerSection, in_words, section_in_words
from visits.imports.columns import SECTIONS

NOTHING = ("", "无", "/", "-", "—")


@dataclass(frozen=True, slots=True)
class CellChange:
    """What a cell says, by question, in place of what is on file."""

    column: str
    old: dict[str, str]
    new: dict[str, str]

    @property
    def codes(self) -> set[str]:
        return {*self.old, *self.new}


def answers_of(record: Record, sections: tuple[AnswerSection, ...]) -> Answers:
    """Each section's words at the question they answer: an option, else its text."""
    return {
        question.code: words
        for section in sections
        if (words := said(record, section))
        and (question := _asked(record, section, words))
    }


def changes_in(
    record: Record, sections: tuple[AnswerSection, ...], answers: Answers
) -> Iterator[CellChange]:
    """The cells that stand otherwise; an empty one says nothing."""
    for section in sections:
        words = said(record, section)
        if not words:
            _tell_of_nothing(record, section, answers)
        elif not _is_same(words, section_in_words(section, answers)):
            yield from _change(record, section, answers, words)


def _change(
    record: Record, section: AnswerSection, answers: Answers, words: str
) -> Iterator[CellChange]:
    question = _asked(record, section, words)
    given = {
        q.code: in_words(answers[q.code])
        for q in section.questions
        if q.code in answers
    }
    if question is None or _is_same(words, given.get(question.code, "")):
        return
    if len(given) > 1 and _holds_several(words, section, given):
        reason = "这一格含有几项内容，台账不能更正，请在该次走访的页面上修改"
        record.fault_in_list(section.code, words, reason)
        return
    is_alone = len(given) == 1
    old = {c: v for c, v in given.items() if c == question.code or is_alone}
    yield CellChange(section.code, old, {question.code: words})


def said(record: Record, section: AnswerSection) -> str:
    """The words of the section's cell; none where it says that there is nothing."""
    words = record[section.code] if section.code in SECTIONS else ""
    return "" if words in NOTHING else words


def _asked(record: Record, section: AnswerSection, words: str) -> FormQuestion | None:
    chosen = [q for q in section.questions if words in q.options]
    texts = [q for q in section.questions if q.kind == QuestionKind.TEXT]
    one_of = [q for q in chosen if q.kind == QuestionKind.CHOICE]
    question = next(iter([*one_of, *texts]), None)
    if question is None:
        reason = f"走访记录表的“{section.title}”中没有可以填写这段文字的项目，没有登记"
        record.fault_in_list(section.code, words, reason)
    return question


def _tell_of_nothing(record: Record, section: AnswerSection, answers: Answers) -> None:
    """无 in place of words on file takes nothing away, and is not passed over."""
    column = record.columns.get(section.code) if section.code in SECTIONS else None
    raw = record.row.values.get(column.column_name) if column else None
    stands = section_in_words(section, answers)
    if not is_blank(raw or "") and stands:
        record.warn(section.code, f"已登记为“{stands[:100]}”，未作改动")


def _is_same(words: str, stands: str) -> bool:
    return _plain(words) == _plain(stands)


def _plain(words: str) -> str:
    return prose(words).rstrip("；。")


def _holds_several(words: str, section: AnswerSection, given: dict[str, str]) -> bool:
    labels = [f"{q.text}：" for q in section.questions if q.code in given]
    return any(label in words for label in labels)
