"""What each deputy owes by the campaign's required actions, and by when.

A quarter is owed by whoever was in duty on all its days within the campaign; the whole
year's by whoever was so from the campaign's first day to its last. Who comes or leaves
within the year thus owes whole quarters alone, and of whom a mandate rests nothing for
the time it rests. What is due once runs from the campaign's first day, or from the day
on which he came.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from deputies.models import Mandate
from supervision.duties.enums import DutyState
from tianmen_congress.base.campaigns.enums import Every
from tianmen_congress.base.campaigns.models import Campaign, RequiredAction
from tianmen_congress.base.clocks.periods import first_of_quarter

from .sources import Proof, Sought, registered

ONE_DAY = timedelta(days=1)
MONTHS = 3


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days without a gap, both ends included."""

    first: date
    last: date

    def covers(self, other: "Stretch") -> bool:
        return self.first <= other.first and other.last <= self.last


@dataclass(frozen=True, slots=True)
class Owed:
    """One action of one deputy in one period, and the records that prove it."""

    action: RequiredAction
    period: Stretch
    # As of this day; only what happened until then counts.
    day: date
    proofs: tuple[Proof, ...]

    @property
    def is_done(self) -> bool:
        return len(self.proofs) >= self.action.least

    @property
    def state(self) -> DutyState:
        if self.is_done:
            return DutyState.DONE
        return DutyState.OVERDUE if self.period.last < self.day else DutyState.DUE

    @property
    def label(self) -> str:
        """Which of several periods it is."""
        if self.action.every != Every.QUARTER:
            return ""
        return f"{'一二三四'[(self.period.last.month - 1) // MONTHS]}季度"


def last_day_of(campaign: Campaign) -> date:
    return campaign.ends_on or date(campaign.starts_on.year, 12, 31)


def told_actions(campaign: Campaign) -> list[RequiredAction]:
    """Those of the campaign's actions that records of a room can prove."""
    return [one for one in campaign.required_actions.all() if one.source in registered]


def owed_by(
    people: QuerySet | Collection[int], *, campaign: Campaign, day: date
) -> dict[int, list[Owed]]:
    """By deputy what he owes as of `day`, in the order of the actions.

    Unscoped: of the people given, whom the reader sees.
    """
    found: dict[int, list[Owed]] = defaultdict(list)
    served = in_duty_of(people)
    for action in told_actions(campaign):
        proofs = _proofs(action, people, campaign, day)
        for person, stretches in served.items():
            for period in _periods(action, campaign, stretches):
                if period.first <= day:
                    own = _within(proofs[person], action, period, campaign)
                    found[person].append(Owed(action, period, day, own))
    return found


def in_duty_of(people: QuerySet | Collection[int]) -> dict[int, list[Stretch]]:
    """By deputy the days on which at least one of his mandates neither rested nor was
    over."""
    # unscoped: the mandates of the people given
    seats = Mandate.objects.filter(person__in=people).order_by()
    columns = ("person", "since", "until", "suspended_since", "suspended_until")
    found: dict[int, list[Stretch]] = defaultdict(list)
    for person, *days in seats.values_list(*columns):
        found[person].extend(_without_rest(*days))
    return {person: _joined(stretches) for person, stretches in found.items()}


def _without_rest(
    since: date | None,
    until: date | None,
    rests_from: date | None,
    rests_to: date | None,
) -> Iterator[Stretch]:
    first, last = since or date.min, until or date.max
    if rests_from is None:
        yield Stretch(first, last)
        return
    if first < rests_from:
        yield Stretch(first, min(last, rests_from - ONE_DAY))
    if rests_to is not None and rests_to < last:
        yield Stretch(max(first, rests_to + ONE_DAY), last)


def _joined(stretches: list[Stretch]) -> list[Stretch]:
    """One mandate after the other is one stretch, and two at a time are."""
    joined: list[Stretch] = []
    for each in sorted(stretches, key=lambda one: one.first):
        before = joined[-1] if joined else None
        if before and (before.last == date.max or each.first <= before.last + ONE_DAY):
            joined[-1] = Stretch(before.first, max(before.last, each.last))
        else:
            joined.append(each)
    return joined


def _periods(
    action: RequiredAction, campaign: Campaign, stretches: list[Stretch]
) -> list[Stretch]:
    whole = Stretch(campaign.starts_on, last_day_of(campaign))
    if action.every == Every.ONCE:
        return _once(action, whole, stretches)
    wanted = [whole] if action.every == Every.YEAR else list(quarters_of(whole))
    return [one for one in wanted if any(each.covers(one) for each in stretches)]


def _once(
    action: RequiredAction, whole: Stretch, stretches: list[Stretch]
) -> list[Stretch]:
    """From when he came: the first time that he stayed until it was due."""
    for each in stretches:
        first = max(each.first, whole.first)
        last = whole.last
        if action.within_days:
            last = min(last, first + timedelta(days=action.within_days))
        if first <= last and each.covers(Stretch(first, last)):
            return [Stretch(first, last)]
    return []


def quarters_of(whole: Stretch) -> Iterator[Stretch]:
    """The quarters of the calendar, as far as they lie within."""
    first = first_of_quarter(whole.first)
    while first <= whole.last:
        months = first.month - 1 + MONTHS
        coming = date(first.year + months // 12, months % 12 + 1, 1)
        yield Stretch(max(first, whole.first), min(coming - ONE_DAY, whole.last))
        first = coming


def _proofs(
    action: RequiredAction,
    people: QuerySet | Collection[int],
    campaign: Campaign,
    day: date,
) -> dict[int, list[Proof]]:
    """By deputy the records of the campaign until `day`, in their order."""
    found: dict[int, list[Proof]] = defaultdict(list)
    until = min(day, last_day_of(campaign))
    if until < campaign.starts_on:
        return found
    sought = Sought(campaign.starts_on, until, people)
    for proof in registered[action.source].proofs(sought):
        found[proof.person].append(proof)
    for own in found.values():
        own.sort(key=lambda proof: (proof.day, proof.record))
    return found


def _within(
    proofs: list[Proof], action: RequiredAction, period: Stretch, campaign: Campaign
) -> tuple[Proof, ...]:
    """What is due once may be made good until the campaign is over."""
    last = last_day_of(campaign) if action.every == Every.ONCE else period.last
    return tuple(one for one in proofs if period.first <= one.day <= last)
