"""What hangs on something that is closed, and goes over to what takes its place.

One idea for places, bodies, groups and people: a room registers what it hangs there;
whoever closes is shown how much there is, and moves it in one act.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Model, QuerySet

# Called with what is closed, what takes its place (None: it ends with it, where it may),
# the first day on which the former is no more, and the user whose act it is (None: the
# system's).
Move = Callable[[Model, Model | None, date, Model | None], int]


def by_key(rows: QuerySet, column: str) -> dict[int, int]:
    """How many of `rows` there are for each key in their `column`."""
    counted = rows.order_by().values_list(column).annotate(Count("pk", distinct=True))
    return dict(counted)


@dataclass(frozen=True, slots=True)
class Hanging:
    """Rows that live on elsewhere when what they hang on is closed.

    `count` tells by key of what may be closed how many hang there now; `move` takes
    those of the first to the second, and tells how many. What happened is none of them:
    it stays where it happened.
    """

    key: str
    label: str
    unit: str
    count: Callable[[Collection[Model]], dict[int, int]]
    move: Move
    order: int = 100


class Hangings(dict[str, Hanging]):
    """All that rooms hang on one kind of thing."""

    def register(self, hanging: Hanging) -> None:
        self[hanging.key] = hanging

    def in_order(self) -> list[Hanging]:
        return sorted(self.values(), key=lambda hanging: hanging.order)

    def on(self, rows: Collection[Model]) -> dict[int, dict[str, int]]:
        """By key of a row what hangs on it, by kind; kinds with nothing are left out."""
        found: dict[int, dict[str, int]] = {row.pk: {} for row in rows}
        for each in self.in_order() if rows else ():
            for key, many in each.count(rows).items():
                if many and key in found:
                    found[key][each.key] = many
        return found

    def move(
        self, old: Model, new: Model | None, on: date, by: Model | None
    ) -> dict[str, int]:
        """All of it, in order; by kind how many rows went over."""
        moved = {each.key: each.move(old, new, on, by) for each in self.in_order()}
        return {key: many for key, many in moved.items() if many}

    def in_words(self, counts: Mapping[str, int]) -> list[str]:
        """Each number with its unit and what it counts: 12户贫困户."""
        return [
            f"{counts[each.key]}{each.unit}{each.label}"
            for each in self.in_order()
            if counts.get(each.key)
        ]
