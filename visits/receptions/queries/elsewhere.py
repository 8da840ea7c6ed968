"""What became of receptions in rooms above, without knowing these by name."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import Q

from tianmen_congress.base.registry import Registry


@dataclass(frozen=True, slots=True)
class Further:
    """How a matter goes on above: conditions on a reception.

    `begun`: it was put forward there; `ended`: nothing more is to be waited for.
    """

    begun: Callable[[], Q]
    ended: Callable[[], Q]


registered: Registry[str, Further] = Registry()


def register(name: str, further: Further) -> None:
    registered[name] = further


def has_begun() -> Q:
    return _any(further.begun() for further in registered.values())


def has_ended() -> Q:
    return _any(further.ended() for further in registered.values())


def _any(conditions) -> Q:
    whole = Q(pk=None)
    for condition in conditions:
        whole |= condition
    return whole
