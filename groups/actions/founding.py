"""Founding a group and changing what is known of it."""

from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction

from groups import rules
from groups.models import DeputyGroup
from tianmen_congress.base.accounts.enums import OrganKind
from tianmen_congress.base.accounts.models import Organ, User


@transaction.atomic
def found_group(group: DeputyGroup, *, by: User) -> DeputyGroup:
    """Store a new group together with the organ in whose name it acts."""
    _demand_that_he_keeps(group, by)
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
    _demand_that_he_keeps(group, by)
    group.save()
    organ = group.organ
    organ.name, organ.order, organ.since = group.name, group.number, group.founded_on
    organ.save()
    return group


@transaction.atomic
def dissolve_group(group: DeputyGroup, *, by: User, on: date) -> DeputyGroup:
    """From `on` there is no such group; what it was and did stays on record."""
    group = DeputyGroup.objects.select_for_update(of=["self"]).get(pk=group.pk)
    if group.dissolved_on:
        raise ValidationError(f"该小组已于{group.dissolved_on:%Y年%m月%d日}撤销。")
    _demand_that_he_keeps(group, by)
    last_day = on - timedelta(days=1)
    _check_nothing_came_later(group, last_day)
    group.memberships.filter(until=None).update(until=last_day)
    group.village_links.filter(until=None).update(until=last_day)
    group.teams.update(is_active=False)
    group.dissolved_on, group.organ.until = on, last_day
    group.version += 1
    group.organ.save()
    group.save()
    return group


def _check_nothing_came_later(group: DeputyGroup, last_day: date) -> None:
    joined = group.memberships.filter(until=None, since__gt=last_day)
    linked = group.village_links.filter(until=None, since__gt=last_day)
    did = group.activities.held().filter(held_on__gt=last_day)
    if late := joined.select_related("person").first():
        raise ValidationError(f"{late.person}在撤销日期之后才加入，请核对日期。")
    if late := linked.select_related("village").first():
        raise ValidationError(f"{late.village}在撤销日期之后才联系，请核对日期。")
    if late := did.first():
        raise ValidationError(f"撤销日期之后还开展了活动“{late}”，请核对日期。")


def _demand_that_he_keeps(group: DeputyGroup, by: User) -> None:
    if not rules.can_edit_group(by, group):
        raise PermissionDenied("您只能登记和修改本乡镇的代表小组。")
