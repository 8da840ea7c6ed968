"""The lines of both ledgers (双联双促台账): pairs of the last day, and what belongs to them."""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import (
    BigIntegerField,
    Count,
    F,
    Max,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce

from groups.models import GroupMembership
from poverty.models import FormerHome, Household
from poverty.queries import with_member_count
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures.registry import Asked
from visits.models import VisitDeputy
from visits.pairings.models import Aid, Deed, Effect, HouseholdPairing
from visits.support.models import VillageIncome, VillagePairing, VillageProject

KEY = BigIntegerField()


def household_lines(*, user: User, asked: Asked) -> QuerySet[HouseholdPairing]:
    day = asked.last_day
    rows = _placed(HouseholdPairing.objects.visible_to(user).on(day), asked)
    # unscoped: where the households of the pairings in sight lived
    left = FormerHome.objects.filter(household=OuterRef("household"), until__gt=day)
    left = left.order_by("until").values("village")[:1]
    village = Coalesce(Subquery(left), F("household__village"), output_field=KEY)
    rows = rows.annotate(village_then=village)
    # unscoped: what belongs to the pairings in sight, up to the day
    aids = Aid.objects.standing().filter(begun_on__lte=day)
    # unscoped: the same
    effects = Effect.objects.standing().filter(day__lte=day)
    # unscoped: the same
    deeds = Deed.objects.standing().filter(day__lte=day)
    own = (
        Prefetch("aids", aids),
        Prefetch("effects", effects),
        Prefetch("deeds", deeds),
    )
    rows = rows.filter(household__voided_at=None)
    rows = rows.select_related("person", "household__village", "township")
    rows = rows.prefetch_related(*own, "person__mandates")
    return rows.order_by("township__code", "household__village__code", "pk")


def _placed(rows: QuerySet, asked: Asked) -> QuerySet:
    """Those of the township, each with `township_then`."""
    rows = rows.with_township_on(asked.last_day)
    return asked.placed(rows, "township__now" if asked.is_by_now else "township_then")


def places(rows: Collection, *columns: str) -> dict[int, Division]:
    """By their keys the places where pairs were that day."""
    keys = {getattr(row, column) for row in rows for column in columns}
    return Division.objects.in_bulk(keys)


def sizes(rows: Collection[HouseholdPairing]) -> dict[int, int]:
    """By key of a household how many people live there."""
    from_rows = {row.household_id for row in rows}
    # unscoped: the households of the pairings in sight
    homes = with_member_count(Household.objects)
    found = homes.filter(pk__in=from_rows).values_list("pk", "member_count")
    return dict(found)


def calls(
    rows: Collection[HouseholdPairing], *, on: date
) -> dict[tuple[int, int], tuple[int, date]]:
    """By person and household how often he called there up to a day, and when last."""
    # unscoped: the visits of the pairings in sight
    went = VisitDeputy.objects.filter(
        person__in={row.person_id for row in rows},
        visit__voided_at=None,
        visit__visited_on__lte=on,
        visit__calls__household__in={row.household_id for row in rows},
    )
    counted = went.values_list("person", "visit__calls__household").annotate(
        Count("visit", distinct=True), Max("visit__visited_on")
    )
    return {(person, home): (many, last) for person, home, many, last in counted}


def village_lines(*, user: User, asked: Asked) -> QuerySet[VillagePairing]:
    rows = VillagePairing.objects.visible_to(user).on(asked.last_day)
    rows = _placed(rows, asked)
    # unscoped: what belongs to the pairings in sight
    projects = Prefetch("projects", VillageProject.objects.standing())
    rows = rows.select_related("group", "township", "village__village")
    rows = rows.prefetch_related(projects)
    return rows.order_by("township__code", "village__village__code", "pk")


def incomes(rows: Collection[VillagePairing], years: Collection[int]) -> dict:
    """By key of a village and year the line in force."""
    # unscoped: of villages in sight
    lines = VillageIncome.objects.in_force().filter(
        village__in={row.village_id for row in rows}, year__in=years
    )
    return {(line.village_id, line.year): line for line in lines}


def members(rows: Collection[VillagePairing], *, on: date) -> dict[int, list]:
    """By key of a group who is in it on the day."""
    # unscoped: the members of the groups in sight
    held = GroupMembership.objects.on(on).select_related("person")
    found = defaultdict(list)
    for each in held.filter(group__in={row.group_id for row in rows}):
        found[each.group_id].append(each)
    return found
