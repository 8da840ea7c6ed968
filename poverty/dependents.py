"""Poor households live on in the village that theirs went into."""

from collections.abc import Collection
from datetime import date

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.divisions.dependents import register_hanging
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.hanging import Hanging, by_key

from .actions import resettle
from .models import Household


def count(places: Collection[Division]) -> dict[int, int]:
    # unscoped: how many live there, for whoever says where the place went
    rows = Household.objects.standing().filter(village__in=places)
    return by_key(rows, "village")


def move(old: Division, new: Division, on: date, by: User | None) -> int:
    return resettle(old, new, on=on)


register_hanging(Hanging("households", "贫困户", "户", count, move, order=10))
