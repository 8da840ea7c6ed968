"""What went before decides what a round asks: a promise that fell due, a rejection."""

from datetime import date

from referrals.enums import Verdict
from referrals.models import Opinion


def is_of_promise(opinion: Opinion) -> bool:
    """Whether this round asks if a promise was kept."""
    return opinion.history.filter(name="promise_due", round=opinion.round).exists()


def _was_rejected(opinion: Opinion) -> bool:
    return opinion.evaluations.filter(verdict=Verdict.DISSATISFIED).exists()


def is_first_rejection(opinion: Opinion, on: date) -> str:
    again = "已经有过一次不满意，请办理“再次评价为不满意”，由市人大机关决定"
    return again if _was_rejected(opinion) else ""


def is_another_rejection(opinion: Opinion, on: date) -> str:
    return "" if _was_rejected(opinion) else "还没有评价过不满意，请办理“评价为不满意”"
