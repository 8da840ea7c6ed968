"""Working through what waits, one after the other, without going back to the list."""

from dataclasses import dataclass

from django.db.models import Case, F, Q, QuerySet, When
from django.urls import reverse

from referrals import workflow
from referrals.enums import State
from referrals.models import Opinion
from referrals.workflow import USUAL, Transition
from tianmen_congress.base.accounts.models import User

from .lists import as_seen_by, waiting_for

BY_URGENCY = (F("own_due_on").asc(nulls_last=True), "pk")


@dataclass(frozen=True, slots=True)
class Queue:
    """Where one stands: the neighbours' addresses, and what else may be done here."""

    place: int
    count: int
    previous_url: str
    next_url: str
    moves: dict[str, Transition]


def in_order(*, user: User, state: str = "") -> QuerySet[Opinion]:
    """What waits for `user`, the most urgent first; of one state if it is named."""
    rows = as_seen_by(user, waiting_for(user=user))
    rows = rows.filter(state=state) if state else rows
    return rows.order_by(*BY_URGENCY)


def own_first(*, user: User, state: str = "") -> QuerySet[Opinion]:
    """The same with one's own before what one only records for others."""
    organs = {post.organ_id for post in user.live_posts}
    own = Q(holder__in=organs) | Q(state=State.DRAFT, recorded_by=user)
    rank = Case(When(own | Q(is_beside=True), then=0), default=1)
    return in_order(user=user, state=state).order_by(rank, *BY_URGENCY)


def usual_move(opinion: Opinion, moves: dict[str, Transition]) -> str:
    """What one most likely does next of what one may do; "" when that is nothing."""
    return next((name for name in USUAL[opinion.state] if name in moves), "")


def way_in(opinion: Opinion, moves: dict[str, Transition]) -> str:
    """The page to begin with: the usual move, or one that takes the opinion on."""
    onward = (name for name, step in moves.items() if step.target is not None)
    return usual_move(opinion, moves) or next(onward, "")


def address(pk: int, name: str) -> str:
    return f"{reverse('referrals:move', args=[pk, name])}?queue=1"


def first_address(*, user: User, state: str = "") -> str:
    """Where to begin; "" when nothing waits."""
    opinion = own_first(user=user, state=state).first()
    if opinion is None:
        return ""
    name = way_in(opinion, workflow.available(opinion, user))
    return address(opinion.pk, name) if name else ""


def queue_of(opinion: Opinion, *, user: User) -> Queue:
    """The opinions of the same state that wait for `user`, seen from this one."""
    rows = own_first(user=user, state=opinion.state)
    pks = list(rows.values_list("pk", flat=True))
    at = pks.index(opinion.pk) if opinion.pk in pks else -1
    moves = workflow.available(opinion, user)
    name = way_in(opinion, moves)
    before, after = pks[max(at, 0) - 1 : at] if at > 0 else [], pks[at + 1 :]
    # Behind the last one come those that were passed over.
    around = [*after, *(pk for pk in pks[: max(at, 0)])]
    return Queue(
        place=at + 1,
        count=len(pks),
        previous_url=address(before[0], name) if before and name else "",
        next_url=address(around[0], name) if around and name else "",
        moves={each: step for each, step in moves.items() if step.target is not None},
    )
