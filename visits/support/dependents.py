"""A group helps a poor village as long as the village is its own."""

from collections.abc import Collection
from datetime import date

from django.db.models import QuerySet

from groups.actions import of_groups, on_link_end, told
from groups.models import DeputyGroup, GroupVillage
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.dependents import register_hanging
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.hanging import Hanging, by_key

from .actions import end_unlinked, pass_pairings
from .models import VillagePairing

WORDS = "结对的贫困村"
NOW = "village__village__now"


def _running() -> QuerySet[VillagePairing]:
    # unscoped: how many there are, for whoever closes what they hang on
    return VillagePairing.objects.on(today())


def count(places: Collection[Division]) -> dict[int, int]:
    return by_key(_running().filter(**{f"{NOW}__in": places}), NOW)


def move(old: Division, new: Division, on: date, by: User | None) -> int:
    """A poor village keeps its own name on the list; where its successor is of another
    group, the pairing ends."""
    # unscoped: all of a village that is no more
    rows = VillagePairing.objects.filter(**{f"{NOW}__in": [old, new]})
    return end_unlinked(rows, on=on)


# After the links.
register_hanging(Hanging("village_pairings", WORDS, "个", count, move, order=22))


def count_of_groups(groups: Collection[DeputyGroup]) -> dict[int, int]:
    return by_key(_running().filter(group__in=groups), "group")


def move_of_groups(
    group: DeputyGroup, into: DeputyGroup | None, on: date, by: User | None
) -> int:
    return pass_pairings(group, into, on=on)


# Before the links end, which would end them for another reason.
of_groups.register(
    Hanging("village_pairings", WORDS, "个", count_of_groups, move_of_groups, order=15)
)


def count_of_links(links: Collection[GroupVillage]) -> dict[int, int]:
    rows = _running()
    return {
        link.pk: rows.filter(group=link.group, **{NOW: link.village.now_id}).count()
        for link in links
    }


told("village_pairings", f"{WORDS}（随之解除）", "个", count_of_links, order=5)


@on_link_end
def end_with_link(link: GroupVillage, on: date) -> None:
    """The village is another group's, or nobody's, from `on`."""
    # unscoped: those that hang on the link
    end_unlinked(VillagePairing.objects.filter(group=link.group), on=on)
