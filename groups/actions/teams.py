"""Visit teams (代表活动小组): three to five deputies of a group."""

from collections.abc import Collection

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from deputies.models import Person
from groups import rules
from groups.models import VisitTeam
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today

FEWEST, MOST = 3, 5


@transaction.atomic
def save_team(team: VisitTeam, members: Collection[Person], *, by: User) -> VisitTeam:
    """Store a new or changed team with exactly these members."""
    _demand_that_he_keeps(team, by)
    if not FEWEST <= len(members) <= MOST:
        raise ValidationError(
            f"分队应有{FEWEST}至{MOST}名代表，现选了{len(members)}名。"
        )
    belong = set(team.group.memberships.on(today()).values_list("person", flat=True))
    if strangers := [person.name for person in members if person.pk not in belong]:
        raise ValidationError(f"不是本小组成员：{'、'.join(strangers)}。")
    team.save()
    team.members.set(members)
    return team


@transaction.atomic
def retire_team(team: VisitTeam, *, by: User) -> VisitTeam:
    """The team goes out no more; its visits keep its name."""
    team = VisitTeam.objects.select_for_update(of=["self"]).get(pk=team.pk)
    _demand_that_he_keeps(team, by)
    team.is_active = False
    team.version += 1
    team.save()
    return team


def _demand_that_he_keeps(team: VisitTeam, by: User) -> None:
    if not rules.keeps_books_of(by, team.group):
        raise PermissionDenied("您只能编排本小组（本乡镇）的代表活动小组。")
