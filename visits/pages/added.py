"""What the pages of rooms below show of visits."""

from collections.abc import Mapping, Sequence

from django.db.models import OuterRef, Prefetch, QuerySet, Subquery
from django.urls import reverse

from deputies.models import Person
from groups.activities.models import Activity
from groups.activities.rules import can_edit_activity
from groups.models import DeputyGroup, GroupVillage
from poverty.models import Household, PoorVillage
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.queries import current_campaign
from tianmen_congress.base.figures.registry import Asked
from tianmen_congress.base.ui.tables import DayColumn
from visits.figures.coverage import WHO
from visits.models import HouseholdCall, Visit, VisitDeputy
from visits.pairings.models import HouseholdPairing
from visits.pairings.pages.tables import PairingTable
from visits.queries.coverage import links_reached
from visits.rules import can_enter_call

RECENT = 10
Part = Mapping[str, object] | None


def _visits(rows: QuerySet[Visit], query: str, **more) -> Part:
    """The latest visits of `rows`, and the list with all of them."""
    # unscoped: who went on the visits in sight
    people = VisitDeputy.objects.select_related("person")
    rows = rows.standing().with_away().select_related("group", "village__parent")
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


def links_reached_in_words(
    user: User, groups: Sequence[DeputyGroup]
) -> dict[int, str] | None:
    """Of each group's linked villages how many were visited in the current campaign."""
    if not user.has_role(*WHO):
        return None
    asked = Asked(campaign=current_campaign())
    found = links_reached(groups, user=user, asked=asked)
    return {
        group: f"{each.reached}/{each.all}（{each.rate:.0%}）"
        for group, each in found.items()
    }


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


def of_pairing(user: User, pairing: HouseholdPairing) -> Part:
    """Visits of this deputy to this household, and whether one may be entered."""
    rows = Visit.objects.visible_to(user).standing()
    rows = rows.filter(calls__household=pairing.household, deputies=pairing.person)
    visits = list(rows.select_related("village", "group")[:20])
    return {"visits": visits, "can_enter": can_enter_call(user, pairing)}


def entry_of_call(user: User, pairing: HouseholdPairing) -> Part:
    return {"pairing": pairing} if can_enter_call(user, pairing) else None


def with_last_call(
    rows: QuerySet[HouseholdPairing], user: User
) -> QuerySet[HouseholdPairing]:
    """`rows` with the day of the last visit of the two."""
    # A call in the name of a former group is not the present secretary's to see.
    last = HouseholdCall.objects.visible_to(user).filter(
        household=OuterRef("household"),
        visit__voided_at=None,
        visit__deputies=OuterRef("person"),
    )
    last = last.order_by("-visit__visited_on").values("visit__visited_on")
    return rows.annotate(last_on=Subquery(last[:1]))


PairingTable.add_column(
    "last_on", DayColumn("最近联户走访"), after="until", prepare=with_last_call
)
