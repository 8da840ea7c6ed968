"""Who belongs to a group, from day to day."""

from collections.abc import Collection
from datetime import date, timedelta

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Max

from deputies.models import Person
from groups import rules
from groups.enums import Office
from groups.models import DeputyGroup, GroupMembership
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import lasting


@transaction.atomic
def add_member(
    group: DeputyGroup,
    person: Person,
    *,
    by: User,
    offices: Collection[str] = (),
    order: int | None = None,
    since: date | None = None,
) -> GroupMembership:
    """Take a deputy into `group`; nobody is in two groups of a township at a time."""
    group = locked(group, by)
    # Two clerks who take him into two groups wait for each other.
    Person.objects.select_for_update().get(pk=person.pk)
    _check_free(person, group, since or today())
    last = group.memberships.aggregate(last=Max("order"))["last"] or 0
    membership = GroupMembership(
        group=group,
        person=person,
        order=last + 1 if order is None else order,
        since=since,
    )
    return _with_offices(membership, offices)


def _check_free(person: Person, group: DeputyGroup, since: date) -> None:
    """In no group of the township on `since` or any day after it."""
    others = person.memberships.filter(
        lasting(since), group__township=group.township_id
    )
    other = others.select_related("group").order_by("-until").first()
    if other is None:
        return
    if other.until is None:
        raise ValidationError(
            f"{person}现在是{other.group}成员，请先在该小组办理退出。"
        )
    raise ValidationError(
        f"{person}到{other.until:%Y-%m-%d}为止是{other.group}成员，请核对加入日期。"
    )


@transaction.atomic
def set_offices(
    membership: GroupMembership, *, by: User, offices: Collection[str]
) -> GroupMembership:
    """Say which offices (组长, 副组长, 联络员) the member holds from now on."""
    membership = _open(membership, by)
    return _with_offices(membership, offices)


@transaction.atomic
def end_membership(
    membership: GroupMembership, *, by: User, until: date
) -> GroupMembership:
    """The member belongs to the group up to and with `until`."""
    membership = _open(membership, by)
    if membership.since and until < membership.since:
        raise ValidationError(
            f"退出日期不能早于加入日期（{membership.since:%Y-%m-%d}）。"
        )
    membership.until = until
    membership.save()
    return membership


@transaction.atomic
def leave_groups(person: Person, *, on: date) -> int:
    """Who is no deputy from `on` belongs to no group and to no team."""
    last_day = on - timedelta(days=1)
    rows = list(person.memberships.select_for_update().filter(lasting(on)))
    for row in rows:
        row.until = max(last_day, row.since or last_day)
        row.save(update_fields=["until"])
    for team in person.visit_teams.filter(is_active=True):
        team.members.remove(person)
        team.version += 1
        team.save(update_fields=["version"])
    return len(rows)


def locked(group: DeputyGroup, by: User) -> DeputyGroup:
    """The stored group: two clerks who add members wait for each other."""
    rows = DeputyGroup.objects.select_for_update(of=["self"])
    group = rows.select_related("township").get(pk=group.pk)
    if not rules.can_edit_group(by, group):
        raise PermissionDenied("您只能调整本乡镇代表小组的成员和联系村。")
    return group


def _open(membership: GroupMembership, by: User) -> GroupMembership:
    locked(membership.group, by)
    membership = GroupMembership.objects.select_related("group").get(pk=membership.pk)
    if membership.until:
        raise ValidationError(f"该成员已于{membership.until:%Y年%m月%d日}退出。")
    return membership


def _check_one_leader(membership: GroupMembership, offices: Collection[str]) -> None:
    others = membership.group.memberships.on(today()).filter(is_leader=True)
    leader = others.exclude(pk=membership.pk).select_related("person").first()
    if leader and Office.LEADER in offices:
        raise ValidationError(f"小组已有组长{leader.person}，请先调整其职务。")


def _with_offices(
    membership: GroupMembership, offices: Collection[str]
) -> GroupMembership:
    _check_one_leader(membership, offices)
    membership.is_leader = Office.LEADER in offices
    membership.is_deputy_leader = Office.DEPUTY_LEADER in offices
    membership.is_secretary = Office.SECRETARY in offices
    membership.save()
    return membership
