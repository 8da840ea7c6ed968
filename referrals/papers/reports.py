"""Papers about many opinions: what a group and a presidium report in writing."""

from collections.abc import Sequence

from referrals.models import Opinion
from referrals.shown.record import proposers_in_words
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.papers.registry import PaperSheet, in_chinese

from .kinds import OFFICE, SUBMISSION, SUMMARY


def summary(opinions: Sequence[Opinion], *, user: User) -> PaperSheet:
    """The group's report in writing to its presidium."""
    presidium = _only(str(each.presidium) for each in opinions)
    return PaperSheet(
        SUMMARY,
        SUMMARY.title,
        to=f"报送：{presidium}" if presidium else "",
        paragraphs=[f"现将收集的意见建议{len(opinions)}件汇总报送，请予梳理交办。"],
        rows=[_row(each, user) for each in opinions],
        # Of several groups it is the presidium's own summary.
        sign=_only(str(each.group or each.presidium) for each in opinions)
        or presidium
        or OFFICE,
        on=today(),
    )


def submission(opinions: Sequence[Opinion], *, user: User) -> PaperSheet:
    """The presidium's request to the city."""
    return PaperSheet(
        SUBMISSION,
        SUBMISSION.title,
        to="报送：天门市人大常委会",
        paragraphs=[f"下列{len(opinions)}件意见建议超出本级职权或能力，提请市级解决。"],
        rows=[_row(each, user) for each in opinions],
        sign=_only(str(each.presidium) for each in opinions) or OFFICE,
        on=today(),
    )


ABOUT_MANY = {"summary": summary, "submission": submission}


def _only(names) -> str:
    """The one name that all share, or none."""
    found = set(names)
    return found.pop() if len(found) == 1 else ""


def _row(opinion: Opinion, user: User) -> dict[str, str]:
    return {
        "number": opinion.number or opinion.city_number,
        "collected": in_chinese(opinion.collected_on),
        "place": opinion.village_in_full or str(opinion.township),
        "proposer": proposers_in_words(opinion, user=user),
        "text": f"{opinion.title}：{opinion.text}",
        "category": str(opinion.category or ""),
        "reason": opinion.submit_reason,
    }
