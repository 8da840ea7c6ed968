"""Every write to an opinion. `collect` makes one, `move` is the only gate after that."""

from .collecting import Proponent, collect
from .gate import move
from .places import committee_of, presidium_of

__all__ = ["Proponent", "collect", "committee_of", "move", "presidium_of"]
