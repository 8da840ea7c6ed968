"""The opinion's way, line by line. The rule book: nothing else moves an opinion."""

from referrals.enums import State
from referrals.workflow.types import Transition

from . import (
    accused,
    city,
    contacts,
    corrections,
    ledger,
    local,
    people,
    succession,
    together,
    units,
)

# In the order of the way: buttons and the manual keep it.
TRANSITIONS: dict[str, Transition] = {
    **local.MOVES,
    **city.MOVES,
    **contacts.MOVES,
    **accused.MOVES,
    **units.MOVES,
    **corrections.MOVES,
    **people.MOVES,
    **together.MOVES,
    **ledger.MOVES,
    **succession.MOVES,
}
COLLECT = local.COLLECT
# After these whoever had answered has to answer once more.
AGAIN = tuple(name for name, step in TRANSITIONS.items() if step.again)
# What is done next with most opinions of a state, the likeliest first.
USUAL = {
    state: sorted(
        (name for name, step in TRANSITIONS.items() if state in step.usual_in),
        key=lambda name: -TRANSITIONS[name].offered.rank,
    )
    for state in State
}
