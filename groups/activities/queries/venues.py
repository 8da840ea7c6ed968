"""Where a group may meet: proposals beside the box in which a place is typed.

Rooms that know places register them: `venues.registered["places"] = of_group`.
"""

from collections.abc import Callable, Iterable

from groups.models import DeputyGroup
from tianmen_congress.base.accounts.models import User
from tianmen_congress.base.registry import Registry

Proposed = Callable[[User, DeputyGroup], Iterable[str]]

registered: Registry[str, Proposed] = Registry()


def venues_of(group: DeputyGroup, *, user: User) -> list[str]:
    """Names, each once, in the order in which they are proposed."""
    found = (name for rows in registered.values() for name in rows(user, group))
    return list(dict.fromkeys([*found, *filter(None, [group.room_place])]))
