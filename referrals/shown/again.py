"""What was answered before and what was said against it: nobody answers again blind."""

from dataclasses import dataclass

from referrals import rules, workflow
from referrals.enums import Verdict
from referrals.models import Answer, Evaluation, Opinion
from tianmen_congress.base.accounts.models import User

from .sources import SourceWords


@dataclass(frozen=True, slots=True)
class AnswerLine:
    """An answer that was given, and what came of it in words."""

    answer: Answer
    outcome: str


def answers(opinion: Opinion, *, user: User) -> list[AnswerLine]:
    """All that were given, round by round; what came of them for who may read why."""
    rows = opinion.answers.given().select_related("organ")
    if not rows or not rules.reads_why(user, opinion):
        return [AnswerLine(row, "") for row in rows]
    verdicts = {
        each.round: each for each in opinion.evaluations.prefetch_related("call_backs")
    }
    source = SourceWords(opinion, user)
    return [
        AnswerLine(row, source.hide(_came_of(row, verdicts.get(row.round))))
        for row in rows
    ]


def _came_of(answer: Answer, verdict: Evaluation | None) -> str:
    if answer.returned_on:
        return _line("退回重新答复", answer.returned_on, answer.return_reason)
    if verdict is None or verdict.verdict == Verdict.NONE:
        return ""
    judged = f"评价：{verdict.in_words()}"
    told = [_line(judged, verdict.on, verdict.reason), *_called_back(verdict)]
    return "；".join(told)


def _called_back(verdict: Evaluation) -> list[str]:
    """Whose hand wrote it, where that was not beyond doubt, and what was said to it."""
    if not verdict.is_own_hand:
        return []
    rows = list(verdict.call_backs.all())
    told = [_line(f"回访：{r.get_outcome_display()}", r.on, r.said) for r in rows]
    return ["由答复登记人登记", *(told or ["待回访"])]


def why_again(opinion: Opinion, *, user: User) -> str:
    """Why it has to be answered once more, without who said so; "" where it has not."""
    if not opinion.again or not rules.reads_why(user, opinion):
        return ""
    lines = opinion.history.filter(name__in=workflow.AGAIN).order_by("pk")
    event = lines.last()
    text = _line(event.label, event.on, event.note)
    return SourceWords(opinion, user).hide(text)


def _line(what: str, on, reason: str) -> str:
    day = f"（{on:%Y-%m-%d}）" if on else ""
    return f"{what}{day}：{reason}" if reason else f"{what}{day}"
