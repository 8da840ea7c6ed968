"""The states of an opinion and the moves between them, as the rule book has them."""

from collections import defaultdict
from dataclasses import dataclass, field

from referrals.enums import ENDED, OPEN, State
from referrals.workflow import TRANSITIONS, Transition
from referrals.workflow.diagram import WHO

# A move that so many states allow is told once, for all of them.
EVERYWHERE = 8
UNCHANGED = "状态不变"


@dataclass(frozen=True, slots=True)
class Move:
    label: str
    who: str
    target: str


@dataclass(frozen=True, slots=True)
class StateOfWay:
    """A state, and what may be done there; at an end nothing need be."""

    state: State
    is_end: bool
    moves: list[Move] = field(default_factory=list)


def _move(step: Transition) -> Move:
    states = dict.fromkeys(str(State(state).label) for state in step.targets)
    target = UNCHANGED if step.target is None else "、".join(states)
    return Move(step.label, WHO[step.who.__name__], target)


def everywhere() -> list[Move]:
    """What may be done in nearly every state."""
    steps = TRANSITIONS.values()
    return [_move(step) for step in steps if len(step.sources) > EVERYWHERE]


def states() -> list[StateOfWay]:
    """Every state in the order of the way; of its own moves first those that lead on."""
    moves = defaultdict(list)
    for step in TRANSITIONS.values():
        if len(step.sources) <= EVERYWHERE:
            for source in step.sources:
                moves[source].append(_move(step))
    for each in moves.values():
        each.sort(key=lambda move: move.target == UNCHANGED)
    return [
        StateOfWay(state, state in ENDED, moves[state]) for state in (*OPEN, *ENDED)
    ]


# --- the main way as a drawing ---------------------------------------------------------

MIDDLE, LOCAL, CITY = 118, 8, 228
BOX, HEIGHT, STEP = 160, 32, 58
# Where each state of the main way stands: its lane from the left, its row from the top.
PLACES = {
    State.DRAFT: (MIDDLE, 0),
    State.SCREENING: (MIDDLE, 1),
    State.TRIAGE: (MIDDLE, 2),
    State.HANDLING: (LOCAL, 5),
    State.SUBMITTED: (CITY, 3),
    State.ACCEPTED: (CITY, 4),
    State.AGENDA: (CITY, 5),
    State.ASSIGNED: (CITY, 6),
    State.PROCESSING: (CITY, 7),
    State.ANSWERED: (MIDDLE, 8),
    State.FED_BACK: (MIDDLE, 9),
    State.EVALUATED: (MIDDLE, 10),
    State.CLOSED: (MIDDLE, 11),
}
MAIN_MOVES = (
    *("hand_in", "report_up", "refer", "submit", "accept", "put_on_agenda", "assign"),
    *("sign", "answer_local", "answer", "feed_back", "evaluate", "close"),
)


@dataclass(frozen=True, slots=True)
class Box:
    label: str
    x: int
    y: int
    lane: str

    @property
    def text_x(self) -> int:
        return self.x + BOX // 2

    @property
    def text_y(self) -> int:
        return self.y + 21


@dataclass(frozen=True, slots=True)
class Arrow:
    """From the foot of a box to the head of the next; its word stands beside it."""

    label: str
    path: str
    x: int
    y: int
    anchor: str


def boxes() -> list[Box]:
    lanes = {MIDDLE: "both", LOCAL: "local", CITY: "city"}
    return [
        Box(str(state.label), x, row * STEP + 2, lanes[x])
        for state, (x, row) in PLACES.items()
    ]


def arrows() -> list[Arrow]:
    return [
        _arrow(TRANSITIONS[key].label, source, TRANSITIONS[key].targets[0])
        for key in MAIN_MOVES
        for source in TRANSITIONS[key].sources
        if source in PLACES
    ]


def _arrow(label: str, source: State, target: State) -> Arrow:
    (lane, row), (to_lane, to_row) = PLACES[source], PLACES[target]
    x, y = lane + BOX // 2, row * STEP + 2 + HEIGHT
    to_x, to_y = to_lane + BOX // 2, to_row * STEP - 3
    bend = to_y - 12 if lane == LOCAL else y + 9
    path = f"M{x} {y}V{bend}H{to_x}V{to_y}"
    if LOCAL in (lane, to_lane):
        return Arrow(label, path, LOCAL + BOX // 2 - 6, to_y - 4, "end")
    return Arrow(label, path, max(x, to_x) + 6, y + 20, "start")
