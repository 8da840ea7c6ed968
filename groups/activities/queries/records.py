"""What the system holds of a part of an activity's programme: nothing is entered twice.

A room that keeps records of a day registers them, when the program starts:

    records.register(RecordSource("visit", "走访", visits_of, visits_there))

`rows(user, activity)` answers with lines of what there is, `there()` with rows that are
asked of an activity in SQL, by `OuterRef("group")` and `OuterRef("held_on")`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from groups.activities.models import Activity
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.registry import Registry


@dataclass(frozen=True, slots=True)
class OnRecord:
    """One line: 走访3次, and the list or the page where it stands."""

    label: str
    count: int
    unit: str
    address: str = ""

    def __str__(self) -> str:
        return f"{self.label}{self.count}{self.unit}"


@dataclass(frozen=True, slots=True)
class RecordSource:
    """Records of one part, which the campaign's programme names by `part`."""

    part: str
    label: str
    rows: Callable[[User, Activity], Iterable[OnRecord]]
    there: Callable[[], QuerySet]


registered: Registry[tuple[str, str], RecordSource] = Registry()


def register(source: RecordSource) -> None:
    registered[source.part, source.label] = source


def sources_of(part: str) -> list[RecordSource]:
    return [source for source in registered.values() if source.part == part]


def records_of(activity: Activity, *, user: User) -> dict[str, list[OnRecord]]:
    """By part what there is of the activity's group and day, as far as in sight."""
    found: dict[str, list[OnRecord]] = {}
    for source in registered.values():
        rows = [row for row in source.rows(user, activity) if row.count]
        found.setdefault(source.part, []).extend(rows)
    return found
