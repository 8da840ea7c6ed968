"""What each move writes besides state, clocks and history; most write little."""

from . import city, local, outcome, units

EFFECTS = {**local.EFFECTS, **city.EFFECTS, **units.EFFECTS, **outcome.EFFECTS}

__all__ = ["EFFECTS"]
