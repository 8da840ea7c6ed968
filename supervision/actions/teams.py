"""The teams and the townships that they look after."""

from collections.abc import Iterable
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.db.models import Q

from supervision import rules
from supervision.models import SupervisionTeam, TeamTownship
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User
from tianmen_congress.base.divisions.models import Division


def _demand(allowed: bool) -> None:
    if not allowed:
        raise PermissionDenied


@transaction.atomic
def set_up_team(
    team: SupervisionTeam, *, by: User, townships: Iterable[Division], on: date
) -> SupervisionTeam:
    """A new team with an organ of its own, in whose name its members sign in."""
    _demand(rules.can_keep_teams(by))
    team.organ = Organ.objects.create(
        kind=OrganKind.TEAM, name=team.name, order=team.number
    )
    team.save()
    return assign_townships(team, by=by, townships=townships, on=on)


@transaction.atomic
def revise_team(
    team: SupervisionTeam, *, by: User, townships: Iterable[Division], on: date
) -> SupervisionTeam:
    _demand(rules.can_keep_teams(by))
    team.save()
    Organ.objects.filter(pk=team.organ_id).update(name=team.name)
    return assign_townships(team, by=by, townships=townships, on=on)


@transaction.atomic
def assign_townships(
    team: SupervisionTeam, *, by: User, townships: Iterable[Division], on: date
) -> SupervisionTeam:
    """From `on` the team looks after exactly `townships`; whoever had them hands over."""
    _demand(rules.can_keep_teams(by))
    wanted = {township.pk for township in townships}
    current = TeamTownship.objects.select_for_update().filter(until=None)
    kept = set(current.filter(team=team).values_list("township", flat=True)) & wanted
    ending = Q(team=team) | Q(township__in=wanted)
    for assignment in current.filter(ending).exclude(team=team, township__in=kept):
        _end(assignment, on)
    for pk in sorted(wanted - kept):
        TeamTownship.objects.create(team=team, township_id=pk, since=on)
    return team


@transaction.atomic
def pass_township(old: Division, new: Division, *, on: date) -> int:
    """Who looked after `old`, which is no more, looks after `new`, unless another team
    has it already."""
    current = TeamTownship.objects.select_for_update().filter(until=None)
    assignments = list(current.filter(township=old))
    for assignment in assignments:
        _end(assignment, on)
        if not current.filter(township=new).exists():
            TeamTownship.objects.create(team=assignment.team, township=new, since=on)
    return len(assignments)


def _end(assignment: TeamTownship, on: date) -> None:
    """Up to the day before; what began on that very day never was."""
    assignment.until = on - timedelta(days=1)
    assignment.save(update_fields=["until"])
