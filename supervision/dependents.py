"""A team that looked after a township looks after what became of it."""

from collections.abc import Collection
from datetime import date

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.clocks.calendar import today
from tianmen_congress.base.divisions.dependents import register_hanging
from tianmen_congress.base.divisions.models import Division
from tianmen_congress.base.rows.hanging import Hanging, by_key

from .actions import pass_township
from .models import TeamTownship


def count(places: Collection[Division]) -> dict[int, int]:
    # unscoped: how many there are, for whoever says where the place went
    rows = TeamTownship.objects.on(today()).filter(township__in=places)
    return by_key(rows, "township")


def move(old: Division, new: Division, on: date, by: User | None) -> int:
    return pass_township(old, new, on=on)


register_hanging(Hanging("supervisions", "督导分工", "项", count, move, order=60))
