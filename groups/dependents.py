"""Groups are called after the township that they are of, and linked to villages."""

from collections.abc import Collection
from datetime import date

from deputies.actions import of_people
from deputies.models import Person
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.dependents import (
    register_hanging,
    register_namesake,
)
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.hanging import Hanging, by_key

from .actions import (
    bring_groups,
    leave_groups,
    of_groups,
    pass_links,
    pass_members,
    pass_villages,
)
from .models import DeputyGroup, GroupMembership, GroupVillage


@register_namesake
def rename_groups(place: Division, old: str, on: date | None) -> int:
    """渔薪镇第一代表小组 goes with 渔薪镇; a group that is no more keeps its name."""
    # unscoped: all groups of the place, for whoever may rename it
    groups = DeputyGroup.objects.existing(on or today()).filter(township=place)
    groups = groups.filter(name__startswith=old)
    for group in groups:
        group.rename(place.name + group.name.removeprefix(old), on=on)
        group.version += 1
        group.save(update_fields=["name", "former_names", "version"])
    return len(groups)


def count_links(places: Collection[Division]) -> dict[int, int]:
    # unscoped: how many there are, for whoever says where the place went
    rows = GroupVillage.objects.on(today()).filter(village__in=places)
    return by_key(rows, "village")


def move_links(old: Division, new: Division, on: date, by: User | None) -> int:
    return pass_links(old, new, on=on)


def count_groups(places: Collection[Division]) -> dict[int, int]:
    # unscoped: how many there are, for whoever says where the place went
    rows = DeputyGroup.objects.existing(today()).filter(township__in=places)
    return by_key(rows, "township")


def move_groups(old: Division, new: Division, on: date, by: User | None) -> int:
    return bring_groups(old, new, on=on)


register_hanging(Hanging("links", "联系村", "个", count_links, move_links, order=20))
register_hanging(
    Hanging("groups", "代表小组", "个", count_groups, move_groups, order=30)
)


def count_members(groups: Collection[DeputyGroup]) -> dict[int, int]:
    # unscoped: how many there are, for whoever closes the group
    rows = GroupMembership.objects.on(today()).filter(group__in=groups)
    return by_key(rows, "group")


def move_members(
    group: DeputyGroup, into: DeputyGroup | None, on: date, by: User | None
) -> int:
    return pass_members(group, into, on=on)


def count_villages(groups: Collection[DeputyGroup]) -> dict[int, int]:
    # unscoped: how many there are, for whoever closes the group
    rows = GroupVillage.objects.on(today()).filter(group__in=groups)
    return by_key(rows, "group")


def move_villages(
    group: DeputyGroup, into: DeputyGroup | None, on: date, by: User | None
) -> int:
    return pass_villages(group, into, on=on)


of_groups.register(
    Hanging("members", "成员", "名", count_members, move_members, order=10)
)
of_groups.register(
    Hanging("villages", "联系村", "个", count_villages, move_villages, order=20)
)


def count_memberships(people: Collection[Person]) -> dict[int, int]:
    # unscoped: how many there are, for whoever ends the last mandate
    rows = GroupMembership.objects.on(today()).filter(person__in=people)
    return by_key(rows, "person")


def end_memberships(person: Person, nobody: None, on: date, by: User | None) -> int:
    return leave_groups(person, on=on)


of_people.register(
    Hanging(
        "memberships", "小组成员", "处", count_memberships, end_memberships, order=40
    )
)
