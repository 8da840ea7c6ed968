"""The button beside an opinion that waits: what is usually done next, and where.

It asks no rows, so that a long list costs no more than a short one. Where several moves
are as usual as one another, it leads to the opinion itself, which shows those that fit;
whatever it opens asks the rules once more.
"""

from referrals.enums import State
from referrals.models import Opinion
from referrals.queries.queue import address
from referrals.workflow import TRANSITIONS, USUAL

# What is done there in one word, where the opinion's own page has to say which move.
IN_A_WORD = {
    State.HANDLING: "办理",
    State.AGENDA: "交办",
    State.ASSIGNED: "签收",
    State.PROCESSING: "答复",
    State.FED_BACK: "评价",
    State.DECIDING: "决定",
}


def next_step(opinion: Opinion) -> tuple[str, str]:
    """Its label and its address."""
    if opinion.is_beside:
        return "协办", opinion.get_absolute_url()
    if word := IN_A_WORD.get(State(opinion.state)):
        return word, opinion.get_absolute_url()
    # The last of its usual moves needs nothing that only some opinions have.
    name = USUAL[opinion.state][-1]
    return TRANSITIONS[name].label.partition("(")[0], address(opinion.pk, name)
