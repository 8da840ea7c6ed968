"""Every write to an opinion. `collect` makes one, `move` is the only gate after that."""

from .collecting import Proponent, collect
from .conference import (
    ItemDecision,
    check_due,
    decide,
    hand_over,
    open_items,
    save_conference,
    why_not_handed_over,
)
from .gate import move
from .handlers import change_unit, open_unit, register_units
from .dispatching import close_dispatch, line_of
from .places import committee_of, presidium_of

__all__ = [
    "ItemDecision",
    "Proponent",
    "change_unit",
    "check_due",
    "collect",
    "committee_of",
    "close_dispatch",
    "decide",
    "hand_over",
    "move",
    "open_items",
    "line_of",
    "open_unit",
    "presidium_of",
    "register_units",
    "save_conference",
    "why_not_handed_over",
]
