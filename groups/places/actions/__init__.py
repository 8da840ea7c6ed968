"""Every write about places that has a rule."""

from .findings import record_finding
from .founding import make_missing
from .going_on import close_rooms, move_places
from .keeping import close_place, save_place

__all__ = [
    "close_place",
    "close_rooms",
    "make_missing",
    "move_places",
    "record_finding",
    "save_place",
]
