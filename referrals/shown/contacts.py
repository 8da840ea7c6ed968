"""Talks with the proposers, as far as a reader may know of them."""

from dataclasses import dataclass

from referrals import rules
from referrals.enums import Told
from referrals.models import Contact, Opinion
from referrals.shown.record import named
from referrals.shown.sources import SourceWords
from tianmen_congress.base.accounts.models import User


@dataclass(frozen=True, slots=True)
class ContactLine:
    """One talk: the row, and who was met and what he said as this reader may read it."""

    contact: Contact
    met: str
    organ: str
    said: str


def contacts(opinion: Opinion, *, user: User) -> list[ContactLine]:
    """The first first; none for a unit from which the source is kept."""
    if rules.hears(user, opinion) > Told.OPEN:
        return []
    may_know = "proposers" in rules.visible_fields(user, opinion)
    source = SourceWords(opinion, user)
    rows = opinion.contacts.select_related("proposer__opinion__category", "organ")
    return [
        ContactLine(
            row,
            _met(row, user) if may_know else "（不显示）",
            rules.organ_shown_to(user, opinion, row.organ, row.met_on),
            source.hide(row.said),
        )
        for row in rows
    ]


def _met(row: Contact, user: User) -> str:
    # As in the history: who spoke in confidence in a merged one is not named here.
    of_merged = row.proposer.opinion_id != row.opinion_id
    if of_merged and row.proposer.opinion.hides_source:
        return "保密反映人"
    return named(row.proposer, user, with_phone=False)
