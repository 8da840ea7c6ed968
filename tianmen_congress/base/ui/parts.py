"""What rooms above add to the detail pages of rooms below, without being known there.

A room below keeps one `DetailParts` for each of its pages; a room above registers a
part from its `apps.ready`.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from django.db.models import Model

from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.registry import Registry


@dataclass(frozen=True, slots=True)
class DetailPart:
    """A template, and what it is given as `part`.

    `build(user, row)` answers None where there is nothing for this user.
    """

    template: str
    build: Callable[[User, Model], Mapping[str, object] | None]


class DetailParts:
    """The parts of one page, in the order in which they were registered."""

    def __init__(self) -> None:
        self.registered: Registry[DetailPart, DetailPart] = Registry()

    def register(self, part: DetailPart) -> None:
        self.registered.add(part)

    def shown(self, user: User, row: Model) -> Iterator[dict[str, object]]:
        """Template and context of each part that has something for `user`."""
        for part in self.registered:
            context = part.build(user, row)
            if context is not None:
                yield {"template": part.template, "context": context}
