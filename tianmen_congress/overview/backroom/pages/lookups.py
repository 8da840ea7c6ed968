"""Places that stand, by any name that they have or had."""

from django.db.models import Q, QuerySet

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.cells import holds
from tianmen_congress.base.divisions.enums import DivisionLevel
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.ui import lookups

CHOSEN = (DivisionLevel.TOWNSHIP, DivisionLevel.VILLAGE)


def standing(user: User) -> QuerySet[Division]:
    rows = Division.objects.current().filter(level__in=CHOSEN, is_placeholder=False)
    return rows.select_related("parent")


def by_any_name(rows: QuerySet[Division], text: str) -> QuerySet[Division]:
    """By name, sound or initials of now, or the beginning of one that it had."""
    own = lookups.sounds(text) | holds("name", text)
    return rows.filter(own | Q(formerly__contains=f"\n{text}")) if text else rows


def with_township(place: Division) -> str:
    return f"{place}（{place.parent}）" if place.is_village else place.name


lookups.register(
    "standing-places",
    lookups.Lookup(standing, label=with_township, search=by_any_name),
)
