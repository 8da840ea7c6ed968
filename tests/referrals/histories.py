"""Whether a history could have come about by the rules, read from its rows alone."""

from referrals.models import Opinion
from referrals.workflow import TRANSITIONS


def illegal(opinion: Opinion) -> str:
    """What is wrong with the history of `opinion`; "" when it is whole and legal."""
    state, round_ = "", 1
    events = list(opinion.history.order_by("pk"))
    if [event.version for event in events] != list(range(1, opinion.version + 1)):
        return "an event is missing or doubled"
    for event in events:
        if event.from_state != state:
            return f"{event} begins at {event.from_state}, not at {state}"
        if event.name != "collect" and (wrong := _wrong(event)):
            return wrong
        if event.round not in (round_, round_ + 1):
            return f"{event} is of round {event.round}"
        state, round_ = event.to_state, event.round
    days = [event.on for event in events]
    if days != sorted(days):
        return "the days run backwards"
    return "" if (opinion.state, opinion.round) == (state, round_) else "last state"


def _wrong(event) -> str:
    step = TRANSITIONS[event.name]
    if event.from_state not in step.sources:
        return f"illegal: {event.name} from {event.from_state}"
    if step.target is None and event.to_state != event.from_state:
        return f"illegal: {event.name} moved to {event.to_state}"
    if event.to_state not in step.targets:
        return f"illegal: {event.name} to {event.to_state}"
    return ""


def running_twice(opinion: Opinion) -> bool:
    """Whether an ended opinion still has a clock, or an open one none of its own."""
    return not opinion.is_open and opinion.clocks.filter(stopped_on=None).exists()
