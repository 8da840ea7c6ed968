"""What waits for a user, kind by kind: the first page's list.

Each source answers for one kind of thing and for the roles that have to act on it.
"""

from tianmen_congress.base.accounts.models import User

from . import opinions, others, receptions
from .base import SHOWN, Pile, Todo, by_deadline

__all__ = ["SHOWN", "SOURCES", "Pile", "Todo", "by_deadline", "piles"]
SOURCES = (
    opinions.waiting_opinions,
    opinions.signatures_wanted,
    opinions.ended_untaken,
    opinions.corrected_hand_overs,
    opinions.paused_below,
    opinions.verdicts_to_call_back,
    others.findings_to_recheck,
    others.open_findings,
    others.unfinished_activities,
    receptions.voters_to_tell,
    receptions.swaps_wanted,
    receptions.duties_without_record,
    others.villages_without_group,
    others.import_questions,
    others.calendar_missing,
    others.successors_missing,
    others.codes_waiting,
    others.proposals_waiting,
)


def piles(*, user: User) -> list[Pile]:
    """Everything that waits for `user`, kind by kind; empty kinds are left out."""
    found = (source(user) for source in SOURCES)
    return [pile for pile in found if pile is not None and pile.count]
