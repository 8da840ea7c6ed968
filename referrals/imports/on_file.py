"""The opinions on file that rows of a ledger may be about."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date

from django.db.models import Prefetch

from referrals.models import Answer, Event, Opinion
from referrals.shown.ledger import what_was_done
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.cells import prose
from tianmen_congress.base.workbooks.records import Record

# Township, group, day and words: what rows about one matter have in common.
Key = tuple[int, int | None, date, str]
DONE = "办理情况"


class OpinionsOnFile:
    """Opinions of one campaign that were collected on some days, read at once."""

    def __init__(
        self, campaign: Campaign | None, days: Iterable[date | None], by: User
    ):
        # unscoped: compared only with rows that may be sent; see staging
        told = Event.objects.filter(name__startswith="enter_").order_by("pk")
        answers = Answer.objects.standing().order_by("pk")
        # unscoped: compared only with rows that may be sent; see staging
        rows = (
            Opinion.objects.not_about(by)
            .filter(campaign=campaign, collected_on__in={day for day in days if day})
            .select_related("category", "handler__division", "lead_unit", "township")
        )
        rows = rows.select_related("accused_organ__division")
        rows = rows.prefetch_related(
            "proposers",
            Prefetch("answers", answers, to_attr="given_answers"),
            Prefetch("history", told, to_attr="told_by_ledgers"),
        )
        self.at: dict[Key, list[Opinion]] = defaultdict(list)
        for opinion in rows.order_by("pk"):
            self.at[key_of(opinion)].append(opinion)


def key_of(opinion: Opinion) -> Key:
    place = opinion.township.now_id, opinion.group_id
    return (*place, opinion.collected_on, prose(opinion.text))


def proposers_of(opinion: Opinion) -> tuple[str, ...]:
    """Who put it forward; nobody where that was said in confidence."""
    if opinion.is_anonymous:
        return ()
    return tuple(sorted(proposer.name for proposer in opinion.proposers.all()))


def names_in(record: Record) -> list[str]:
    """The proposers that a row names, the first first."""
    return list(record["proposer"])


def proposers_in(record: Record) -> tuple[str, ...]:
    return tuple(sorted(names_in(record)))


def done_on(opinion: Opinion) -> set[str]:
    """What a ledger may say of the handling without telling any news."""
    told = [value for event in opinion.told_by_ledgers for value in _done_in(event)]
    stands = (what_was_done(opinion), opinion.get_state_display(), *told[-1:])
    return {"", *(prose(words) for words in stands)}


def stands_on(opinion: Opinion) -> str:
    """The last words about the handling: of an answer, else of a ledger."""
    told = [value for event in opinion.told_by_ledgers for value in _done_in(event)]
    is_told = told and not opinion.given_answers
    return told[-1] if is_told else what_was_done(opinion)


def _done_in(event: Event) -> list[str]:
    return [value for label, value in event.words if label == DONE]
