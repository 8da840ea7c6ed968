"""What places of deputies are shown of visits, beside what is claimed of them."""

from collections.abc import Collection
from datetime import date

from groups.places.models import Place
from groups.places.queries.sights import FILES, RECORDS, Sight, of_places, register
from visits.models import Visit, VisitPhoto


def count_visits(places: Collection[Place], since: date, until: date) -> dict[int, int]:
    """By the group, by the township's groups, to the village."""
    # unscoped: how many there are, of places in sight
    rows = Visit.objects.standing().filter(visited_on__range=(since, until))
    return of_places(places, by_group=rows, by_township=rows, by_village=rows)


def count_photos(places: Collection[Place], since: date, until: date) -> dict[int, int]:
    """Pictures of visits of any time up to the day."""
    # unscoped: how many there are, of places in sight
    rows = VisitPhoto.objects.filter(visit__visited_on__lte=until)
    rows = rows.filter(visit__voided_at=None)
    return of_places(places, by_group=rows, by_township=rows)


def tell_places() -> None:
    register(Sight(RECORDS, "走访", "次", count_visits))
    register(Sight(FILES, "走访照片", "张", count_photos))
