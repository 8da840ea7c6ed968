"""What pages of groups and activities show of places."""

from collections.abc import Iterator, Mapping

from django.db.models import Q

from groups.activities.queries import venues
from groups.models import DeputyGroup
from groups.pages.parts import group_parts
from groups.places.enums import Standard
from groups.places.models import Place
from groups.places.queries.standing import rooms_of
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.campaigns.enums import PlaceKind
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.ui.parts import DetailPart

MOST_VENUES = 40


def room(user: User, group: DeputyGroup) -> Mapping[str, object] | None:
    found = rooms_of(group, user=user).first()
    if found is None:
        return None
    return {"room": found, "standard": Standard(found.standard).label}


def venues_of(user: User, group: DeputyGroup) -> Iterator[str]:
    """Where an activity may be held: the group's room, the township's home, stations of
    its villages."""
    day = today()
    rows = Place.objects.visible_to(user).standing(day)
    linked = group.village_links.on(day).values("village")
    home = Q(kind=PlaceKind.HOME, township=group.township_id)
    rows = rows.filter(Q(group=group) | home | Q(village__in=linked))
    for place in rows.order_by("kind", "name")[:MOST_VENUES]:
        yield f"{place.name}（{place.address}）" if place.address else place.name


venues.registered["places"] = venues_of
group_parts.register(DetailPart("places/_room.html", room))
