"""The opinion's way, line by line. The rule book: nothing else moves an opinion."""

from referrals.workflow.types import Transition

from . import city, ledger, local, people

# In the order of the way: buttons and the manual keep it.
TRANSITIONS: dict[str, Transition] = {
    **local.MOVES,
    **city.MOVES,
    **people.MOVES,
    **ledger.MOVES,
}
COLLECT = local.COLLECT
# After these whoever had answered has to answer once more.
AGAIN = tuple(name for name, step in TRANSITIONS.items() if step.again)
# What is done with most opinions of a state.
USUAL = {step.usual_in: name for name, step in TRANSITIONS.items() if step.usual_in}
