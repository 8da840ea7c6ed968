"""Visits that look like the one being typed: the same paper entered twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from groups.models import DeputyGroup
from poverty.models import Household
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division
from visits.models import HouseholdCall, Visit

NEAR = timedelta(days=3)


@dataclass(frozen=True, slots=True)
class SimilarVisit:
    """An earlier record, and what it has in common with the new one."""

    visit: Visit
    household: Household | None = None

    @property
    def key(self) -> str:
        """Names the pair; somebody who confirms has seen just this one."""
        return f"{self.visit.pk}-{self.household.pk if self.household else ''}"

    @property
    def what(self) -> str:
        return f"{self.household}" if self.household else "同村、同组、同日"

    @property
    def where(self) -> str:
        visit = self.visit
        kind = visit.get_kind_display()
        return f"{visit.visited_on:%Y-%m-%d} {visit.village} {visit.group} {kind}"


def similar_visits(
    *,
    user: User,
    visited_on: date,
    group: DeputyGroup | None = None,
    village: Division | None = None,
    households: Iterable[Household] = (),
    but: Visit | None = None,
) -> list[SimilarVisit]:
    """Calls on the same household within three days, outings of the group that day."""
    found = _calls_near(user, visited_on, list(households), but)
    if group and village:
        known = {similar.visit.pk for similar in found}
        rows = _others(user, but).filter(
            group=group, village=village, visited_on=visited_on
        )
        found += [SimilarVisit(visit) for visit in rows.exclude(pk__in=known)[:5]]
    return found


def _others(user: User, but: Visit | None):
    rows = Visit.objects.visible_to(user).standing()
    rows = rows.exclude(pk=but.pk) if but else rows
    return rows.select_related("village", "group")


def _calls_near(
    user: User, day: date, households: list[Household], but: Visit | None
) -> list[SimilarVisit]:
    if not households:
        return []
    rows = HouseholdCall.objects.visible_to(user).standing()
    rows = rows.exclude(visit=but) if but else rows
    rows = rows.filter(
        household__in=households,
        visit__visited_on__range=(day - NEAR, day + NEAR),
    )
    rows = rows.select_related("household", "visit__village", "visit__group")
    return [
        SimilarVisit(call.visit, call.household)
        for call in rows.order_by("-visit__visited_on", "pk")[:20]
    ]
