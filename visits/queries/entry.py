"""What may be chosen while a visit is typed."""

from datetime import date

from django.db.models import Q, QuerySet

from deputies.models import Person
from groups.models import Activity, DeputyGroup, GroupMembership, VisitTeam
from poverty.models import Household
from tianmen_congress.accounts.enums import Role
from tianmen_congress.accounts.models import User
from tianmen_congress.campaigns.models import Campaign
from tianmen_congress.clocks.calendar import today
from tianmen_congress.divisions.models import Division
from visits import rules
from visits.models import HouseholdPairing, Visit


def groups_to_enter_for(*, user: User) -> QuerySet[DeputyGroup]:
    """Groups in whose name `user` may enter a visit of one kind or other."""
    rows = DeputyGroup.objects.visible_to(user).existing(today())
    if user.has_role(Role.OFFICE):
        return rows
    organs = [p.organ_id for p in user.live_posts if p.role == Role.SECRETARY]
    mine = Q(township__in=user.townships) | Q(organ__in=organs)
    if user.has_role(Role.DEPUTY):
        own = GroupMembership.objects.on(today()).filter(person__user=user)
        mine |= Q(pk__in=own.values("group"))
    return rows.filter(mine)


def townships_to_enter_for(*, user: User) -> QuerySet[Division]:
    groups = groups_to_enter_for(user=user).order_by()
    return Division.objects.filter(pk__in=groups.values("township"))


def villages_for(
    *, user: User, group: DeputyGroup, on: date
) -> tuple[list[Division], list[Division]]:
    """Villages linked to `group`, and the others of its township.

    A deputy who is nothing else goes where his paired household lives.
    """
    rows = Division.objects.visitable().filter(still_there(on))
    linked_links = group.village_links.on(on)
    linked = list(rows.filter(group_links__in=linked_links).distinct())
    others = rows.filter(parent=group.township_id).exclude(
        pk__in=[v.pk for v in linked]
    )
    if rules.keeps_books_of(user, group):
        return linked, list(others)
    homes = own_pairings(user=user, group=group, on=on)
    villages = rows.filter(pk__in=homes.values("household__village"))
    return list(villages), []


def still_there(on: date) -> Q:
    return Q(closed_on=None) | Q(closed_on__gt=on)


def own_pairings(
    *, user: User, group: DeputyGroup, on: date
) -> QuerySet[HouseholdPairing]:
    """What a deputy who signs in himself is paired with on a day."""
    rows = HouseholdPairing.objects.visible_to(user).on(on)
    return rows.filter(person__user=user, group=group)


def members_of(group: DeputyGroup, *, on: date) -> list[Person]:
    """Deputies of `group` on a day, in the order of the group's list."""
    rows = group.memberships.on(on).select_related("person")
    return list({m.person_id: m.person for m in rows.order_by("order", "pk")}.values())


def deputies_to_choose(*, user: User, group: DeputyGroup, on: date) -> list[Person]:
    """The group's deputies; to a deputy who signs in himself only himself."""
    people = members_of(group, on=on)
    if rules.keeps_books_of(user, group):
        return people
    return [person for person in people if person.user_id == user.pk]


def households_to_call_on(*, user: User, village: Division) -> QuerySet[Household]:
    return Household.objects.visible_to(user).standing().filter(village=village)


def paired_households(person: Person, *, on: date) -> set[int]:
    """Keys of the households that `person` is paired with on a day."""
    rows = person.pairings.on(on)
    return set(rows.values_list("household", flat=True))


def teams_of(group: DeputyGroup) -> QuerySet[VisitTeam]:
    rows = group.teams.filter(is_active=True)
    return rows.prefetch_related("members")


def activities_of(
    *, user: User, group: DeputyGroup, campaign: Campaign
) -> QuerySet[Activity]:
    rows = Activity.objects.visible_to(user).held()
    return rows.filter(group=group, campaign=campaign)


def last_visit_of(*, user: User) -> Visit | None:
    """What `user` entered last: the next one is likely of the same group."""
    rows = Visit.objects.visible_to(user).filter(recorded_by=user)
    return rows.select_related("group").order_by("-pk").first()
