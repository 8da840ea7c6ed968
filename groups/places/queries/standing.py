"""Places as lists, pages and tables read them."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from groups.models import DeputyGroup
from groups.places.enums import MET, Fulfilment
from groups.places.models import Place, PlaceFinding
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.models import PlaceRequirement
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures.registry import Asked
from tianmen_congress.base.ui.history import (
    HistoryEvent,
    events,
    events_beneath,
    together,
)

from .sights import Seen, seen

NEIGHBOURS = ("township", "group", "village")


@dataclass(frozen=True, slots=True)
class Item:
    """One requirement of a place: what was found last, and what the system sees."""

    requirement: PlaceRequirement
    finding: PlaceFinding | None
    seen: Seen | None = None

    @property
    def is_met(self) -> bool:
        return self.finding is not None and self.finding.state in MET

    @property
    def is_doubted(self) -> bool:
        """Said to be there, and the system sees nothing of it."""
        is_claimed = self.finding and self.finding.state == Fulfilment.THERE
        return bool(is_claimed and self.seen and not self.seen.is_there)


def places(*, user: User) -> QuerySet[Place]:
    """All in sight, with what they are of."""
    return Place.objects.visible_to(user).select_related(*NEIGHBOURS)


def places_asked(*, user: User, asked: Asked) -> QuerySet[Place]:
    """Those that stood on the last day, in the township asked for."""
    day = asked.last_day
    rows = places(user=user).standing(day).with_site_on(day)
    return asked.placed(rows, "township__now" if asked.is_by_now else "township_then")


def townships_of(rows: Collection[Place], *, by_now: bool) -> dict[int, Division]:
    """By key of a place, annotated with its site of a day, the township to be named."""
    keys = {place.township_then for place in rows}
    found = Division.objects.select_related("now").in_bulk(keys)
    then = {place.pk: found[place.township_then] for place in rows}
    return {pk: each.now if by_now else each for pk, each in then.items()}


def items_of(
    rows: Collection[Place], *, on: date, with_seen: bool = False
) -> dict[int, list[Item]]:
    """By key of a place all that the running campaign asks of it."""
    asked: dict[str, list[PlaceRequirement]] = {}
    for each in PlaceRequirement.objects.running():
        asked.setdefault(each.kind, []).append(each)
    # unscoped: of places in sight
    latest = PlaceFinding.objects.latest(on).filter(place__in=rows)
    latest = latest.select_related("requirement", "photo", "recorded_by")
    found = {(row.place_id, row.requirement.code): row for row in latest}
    told = seen(rows, on=on) if with_seen else {}
    return {
        place.pk: [
            Item(each, found.get((place.pk, each.code)), _sight(told, place, each))
            for each in asked.get(place.kind, ())
        ]
        for place in rows
    }


def _sight(told: dict, place: Place, requirement: PlaceRequirement) -> Seen | None:
    return told.get(place.pk, {}).get(requirement.sight)


def lacking(items: list[Item]) -> list[str]:
    """What is missing, in words; what nobody looked at yet is told as such."""
    return [
        each.requirement.title + ("" if each.finding else "（未认定）")
        for each in items
        if not each.is_met
    ]


def findings_of(place: Place) -> QuerySet[PlaceFinding]:
    """All of them, the latest first."""
    rows = place.findings.select_related("requirement", "photo", "recorded_by")
    return rows.order_by("-seen_on", "-pk")


def rooms_of(group: DeputyGroup, *, user: User) -> QuerySet[Place]:
    """Those of the group that are in use."""
    rows = Place.objects.visible_to(user).filter(group=group)
    return rows.standing(today()).with_standard(today())


def latest_photos(*, user: User) -> QuerySet[PlaceFinding]:
    """Of all places in sight, the newest first."""
    rows = PlaceFinding.objects.visible_to(user).exclude(photo=None)
    rows = rows.select_related("place", "requirement", "photo")
    return rows.order_by("-seen_on", "-pk")


def story_of_place(place: Place, *, user: User) -> list[HistoryEvent]:
    return together(
        events(place, user=user, personal={"keeper_phone": "phone"}),
        events_beneath(
            place.findings.all(), user=user, noun="认定：", name="requirement"
        ),
    )
