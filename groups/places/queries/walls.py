"""What hangs on the wall of a place: its groups, their villages, the rules.

A room that has more to hang there announces it when the program starts:

    walls.register("roster", roster_on_wall)
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from deputies.enums import Tier
from deputies.models import Mandate
from groups.models import DeputyGroup, GroupMembership
from groups.places.models import Place
from groups.queries import memberships_on
from tianmen_congress.base.campaigns.enums import PlaceKind
from tianmen_congress.base.campaigns.models import WallText
from tianmen_congress.base.campaigns.queries import current_campaign
from tianmen_congress.base.clocks.periods import holds
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.registry import Registry


@dataclass(frozen=True, slots=True)
class OnWall:
    """One group as it hangs there: who is in it, which villages it is linked to."""

    group: DeputyGroup
    people: list[tuple[GroupMembership, list[Mandate]]]
    villages: list[Division]


@dataclass(frozen=True, slots=True)
class WallSheet:
    """A table of words that a room above hangs there."""

    title: str
    heading: tuple[str, ...]
    rows: list[tuple[str, ...]]


# Called with a place and a day.
registered: Registry[str, Callable[[Place, date], WallSheet | None]] = Registry()


def register(name: str, sheet: Callable[[Place, date], WallSheet | None]) -> None:
    registered[name] = sheet


@dataclass(frozen=True, slots=True)
class Wall:
    groups: list[OnWall]
    sheets: list[WallSheet]
    texts: list[WallText]
    on: date


def wall_of(place: Place, *, on: date) -> Wall:
    """As it should hang there on the day."""
    campaign = current_campaign()
    texts = list(campaign.wall_texts.all()) if campaign else []
    groups = [_on_wall(group, on) for group in _groups(place, on)]
    found = (sheet(place, on) for sheet in registered.values())
    return Wall(groups, [each for each in found if each], texts, on)


def _groups(place: Place, on: date) -> list[DeputyGroup]:
    # unscoped: the groups whose list hangs in a place in sight
    rows = DeputyGroup.objects.existing(on)
    if place.kind == PlaceKind.HOME:
        rows = rows.filter(township=place.township)
    elif place.kind == PlaceKind.ROOM:
        rows = rows.filter(pk=place.group_id)
    else:
        links = place.village.group_links.on(on)
        rows = rows.filter(pk__in=links.values("group"))
    return list(rows.select_related("township").order_by("township__code", "number"))


def _on_wall(group: DeputyGroup, on: date) -> OnWall:
    links = group.village_links.on(on).select_related("village")
    people = [(each, _held(each, on)) for each in memberships_on(group, on=on)]
    return OnWall(group, people, [link.village for link in links])


def _held(row: GroupMembership, on: date) -> list[Mandate]:
    """Mandates of that day, the highest tier first."""
    held = [m for m in row.person.mandates.all() if holds(m, on)]
    return sorted(held, key=lambda mandate: Tier.values.index(mandate.tier))
