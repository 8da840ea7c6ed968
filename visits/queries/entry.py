"""What may be chosen while a visit is typed."""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from deputies.models import Person
from groups.activities.models import Activity
from groups.models import DeputyGroup, GroupMembership, VisitTeam
from groups.queries import (
    groups_to_keep,
    members_of,
    villages_of,
    villages_of_groups,
)
from groups.rules import KEEPERS, keeps_books_of
from poverty.models import Household
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import Campaign
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from visits.models import Visit
from visits.pairings.models import HouseholdPairing


def groups_to_enter_for(*, user: User) -> QuerySet[DeputyGroup]:
    """Groups in whose name `user` may enter a visit of one kind or other."""
    kept = groups_to_keep(user=user)
    if not user.has_role(Role.DEPUTY):
        return kept
    # unscoped: the user's own places in groups
    own = GroupMembership.objects.on(today()).filter(person__user=user)
    rows = DeputyGroup.objects.visible_to(user).existing(today())
    mine = kept.filter(pk=OuterRef("pk"))
    return rows.filter(
        Exists(mine) | Exists(own.filter(group=OuterRef("pk")))
    ).select_related("township", "organ")


def villages_to_enter_for(*, user: User) -> QuerySet[Division]:
    """All villages where people live: a group may go to those of others (异地走访).

    A deputy who is nothing else goes where his paired households live.
    """
    if not user.has_role(*KEEPERS):
        homes = HouseholdPairing.objects.visible_to(user).filter(person__user=user)
        rows = Division.objects.filter(pk__in=homes.values("household__village"))
    else:
        rows = Division.objects.visitable()
    return rows.select_related("parent")


def villages_near(*, user: User, group: int | None, on: date) -> QuerySet[Division]:
    """Of those, the group's own: linked to it on the day, then of its township. Of no
    group, those of all for which `user` may enter visits."""
    rows = villages_to_enter_for(user=user)
    if group is None and user.has_role(*KEEPERS):
        own = villages_of_groups(groups_to_enter_for(user=user))
        rows = rows.filter(Exists(own.filter(pk=OuterRef("pk"))))
    return villages_of(rows, group=group, on=on)


def deputies_to_choose(*, user: User, group: DeputyGroup, on: date) -> list[Person]:
    """The group's deputies; to a deputy who signs in himself only himself."""
    people = members_of(group, on=on)
    if keeps_books_of(user, group):
        return people
    return [person for person in people if person.user_id == user.pk]


def paired_households(person: Person, *, on: date) -> set[int]:
    """Keys of the households that `person` is paired with on a day."""
    rows = person.pairings.on(on)
    return set(rows.values_list("household", flat=True))


def paired_homes(*, user: User, person: Person, on: date) -> list[Household]:
    """Whom `person` is paired with on a day, as far as `user` sees the households."""
    rows = HouseholdPairing.objects.visible_to(user).on(on).filter(person=person)
    homes = Household.objects.visible_to(user).standing()
    homes = homes.filter(pk__in=rows.values("household"))
    return list(homes.select_related("village__parent"))


def teams_of(*, user: User, group: DeputyGroup | None) -> QuerySet[VisitTeam]:
    rows = VisitTeam.objects.visible_to(user).filter(group=group, is_active=True)
    return rows.prefetch_related("members")


def activities_of(
    *, user: User, group: DeputyGroup | None, campaign: Campaign
) -> QuerySet[Activity]:
    rows = Activity.objects.visible_to(user).held()
    return rows.filter(group=group, campaign=campaign)


def activity_of_day(rows: QuerySet[Activity], on: date) -> Activity | None:
    """The one of `rows` that was held on that day; of several none is meant."""
    found = list(rows.filter(held_on=on)[:2])
    return found[0] if len(found) == 1 else None


def usual_recorder(*, user: User, group: DeputyGroup | None) -> str:
    """Who wrote the group's last paper: most groups have one hand for all."""
    rows = Visit.objects.visible_to(user).filter(group=group).exclude(recorder="")
    return rows.order_by("-pk").values_list("recorder", flat=True).first() or ""


def last_visit_of(*, user: User) -> Visit | None:
    """What `user` entered last: the next one is likely of the same group."""
    rows = Visit.objects.visible_to(user).filter(recorded_by=user)
    return rows.select_related("group").order_by("-pk").first()
