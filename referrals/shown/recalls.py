"""What was taken back, in words for one reader."""

from referrals.models import Opinion, Recall
from tianmen_congress.base.accounts.models import User

from .sources import SourceWords


def why_recalled(recall: Recall, *, user: User) -> str:
    """The reason, without names that the reader may not know."""
    return SourceWords(recall.opinion, user).hide(recall.reason)


def papers_taken_back(opinion: Opinion, *, user: User) -> list[Recall]:
    """Each number once, the newest first."""
    rows = Recall.objects.visible_to(user).filter(opinion=opinion)
    return list({row.document_number: row for row in rows}.values())


def lost(pk: int, *, user: User) -> list[tuple[Recall, str]]:
    """What `user` may read of an opinion that was taken from his unit, with the why."""
    rows = Recall.objects.visible_to(user).lost().filter(opinion=pk)
    rows = rows.select_related("organ", "opinion__category", "opinion__group__organ")
    return [(row, why_recalled(row, user=user)) for row in rows]
