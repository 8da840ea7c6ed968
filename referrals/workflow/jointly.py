"""Conditions of moves of what several deputies put forward together."""

from datetime import date

from referrals.enums import GOOD_VERDICTS, Verdict
from referrals.models import Opinion
from referrals.models.outcome import verdict_of_all
from tianmen_congress.base.accounts.models import User

from . import guards


def is_led_by_deputy(opinion: Opinion, on: date) -> str:
    leads = any(each.is_lead and each.person_id for each in opinion.all_proposers)
    return "" if leads else "没有领衔的代表，不能联名"


def somebody_is_asked(opinion: Opinion, on: date) -> str:
    return "" if opinion.co_signers.open().exists() else "没有待附议的代表"


def judges_alone(opinion: Opinion, on: date) -> str:
    many = len(opinion.judges)
    return f"有{many}位代表联名，请各自办理“联名评价”" if many > 1 else ""


def judge_together(opinion: Opinion, on: date) -> str:
    return "" if len(opinion.judges) > 1 else "没有联名的代表，请办理“评价”"


def somebody_is_silent(opinion: Opinion, on: date) -> str:
    return "" if opinion.silent_judges else "联名的代表均已评价"


def nobody_has_judged(opinion: Opinion, on: date) -> str:
    many = len(opinion.current_marks)
    return f"已有{many}位联名代表评价，期满后按已有的评价办理" if many else ""


def all_have_judged(opinion: Opinion, on: date) -> str:
    """Everybody, or the time of those who are silent is over."""
    if not opinion.silent_judges:
        return ""
    return guards.reminder_is_over(opinion, on)


def are_content(opinion: Opinion, on: date) -> str:
    is_good = verdict_of_all(opinion.current_marks) in GOOD_VERDICTS
    return "" if is_good else "联名评价不是满意或者基本满意"


def are_dissatisfied(opinion: Opinion, on: date) -> str:
    is_bad = verdict_of_all(opinion.current_marks) == Verdict.DISSATISFIED
    return "" if is_bad else "联名评价不是不满意"


def own_mark_is_open(user: User, opinion: Opinion, on: date) -> str:
    """Each judges once a round; who enters for others has to name him."""
    own = [each for each in opinion.judges if each.person.user_id == user.pk]
    silent = opinion.silent_judges
    return "您已经评价" if own and not any(j in silent for j in own) else ""
