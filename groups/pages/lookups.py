"""Choosing a group, its villages and members, or somebody who may join one."""

import re

from django.db.models import Q, QuerySet

from deputies.models import Person
from deputies.pages.lookups import label as person_label
from deputies.queries import people, with_mandates
from groups.models import DeputyGroup, GroupMembership
from groups.queries import (
    groups,
    groups_to_keep,
    in_no_group,
    is_of_city_organs,
    villages_of,
    villages_of_groups,
)
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import holds, normal
from tianmen_congress.base.cells.digits import row_key
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui import lookups

LETTERS_AND_NUMBER = re.compile(r"([a-z]*)(\d{0,3})")


def search_groups(rows: QuerySet[DeputyGroup], text: str) -> QuerySet[DeputyGroup]:
    """By name, or by the township's sound and the number: yuxin, yx, yx1."""
    sound = LETTERS_AND_NUMBER.fullmatch(normal(text))
    if not sound or not text:
        return rows.filter(lookups.named(text))
    letters, number = sound.groups()
    by_sound = lookups.sounds(letters, of="township__")
    found = by_sound & Q(number=int(number)) if number else by_sound
    return rows.filter(found if letters else found | holds("name", text))


def kept_members(user: User) -> QuerySet[Person]:
    """Deputies of groups whose books `user` keeps."""
    kept = groups_to_keep(user=user).order_by()
    # unscoped: narrows the deputies in sight
    held = GroupMembership.objects.on(today()).filter(group__in=kept.values("pk"))
    return people(user=user).filter(pk__in=held.values("person"))


def of_group(rows: QuerySet[Person], given: dict[str, str]) -> QuerySet[Person]:
    group = row_key(given.get("group", ""))
    # unscoped: narrows the deputies in sight
    held = GroupMembership.objects.on(today()).filter(group=group)
    return rows.filter(pk__in=held.values("person")) if group else rows


def kept_villages(user: User) -> QuerySet[Division]:
    return villages_of_groups(groups_to_keep(user=user))


def near_group(rows: QuerySet[Division], given: dict[str, str]) -> QuerySet[Division]:
    group = row_key(given.get("group", ""))
    # A deputy of 市直 is paired with a household wherever it lives.
    return (
        rows if is_of_city_organs(group) else villages_of(rows, group=group, on=today())
    )


def with_township(village: Division) -> str:
    return f"{village}（{village.parent}）"


def of_township(rows: QuerySet[Person], given: dict[str, str]) -> QuerySet[Person]:
    """Deputies at home in the township that the form is about."""
    place = row_key(given.get("township", ""))
    return rows if place is None else rows.holding(township=place)


lookups.register(
    "group", lookups.Lookup(rows=lambda user: groups(user=user), search=search_groups)
)
# Those that were dissolved too: what they did stays on record.
lookups.register(
    "groups-seen", lookups.Lookup(DeputyGroup.objects.visible_to, search=search_groups)
)
lookups.register(
    "kept-groups",
    lookups.Lookup(rows=lambda user: groups_to_keep(user=user), search=search_groups),
)
lookups.register("kept-members", lookups.Lookup(kept_members, narrow=of_group))
lookups.register(
    "kept-villages",
    lookups.Lookup(
        kept_villages,
        label=with_township,
        search=lookups.by_any_name,
        narrow=near_group,
    ),
)
lookups.register(
    "in_no_group",
    lookups.Lookup(
        rows=lambda user: with_mandates(in_no_group(user=user, on=today())),
        label=person_label,
        narrow=of_township,
    ),
)
