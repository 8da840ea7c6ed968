"""What places of deputies are shown of receptions, beside what is claimed of them."""

from collections.abc import Collection
from datetime import date

from groups.places.models import Place
from groups.places.queries.sights import RECORDS, Sight, register
from tianmen_congress.base.rows.hanging import by_key
from visits.receptions.models import Reception


def count_receptions(
    places: Collection[Place], since: date, until: date
) -> dict[int, int]:
    """Those that count, held in each."""
    # unscoped: how many there are, of places in sight
    rows = Reception.objects.counted().filter(held_on__range=(since, until))
    return by_key(rows.filter(place__in=places), "place")


def tell_places() -> None:
    register(Sight(RECORDS, "接待", "次", count_receptions))
