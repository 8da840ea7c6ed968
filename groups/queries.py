"""Reads about groups that several pages share."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count, Prefetch, Q, QuerySet

from deputies.models import Mandate, Person
from tianmen_congress.accounts.enums import Role
from tianmen_congress.accounts.models import User
from tianmen_congress.campaigns.models import Campaign, ProgrammePart
from tianmen_congress.clocks.calendar import today
from tianmen_congress.divisions.models import Division

from .models import Activity, DeputyGroup, GroupMembership, GroupVillage


def groups(*, user: User) -> QuerySet[DeputyGroup]:
    """Groups that `user` may see, with what a line about a group needs."""
    rows = DeputyGroup.objects.visible_to(user).existing(today())
    return rows.select_related("township", "organ")


def with_officers(rows: QuerySet[DeputyGroup]) -> QuerySet[DeputyGroup]:
    """`rows` with current members and villages at hand, in constant queries."""
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
    """Townships whose groups `user` may found and edit."""
    rows = Division.objects.townships().current()
    if user.has_role(Role.OFFICE):
        return rows
    return rows.filter(pk__in=[place.pk for place in user.townships])


def memberships_on(group: DeputyGroup, *, on: date) -> list[GroupMembership]:
    """Who belongs to `group` on a day, officers as they are listed, mandates at hand."""
    mandates = Mandate.objects.select_related("congress", "township")
    rows = group.memberships.on(on).select_related("person")
    rows = rows.prefetch_related(Prefetch("person__mandates", queryset=mandates))
    return list(rows.order_by("order", "pk"))


def may_join(group: DeputyGroup, *, user: User, on: date) -> QuerySet[Person]:
    """Deputies at home in the group's township who are in no group there."""
    seats = Mandate.objects.in_office(on).filter(township=group.township_id)
    taken = GroupMembership.objects.on(on).filter(group__township=group.township_id)
    people = Person.objects.visible_to(user).filter(merged_into=None)
    return people.filter(pk__in=seats.values("person")).exclude(
        pk__in=taken.values("person")
    )


def may_link(group: DeputyGroup, *, on: date) -> QuerySet[Division]:
    """Villages of the group's township where people live, not yet linked to it."""
    villages = Division.objects.visitable().current().filter(parent=group.township_id)
    linked = group.village_links.on(on)
    return villages.exclude(pk__in=linked.values("village"))


def programme(campaign: Campaign) -> list[ProgrammePart]:
    return list(campaign.programme.all())


def with_attendance(rows: QuerySet[Activity]) -> QuerySet[Activity]:
    """`rows` with how many were asked and how many came."""
    came = Q(attendances__presence="present")
    return rows.annotate(
        asked=Count("attendances", distinct=True),
        came=Count("attendances", filter=came, distinct=True),
    )


def by_township(rows: Iterable[DeputyGroup]) -> dict[Division, list[DeputyGroup]]:
    """Groups under their townships, in the order in which they come."""
    found: dict[Division, list[DeputyGroup]] = {}
    for group in rows:
        found.setdefault(group.township, []).append(group)
    return found
