"""Every write to an opinion. `collect` makes one, `move` is the only gate after that."""

from .collecting import Proponent, collect
from .conference import decide, hand_over, register_units, save_conference
from .gate import move
from .places import committee_of, presidium_of

__all__ = [
    "Proponent",
    "collect",
    "committee_of",
    "decide",
    "hand_over",
    "move",
    "presidium_of",
    "register_units",
    "save_conference",
]
