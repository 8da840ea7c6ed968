"""Visits that look like the one being typed: the same paper entered twice."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from deputies.models import Person
from groups.models import DeputyGroup
from poverty.models import Household
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.counting import count_of
from visits.models import HouseholdCall, Visit, VisitDeputy

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
        return f"{self.household}" if self.household else "同村、同组、同日、同样的代表"

    @property
    def where(self) -> str:
        visit = self.visit
        kind = visit.get_kind_display()
        return f"{visit} {visit.group_name} {kind}"


def similar_visits(
    *,
    user: User,
    visited_on: date,
    group: DeputyGroup | None = None,
    village: Division | None = None,
    households: Iterable[Household] = (),
    deputies: Iterable[Person] = (),
    but: Visit | None = None,
) -> list[SimilarVisit]:
    """Calls on the same household within three days; without a household, an outing of
    the same people to the same village that day.

    A village has many poor households, and one paper is filled in for each few: other
    households of the same day are no second copy.
    """
    homes = list(households)
    if homes:
        return _calls_near(user, visited_on, homes, but)
    if not (group and village):
        return []
    rows = of_the_same_outing(
        user=user, group=group, village=village, day=visited_on, deputies=deputies
    )
    rows = rows.exclude(pk=but.pk) if but else rows
    return [SimilarVisit(visit) for visit in rows[:5]]


def of_the_same_outing(
    *,
    user: User,
    group: DeputyGroup,
    village: Division,
    day: date,
    deputies: Iterable[Person],
) -> QuerySet[Visit]:
    """Visits in sight of just these people of the group to the village that day."""
    rows = Visit.objects.visible_to(user).standing()
    rows = rows.filter(group=group, village=village, visited_on=day)
    people = {person.pk for person in deputies}
    # unscoped: who took part in a visit in sight
    took_part = VisitDeputy.objects.all()
    strangers = took_part.filter(visit=OuterRef("pk")).exclude(person__in=people)
    rows = rows.filter(~Exists(strangers)).annotate(number=count_of(took_part, "visit"))
    rows = rows.filter(number=len(people)).select_related("village", "group")
    return rows.order_by("pk")


def earlier_visit_of(visit: Visit, *, user: User) -> Visit | None:
    """The first paper of the outing that `visit` is another paper of, if it is one."""
    if not visit.calls.exists():
        return None
    rows = of_the_same_outing(
        user=user,
        group=visit.group,
        village=visit.village,
        day=visit.visited_on,
        deputies=visit.deputies.all(),
    )
    return rows.filter(kind=visit.kind, form=visit.form, pk__lt=visit.pk).first()


def _calls_near(
    user: User, day: date, households: list[Household], but: Visit | None
) -> list[SimilarVisit]:
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
