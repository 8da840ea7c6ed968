"""What each move writes besides state, clocks and history; most write little."""

from . import city, haste, ledger, local, outcome, units

EFFECTS = {
    **local.EFFECTS,
    **city.EFFECTS,
    **units.EFFECTS,
    **outcome.EFFECTS,
    **haste.EFFECTS,
    **ledger.EFFECTS,
}

__all__ = ["EFFECTS"]
