"""A body that had it in hand is no more: another one goes on with it."""

from referrals.enums import OPEN, Told
from referrals.rules import is_reminder
from referrals.workflow.types import HIDDEN, Transition

MOVES: dict[str, Transition] = {
    "inherit": Transition(
        "机构变更接办",
        OPEN,
        None,
        is_reminder,
        needs=("gone", "heir"),
        takes=("note",),
        # A list of divisions in which there is no doubt about it.
        is_automatic=True,
        effect="inherit",
        offered=HIDDEN,
        told=Told.OPEN,
    ),
}
