"""What the pages of rooms below show of visits and pairings."""

from collections.abc import Mapping

from django.db.models import Prefetch, QuerySet
from django.urls import reverse

from deputies.models import Person
from groups.models import Activity, DeputyGroup, GroupVillage
from groups.rules import can_edit_activity
from poverty.models import Household, PoorVillage
from tianmen_congress.base.accounts.models import User
from visits.models import HouseholdCall, HouseholdPairing, Visit, VisitDeputy

RECENT = 10
Part = Mapping[str, object] | None


def _visits(rows: QuerySet[Visit], query: str, **more) -> Part:
    """The latest visits of `rows`, and the list with all of them."""
    # unscoped: who went on the visits in sight
    people = VisitDeputy.objects.select_related("person")
    rows = rows.standing().select_related("group", "village")
    rows = rows.prefetch_related(Prefetch("participations", queryset=people))
    shown = list(rows[:RECENT])
    if not shown and not more:
        return None
    return {"visits": shown, "all": f"{reverse('visits:list')}?{query}", **more}


def of_village(user: User, poor: PoorVillage) -> Part:
    rows = Visit.objects.visible_to(user).filter(village=poor.village_id)
    return _visits(rows, f"village_pk={poor.village_id}")


def groups_of_village(user: User, poor: PoorVillage) -> Part:
    """The groups that the village is or was linked to, those of now first."""
    links = GroupVillage.objects.visible_to(user).filter(village=poor.village_id)
    shown = list(links.select_related("group").order_by("-until", "group"))
    return {"links": shown} if shown else None


def of_group(user: User, group: DeputyGroup) -> Part:
    rows = Visit.objects.visible_to(user).filter(group=group)
    return _visits(rows, f"group_pk={group.pk}")


def of_person(user: User, person: Person) -> Part:
    rows = Visit.objects.visible_to(user).filter(deputies=person)
    return _visits(rows, f"deputy_pk={person.pk}")


def of_activity(user: User, activity: Activity) -> Part:
    """Visits of the day's programme, and the way to enter another."""
    rows = Visit.objects.visible_to(user).filter(activity=activity)
    if not can_edit_activity(user, activity):
        return _visits(rows, f"group_pk={activity.group_id}")
    enter = f"{reverse('visits:create')}?activity={activity.pk}"
    return _visits(rows, f"group_pk={activity.group_id}", enter=enter)


def calls_of_household(user: User, household: Household) -> Part:
    """The latest calls on the household."""
    # unscoped: who went on the calls in sight
    people = VisitDeputy.objects.select_related("person")
    calls = HouseholdCall.objects.visible_to(user).standing()
    calls = calls.filter(household=household).select_related("visit__group")
    calls = calls.prefetch_related(Prefetch("visit__participations", queryset=people))
    shown = list(calls.order_by("-visit__visited_on", "-pk")[:RECENT])
    address = f"{reverse('visits:list')}?household_pk={household.pk}"
    return {"calls": shown, "all": address} if shown else None


def pairings_of_household(user: User, household: Household) -> Part:
    return _pairings(user, household=household)


def pairings_of_person(user: User, person: Person) -> Part:
    return _pairings(user, person=person)


def _pairings(user: User, **whose) -> Part:
    """Those of now first."""
    rows = HouseholdPairing.objects.visible_to(user).filter(**whose)
    rows = rows.select_related("person", "group", "household__village")
    shown = list(rows.order_by("-until", "-since"))
    return {"pairings": shown, "of_person": "person" in whose} if shown else None
