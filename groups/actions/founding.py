"""Founding a group and changing what is known of it."""

from django.core.exceptions import PermissionDenied
from django.db import transaction

from groups import rules
from groups.models import DeputyGroup
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User


@transaction.atomic
def found_group(group: DeputyGroup, *, by: User) -> DeputyGroup:
    """Store a new group together with the organ in whose name it acts."""
    demand_that_he_keeps(group, by)
    group.organ = Organ.objects.create(
        kind=OrganKind.GROUP,
        name=group.name,
        division=group.township,
        order=group.number,
        since=group.founded_on,
    )
    group.save()
    return group


@transaction.atomic
def edit_group(group: DeputyGroup, *, by: User) -> DeputyGroup:
    """Store what was changed on `group`; its organ bears the same name."""
    demand_that_he_keeps(group, by)
    group.save()
    organ = group.organ
    organ.name, organ.order, organ.since = group.name, group.number, group.founded_on
    organ.save()
    return group


def demand_that_he_keeps(group: DeputyGroup, by: User) -> None:
    if not rules.can_edit_group(by, group):
        raise PermissionDenied("您只能登记和修改本乡镇的代表小组。")
