"""Papers about one opinion: when each can be printed, for whom, and what fills it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.db.models import Model

from referrals import rules
from referrals.models import Opinion
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.papers.registry import Paper, PaperSheet

from . import answers, asking, discipline, handing, kinds, notices


@dataclass(frozen=True, slots=True)
class One:
    """A paper: `may` says whether there is something to print for this user.

    With `rows` there is one for each of them, and `fill` takes the row too.
    """

    paper: Paper
    may: Callable[[Opinion, User], object]
    fill: Callable[..., PaperSheet]
    rows: Callable[[Opinion, User], Sequence[Model]] | None = None


@dataclass(frozen=True, slots=True)
class Offer:
    """A paper that can be printed; `row` names an earlier one of the same kind."""

    slug: str
    title: str
    row: int | None = None


ABOUT_ONE = {
    one.paper.slug: one
    for one in (
        One(kinds.HANDOVER, handing.handed_down, handing.handover),
        One(kinds.ASSIGNMENT, handing.assigned, handing.assignment),
        One(kinds.ANSWER, answers.answer_of, answers.answer),
        One(kinds.CONSULTATION, answers.answered_now, answers.consultation),
        One(kinds.NOTICE, notices.notice_of, notices.notice),
        One(kinds.PART, handing.parts_of, handing.part, handing.parts_of),
        One(kinds.WITHDRAWAL, notices.withdrawal_of, notices.withdrawal),
        One(kinds.DISCIPLINE, discipline.passed_on_of, discipline.letter),
        One(kinds.EXTENSION, asking.extension_of, asking.extension),
        One(kinds.RELIEF, asking.relief_of, asking.relief),
        One(kinds.URGE, asking.urges_of, asking.urge, asking.urges_of),
    )
}


def papers_of(opinion: Opinion, *, user: User) -> list[Offer]:
    """Those that `user` can print of `opinion` as it is now."""
    if rules.reads_no_paper(user, opinion):
        return []
    return [
        offer
        for one in ABOUT_ONE.values()
        if (found := one.may(opinion, user))
        for offer in _offers(one, found)
    ]


def _offers(one: One, found: object) -> list[Offer]:
    """The paper; where there are several, each earlier one by its number."""
    slug, title = one.paper.slug, one.paper.title
    first = Offer(slug, title)
    if one.rows is None:
        return [first]
    earlier = [Offer(slug, f"{title}（{_number(row)}）", row.pk) for row in found[1:]]
    return [first, *earlier]


def _number(row: Model) -> str:
    return getattr(row, "part_number", "") or row.document_number or str(row)


def sheet_of(
    slug: str, opinion: Opinion, *, user: User, row: int | None = None
) -> PaperSheet | None:
    """The paper filled, or None where there is nothing to print yet."""
    one = ABOUT_ONE.get(slug)
    if one is None or (row is not None and one.rows is None):
        return None
    if rules.reads_no_paper(user, opinion):
        return None
    if one.rows is None:
        return one.fill(opinion, user) if one.may(opinion, user) else None
    found = one.rows(opinion, user)
    wanted = next((each for each in found if row in (None, each.pk)), None)
    return one.fill(opinion, user, wanted) if wanted else None
