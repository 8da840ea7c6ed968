"""The places of a table by township: each in sight has its line, with noughts too."""

from collections.abc import Collection
from dataclasses import dataclass

from tianmen_congress.base.access.scope import CITY_ROLES, townships_in_sight
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.figures.registry import Asked

# Deputies of the city's own organs, who belong to no township.
CITY_ORGANS = "市直"


@dataclass(frozen=True, slots=True)
class ListedPlace:
    name: str
    key: int | None


def places_of(keys: Collection[int], *, user: User, asked: Asked) -> list[ListedPlace]:
    """Townships in sight and those of `keys`, in the order of their codes; then 市直."""
    wanted = (
        [asked.township.pk] if asked.township else townships_in_sight(user).values("pk")
    )
    rows = Division.objects.filter(pk__in=wanted) | Division.objects.filter(pk__in=keys)
    places = [ListedPlace(row.name, row.pk) for row in rows.order_by("code")]
    names = {place.name for place in places}
    is_whole = user.has_role(*CITY_ROLES) and not asked.township
    if is_whole and CITY_ORGANS not in names:
        places.append(ListedPlace(CITY_ORGANS, None))
    return places
