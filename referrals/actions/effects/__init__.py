"""What moves write besides state, clocks and history.

Each is called by its name, which the line of a move in the workflow's table says.
"""

from . import (
    accused,
    city,
    contacts,
    haste,
    ledger,
    local,
    more_time,
    outcome,
    pauses,
    together,
    units,
)

EFFECTS = {
    effect.__name__: effect
    for part in (
        *(local, city, units, more_time, outcome, contacts, haste, pauses),
        *(ledger, accused, together),
    )
    for effect in part.EFFECTS
}

__all__ = ["EFFECTS"]
