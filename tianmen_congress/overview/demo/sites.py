"""Homes, rooms and stations of deputies (阵地), and what was found there."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

from groups.places.actions import make_missing
from groups.places.enums import Fulfilment, Host, WallItem
from groups.places.models import Place, PlaceFinding
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.enums import PlaceKind
from tianmen_congress.base.campaigns.models import PlaceRequirement
from tianmen_congress.base.divisions.models import Division

from . import names
from .accounts import HOME
from .photos import drawn, meeting
from .plan import FIRST_DAY, PILOTS, Plan

OPENED = date(2017, 5, 10)
HOURS = ("每周三9:00—11:00", "每月20日9:00—11:00", "单月15日14:30—16:30")
HOSTS = {
    PlaceKind.HOME: [Host.GOVERNMENT] * 4 + [Host.PARTY_CENTRE],
    PlaceKind.ROOM: [Host.PARTY_CENTRE] * 3 + [Host.COMMUNITY, Host.COMPANY],
    PlaceKind.STATION: [Host.PARTY_CENTRE] * 4 + [Host.DEPUTY],
}
# Of ten things asked for, so many are there; the others in part, or not at all.
STATES = [Fulfilment.THERE] * 7 + [Fulfilment.PARTLY] * 2 + [Fulfilment.MISSING]
WHY = {Fulfilment.PARTLY: "正在完善", Fulfilment.MISSING: "尚未落实，已要求补上"}


def make_places(plan: Plan) -> None:
    """Homes and rooms everywhere, stations in the pilots: the others wait for theirs."""
    # Its own chance: what is made beside it stays as it was.
    rng = Random(len(HOURS))  # noqa: S311 - repeatable on purpose
    for township in plan.homes:
        is_pilot = township.name in PILOTS
        kinds = [*PlaceKind] if is_pilot else [PlaceKind.HOME, PlaceKind.ROOM]
        by = plan.users["yuxin"] if township.name == HOME else plan.office
        with plan.acting(by):
            made = make_missing(township, by=by, kinds=kinds, opened_on=OPENED)
            _furnish(rng, made)
            PlaceFinding.objects.bulk_create(
                finding for place in made for finding in _findings(plan, rng, place, by)
            )
            if is_pilot:
                _photograph(rng, township, by)


def _furnish(rng: Random, places: list[Place]) -> None:
    for place in places:
        place.host = rng.choice(HOSTS[PlaceKind(place.kind)])
        place.address = place.address or _address(place)
        place.area_m2 = rng.randrange(30, 110)
        place.head_name = names.person_name(rng, "male")
        # One station in twelve has nobody yet: something to be found.
        if place.kind != PlaceKind.STATION or rng.random() > 1 / 12:
            place.keeper_name = names.person_name(rng, rng.choice(("male", "female")))
            place.keeper_phone = names.phone(rng)
        place.hours = rng.choice(HOURS)
        place.plaque, place.plaque_on = place.name, OPENED
        place.wall_items = [WallItem.PEOPLE, WallItem.RULES, WallItem.VILLAGES]
        place.wall_on = OPENED
        place.save()


def _address(place: Place) -> str:
    is_at_office = place.host == Host.GOVERNMENT
    return place.owner.name + ("机关" if is_at_office else Host(place.host).label)


def _findings(
    plan: Plan, rng: Random, place: Place, by: User
) -> Iterator[PlaceFinding]:
    """One round in June; of the pilots what was not there is looked at again in July."""
    asked = PlaceRequirement.objects.filter(campaign=plan.campaign, kind=place.kind)
    for requirement in asked:
        state = rng.choice(STATES)
        day = names.day_between(rng, FIRST_DAY + timedelta(days=30), date(2017, 6, 25))
        yield _finding(place, requirement, state, day, by)
        is_mended = state != Fulfilment.THERE and place.township.name in PILOTS
        if is_mended and rng.random() < 0.7:
            later = day + timedelta(days=20)
            yield _finding(place, requirement, Fulfilment.THERE, later, by)


def _finding(
    place: Place, asked: PlaceRequirement, state: str, day: date, by: User
) -> PlaceFinding:
    return PlaceFinding(
        place=place,
        requirement=asked,
        state=state,
        seen_on=day,
        seen_by=by.name,
        note=WHY.get(state, ""),
        recorded_by=by,
    )


def _photograph(rng: Random, township: Division, by: User) -> None:
    """What was found in the home and in the first room, drawn."""
    found = PlaceFinding.objects.filter(township=township, state=Fulfilment.THERE)
    for kind in (PlaceKind.HOME, PlaceKind.ROOM):
        finding = found.filter(place__kind=kind).order_by("pk").first()
        if finding is not None:
            finding.photo = drawn("阵地.jpg", meeting, rng, by=by)
            finding.save(update_fields=["photo"])
