"""What moves write besides state, clocks and history.

Each is called by its name, which the line of a move in the workflow's table says.
"""

from . import (
    accused,
    beside,
    city,
    contacts,
    corrections,
    haste,
    ledger,
    local,
    more_time,
    outcome,
    pauses,
    succession,
    together,
    units,
)

PARTS = (
    *(local, city, units, corrections, more_time, outcome, contacts),
    *(haste, pauses, ledger, accused, together, beside, succession),
)
EFFECTS = {effect.__name__: effect for part in PARTS for effect in part.EFFECTS}

__all__ = ["EFFECTS"]
