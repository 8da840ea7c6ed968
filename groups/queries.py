"""Reads about groups that several pages share."""

from collections import Counter
from collections.abc import Collection
from datetime import date

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet

from deputies.enums import Tier
from deputies.models import Mandate, Person
from deputies.queries import people
from tianmen_congress.base.access.scope import townships_in_sight
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.clocks.periods import holding
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui.history import (
    HistoryEvent,
    events,
    events_beneath,
    together,
)

from .models import DeputyGroup, GroupMembership, GroupVillage


def groups(*, user: User, on: date | None = None) -> QuerySet[DeputyGroup]:
    """Groups of a day that `user` may see, with what a line about a group needs."""
    return all_groups(user=user).existing(on or today())


def all_groups(*, user: User) -> QuerySet[DeputyGroup]:
    """The same of any time."""
    rows = DeputyGroup.objects.visible_to(user)
    return rows.select_related("township", "organ")


def with_officers(rows: QuerySet[DeputyGroup]) -> QuerySet[DeputyGroup]:
    """`rows` with current members and villages at hand, in constant queries."""
    # unscoped: the members and villages of the groups given
    members = GroupMembership.objects.on(today()).select_related("person")
    links = GroupVillage.objects.on(today()).select_related("village")
    return rows.prefetch_related(
        Prefetch("memberships", queryset=members, to_attr="current_memberships"),
        Prefetch("village_links", queryset=links, to_attr="current_links"),
    )


def groups_to_keep(*, user: User) -> QuerySet[DeputyGroup]:
    """Groups whose teams and activities `user` may write."""
    rows = groups(user=user)
    if user.has_role(Role.OFFICE):
        return rows
    organs = [p.organ_id for p in user.live_posts if p.role == Role.SECRETARY]
    return rows.filter(Q(township__in=user.townships) | Q(organ__in=organs))


def townships_to_keep(*, user: User) -> QuerySet[Division]:
    """Townships whose groups `user` may found and edit, and 市直."""
    rows = Division.objects.homes().current()
    if user.has_role(Role.OFFICE):
        return rows
    return rows.filter(pk__in=[place.pk for place in user.townships])


def memberships_on(group: DeputyGroup, *, on: date) -> list[GroupMembership]:
    """Who belongs to `group` on a day, officers as they are listed, mandates at hand."""
    # unscoped: the mandates of the group's own members
    mandates = Mandate.objects.select_related("congress", "township")
    rows = group.memberships.on(on).select_related("person")
    rows = rows.prefetch_related(Prefetch("person__mandates", queryset=mandates))
    return list(rows.order_by("order", "pk"))


def members_of(group: DeputyGroup, *, on: date) -> list[Person]:
    """Deputies of `group` on a day, in the order of the group's list."""
    rows = group.memberships.on(on).select_related("person")
    return list({m.person_id: m.person for m in rows.order_by("order", "pk")}.values())


def in_no_group(*, user: User, on: date) -> QuerySet[Person]:
    """Deputies in office who are in no group of the townships whose groups `user` keeps."""
    places = townships_to_keep(user=user).values("pk")
    # unscoped: only tells who is free, in townships that the user keeps
    taken = GroupMembership.objects.on(on).filter(group__township__in=places)
    standing = people(user=user).in_office(on)
    return standing.exclude(pk__in=taken.values("person"))


def groups_of(township: int, *, user: User) -> QuerySet[DeputyGroup]:
    """Those of today of the township with this key."""
    return groups(user=user).filter(township=township)


def may_link(group: DeputyGroup, *, on: date) -> QuerySet[Division]:
    """Villages of the group's township where people live, that have no group."""
    return without_group(Division.objects.current(), on=on).filter(
        parent=group.township_id
    )


def free_villages(
    *,
    user: User,
    township: Division | None = None,
    on: date | None = None,
    with_groups: bool = False,
) -> QuerySet[Division]:
    """Villages in the places in sight of which no group takes care on the day; with
    `with_groups` only where there are groups that could."""
    day = on or today()
    places = townships_in_sight(user, on=day).order_by().values("pk")
    rows = Division.objects.on(day).filter(parent__in=places)
    rows = rows.filter(parent=township) if township else rows
    if with_groups:
        could = groups(user=user, on=day).order_by().values("township")
        rows = rows.filter(parent__in=could)
    free = without_group(rows, on=day).select_related("parent")
    return free.order_by("code")


def last_links(
    villages: QuerySet[Division], *, user: User, on: date
) -> dict[int, GroupVillage]:
    """By village the last link that ended before the day, as far as in sight."""
    rows = GroupVillage.objects.visible_to(user).filter(until__lt=on)
    rows = rows.filter(village__in=villages.order_by().values("pk"))
    rows = rows.select_related("group").order_by("until", "pk")
    return {link.village_id: link for link in rows}


def without_group(rows: QuerySet[Division], *, on: date) -> QuerySet[Division]:
    """Those of `rows` where people live, of which no group takes care on the day."""
    # unscoped: only whether there is one
    linked = GroupVillage.objects.on(on).values("village")
    return rows.visitable().exclude(pk__in=linked)


def tiers_of(groups: Collection[DeputyGroup], *, on: date) -> dict[int, Counter]:
    """By group how many of its members there are of each tier; whoever holds several
    mandates counts at the highest."""
    # unscoped: the members of the groups given
    held = GroupMembership.objects.on(on).filter(
        holding(on, link="person__mandates"),
        person__mandates__isnull=False,
        group__in=groups,
    )
    highest: dict[tuple[int, int], str] = {}
    order = list(Tier)
    for group, person, tier in held.values_list(
        "group", "person", "person__mandates__tier"
    ):
        known = highest.get((group, person), tier)
        highest[group, person] = min(known, tier, key=order.index)
    found = {group.pk: Counter() for group in groups}
    for (group, _), tier in highest.items():
        found[group][tier] += 1
    return found


def former_members(group: DeputyGroup, *, on: date) -> QuerySet[GroupMembership]:
    rows = group.memberships.filter(until__lt=on).select_related("person")
    return rows.order_by("-until", "order")


def story_of_group(group: DeputyGroup, *, user: User) -> list[HistoryEvent]:
    """Everything recorded about the group, its members and its villages."""
    return together(
        events(group, user=user),
        events_beneath(group.memberships.all(), user=user, noun="成员", name="person"),
        events_beneath(
            group.village_links.all(), user=user, noun="联系村", name="village"
        ),
    )


def villages_of_groups(rows: QuerySet[DeputyGroup]) -> QuerySet[Division]:
    """Villages of the townships of `rows`, and whatever else is linked to them."""
    # unscoped: the villages of the groups given
    linked = GroupVillage.objects.filter(group__in=rows)
    return (
        Division.objects.visitable()
        .select_related("parent")
        .filter(
            Exists(rows.order_by().filter(township=OuterRef("parent")))
            | Exists(linked.filter(village=OuterRef("pk")))
        )
    )


def is_of_city_organs(group: int | None) -> bool:
    """Whether the group with this key is one of 市直."""
    # unscoped: only whether a group has a territory
    home = Division.objects.filter(
        pk__in=DeputyGroup.objects.filter(pk=group).values("township")
    )
    return any(not each.is_territory for each in home)


def villages_of(
    rows: QuerySet[Division], *, group: int | None, on: date
) -> QuerySet[Division]:
    """Of `rows`, those of the township of a group, its linked villages first.

    Of a group of 市直 none: it has no villages of its own.
    """
    rows = rows.filter(Q(closed_on=None) | Q(closed_on__gt=on))
    if group is None:
        return rows.order_by("code")
    # unscoped: narrows the villages given to those of one group
    links = GroupVillage.objects.on(on).filter(group=group)
    township = DeputyGroup.objects.filter(pk=group).values("township")
    rows = rows.annotate(is_linked=Exists(links.filter(village=OuterRef("pk"))))
    rows = rows.filter(Q(is_linked=True) | Q(parent__in=township))
    return rows.order_by("-is_linked", "code")
