"""The letter by which a complaint goes to the discipline inspection (转纪检函)."""

from datetime import date

from referrals import rules
from referrals.enums import State
from referrals.models import Event, Opinion
from referrals.shown.record import accused_in_words
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.papers.registry import PaperSheet, in_chinese

from . import kinds
from .kinds import OFFICE
from .names import in_full

TO = "市纪委监察机关："
SOURCE = "反映人的情况依照保密规定不在本函载明，需要核实的请与本机关联系。"


def passed_on_of(opinion: Opinion, user: User) -> Event | None:
    """The decision, for those who make it: no other hand has the letter."""
    is_issuer = rules.is_office(user, opinion) or rules.is_presidium(user, opinion)
    if opinion.state != State.DISCIPLINE or not is_issuer:
        return None
    return decision_of(opinion)


def decision_of(opinion: Opinion) -> Event:
    return opinion.history.filter(to_state=opinion.state).order_by("pk").first()


def issuer_of(opinion: Opinion) -> str:
    """Whoever had it: the presidium at triage, afterwards the office."""
    decided = decision_of(opinion)
    is_townships = decided.from_state == State.TRIAGE
    return in_full(opinion.presidium, decided.on) if is_townships else OFFICE


def letter(opinion: Opinion, user: User) -> PaperSheet:
    decided = passed_on_of(opinion, user)
    return PaperSheet(
        kinds.DISCIPLINE,
        f"关于转送“{opinion.title}”的函",
        number=opinion.discipline_number,
        to=TO,
        paragraphs=[*_said(opinion, user, decided.on), *_why(decided), SOURCE],
        sign=issuer_of(opinion),
        on=decided.on,
    )


def _said(opinion: Opinion, user: User, on: date) -> list[str]:
    number = opinion.city_number or opinion.number
    return [
        f"现将{in_chinese(opinion.collected_on)}收集的意见建议"
        f"{f'（{number}）' if number else ''}转送你们，请依纪依法处理。",
        f"反映对象：{accused_in_words(opinion, user=user, on=on)}",
        f"类别：{opinion.category or '未定'}",
        "反映内容：",
        *opinion.text.splitlines(),
    ]


def _why(decided: Event) -> list[str]:
    return [f"说明：{decided.note}"] if decided.note else []
