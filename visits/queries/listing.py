"""Visits, calls, and the villages and households reached, as lists show them."""

from django.db.models import Count, Max, Q, QuerySet

from poverty.models import Household
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.counting import count_of
from visits.models import HouseholdCall, Visit, VisitPhoto


def visits_for_list(*, user: User) -> QuerySet[Visit]:
    rows = Visit.objects.visible_to(user).with_away()
    rows = rows.select_related("township", "group", "village__parent", "recorded_by")
    return rows.prefetch_related("participations__person").annotate(
        # unscoped: only how many there are of a visit in sight
        call_count=count_of(HouseholdCall.objects.all(), "visit"),
        photo_count=count_of(VisitPhoto.objects.all(), "visit"),
    )


def calls_for_list(*, user: User) -> QuerySet[HouseholdCall]:
    rows = HouseholdCall.objects.visible_to(user).standing()
    rows = rows.select_related(
        "household", "township", "visit__village__parent", "visit__group"
    )
    return rows.order_by("-visit__visited_on", "-visit__pk", "order")


def villages_reached(
    *, visits: QuerySet[Visit], is_by_now: bool = False
) -> QuerySet[Division]:
    """Each village of `visits` once, with its visits and calls among them; or what it
    is today, with those of all that went into it."""
    path, where = (
        ("once__visits", "village__now") if is_by_now else ("visits", "village")
    )
    mine = Q(**{f"{path}__in": visits.order_by().values("pk")})
    rows = Division.objects.filter(pk__in=visits.order_by().values(where))
    rows = rows.select_related("parent").annotate(
        visit_count=Count(path, filter=mine, distinct=True),
        call_count=Count(f"{path}__calls", filter=mine, distinct=True),
        last_on=Max(f"{path}__visited_on", filter=mine),
    )
    return rows.order_by("code")


def households_reached(*, visits: QuerySet[Visit]) -> QuerySet[Household]:
    """Each household called on in `visits` once, with its calls among them.

    Seen through the visits: a village no longer linked hides none that was visited.
    """
    mine = Q(calls__visit__in=visits.order_by().values("pk"))
    # unscoped: seen through the visits given: see above
    calls = HouseholdCall.objects.filter(visit__in=visits.order_by().values("pk"))
    rows = Household.objects.filter(pk__in=calls.values("household"))
    rows = rows.select_related("village", "township").annotate(
        call_count=Count("calls", filter=mine, distinct=True),
        last_on=Max("calls__visit__visited_on", filter=mine),
    )
    return rows.order_by("village__code", "pinyin", "pk")
