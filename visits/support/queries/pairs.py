"""Groups and poor villages as lists, pages and tables read them."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from poverty.models import PoorVillage
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.rows.counting import count_of
from tianmen_congress.base.ui.history import (
    HistoryEvent,
    events,
    events_beneath,
    together,
)
from visits.models import Visit
from visits.support.models import VillageIncome, VillagePairing, VillageProject

NEIGHBOURS = ("group", "township", "village__village__now__parent")


def pairings(*, user: User) -> QuerySet[VillagePairing]:
    rows = VillagePairing.objects.visible_to(user).select_related(*NEIGHBOURS)
    # unscoped: how many there are of the pairings given
    projects = count_of(VillageProject.objects.standing(), "pairing")
    return rows.annotate(project_count=projects, last_on=_last_visit())


def _last_visit() -> Subquery:
    # unscoped: the day alone, of the pairings given
    visits = Visit.objects.standing().filter(
        group=OuterRef("group"), village__now=OuterRef("village__village__now")
    )
    return Subquery(visits.order_by("-visited_on").values("visited_on")[:1])


def visits_since(pairing: VillagePairing, *, user: User) -> QuerySet[Visit]:
    """Of the group to the village, while the two were paired."""
    rows = (
        Visit.objects.visible_to(user)
        .standing()
        .filter(
            group=pairing.group_id,
            village__now=pairing.village.village.now_id,
            visited_on__gte=pairing.since,
        )
    )
    rows = rows.filter(visited_on__lte=pairing.until) if pairing.until else rows
    return rows.order_by("-visited_on", "-pk")


def projects(*, user: User) -> QuerySet[VillageProject]:
    """Those that count, of all pairings in sight."""
    rows = VillageProject.objects.visible_to(user).standing()
    return rows.select_related(
        "pairing__village__village", "group", "township", "recorded_by"
    )


def incomes_of(village: PoorVillage, *, user: User) -> QuerySet[VillageIncome]:
    """The whole series, the lines in force and those that were corrected."""
    rows = VillageIncome.objects.visible_to(user).filter(village=village)
    rows = rows.select_related("recorded_by", "corrected_by")
    return rows.order_by("-year", "-pk")


def running_of(village: PoorVillage, *, user: User, on: date) -> VillagePairing | None:
    rows = VillagePairing.objects.visible_to(user).on(on).filter(village=village)
    return rows.select_related("group").first()


def story_of(pairing: VillagePairing, *, user: User) -> list[HistoryEvent]:
    return together(
        events(pairing, user=user),
        events_beneath(pairing.projects.all(), user=user, noun="项目："),
    )
