"""Papers about one opinion: when each can be printed, for whom, and what fills it."""

from collections.abc import Callable
from dataclasses import dataclass

from referrals.models import Opinion
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.papers.registry import Paper, PaperSheet

from . import answers, asking, handing, kinds, notices


@dataclass(frozen=True, slots=True)
class One:
    """A paper: `may` says whether there is something to print for this user."""

    paper: Paper
    may: Callable[[Opinion, User], object]
    fill: Callable[[Opinion, User], PaperSheet]


ABOUT_ONE = {
    one.paper.slug: one
    for one in (
        One(kinds.HANDOVER, handing.handed_down, handing.handover),
        One(kinds.ASSIGNMENT, handing.assigned, handing.assignment),
        One(kinds.ANSWER, answers.answer_of, answers.answer),
        One(kinds.CONSULTATION, answers.answered_now, answers.consultation),
        One(kinds.NOTICE, notices.notice_of, notices.notice),
        One(kinds.EXTENSION, asking.extension_of, asking.extension),
        One(kinds.RELIEF, asking.relief_of, asking.relief),
        One(kinds.URGE, asking.urge_of, asking.urge),
    )
}


def papers_of(opinion: Opinion, *, user: User) -> list[Paper]:
    """Those that `user` can print of `opinion` as it is now."""
    return [one.paper for one in ABOUT_ONE.values() if one.may(opinion, user)]


def sheet_of(slug: str, opinion: Opinion, *, user: User) -> PaperSheet | None:
    """The paper filled, or None where there is nothing to print yet."""
    one = ABOUT_ONE.get(slug)
    return one.fill(opinion, user) if one and one.may(opinion, user) else None
