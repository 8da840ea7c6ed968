"""Every write to an opinion. `collect` makes one, `move` is the only gate after that."""

from .collecting import Proponent, collect
from .conference import (
    ItemDecision,
    check_due,
    decide,
    hand_over,
    open_items,
    save_conference,
    send_agenda,
    why_not_handed_over,
    why_not_sent,
)
from .dispatching import close_dispatch, line_of
from .gate import move
from .handlers import change_unit, open_unit, register_units
from .places import committee_of, presidium_of
from .unit_merging import merge_unit

__all__ = [
    "ItemDecision",
    "Proponent",
    "change_unit",
    "check_due",
    "close_dispatch",
    "collect",
    "committee_of",
    "decide",
    "hand_over",
    "line_of",
    "merge_unit",
    "move",
    "open_items",
    "open_unit",
    "presidium_of",
    "register_units",
    "save_conference",
    "send_agenda",
    "why_not_handed_over",
    "why_not_sent",
]
