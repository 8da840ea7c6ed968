"""The stages of an opinion's way on one line: what is done, where it is, what is to come."""

from dataclasses import dataclass
from enum import StrEnum

from referrals.enums import AFTER_ANSWER, ENDED, Level, State
from referrals.models import Opinion

# A stage, and the states in which an opinion is in it.
BEGUN = (
    ("收集", (State.DRAFT,)),
    ("甄别", (State.SCREENING,)),
    ("梳理交办", (State.TRIAGE,)),
)
IN_TOWN = (("办理", (State.HANDLING,)),)
IN_CITY = (
    ("提请", (State.TO_SUBMIT,)),
    ("受理", (State.SUBMITTED,)),
    ("联席会议", (State.ACCEPTED, State.AGENDA)),
    ("交办签收", (State.ASSIGNED,)),
    ("办理", (State.PROCESSING, State.REPORTED)),
)
ANSWERED = (
    # Nobody waits in it: with the answer the way goes on to the people.
    ("答复", ()),
    ("反馈", (State.ANSWERED,)),
    ("评价", (State.FED_BACK, State.DECIDING)),
    ("办结", (State.EVALUATED,)),
)


class LegState(StrEnum):
    """Where a stage stands to the opinion that is on its way."""

    DONE = "done"
    NOW = "now"
    LATER = "later"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Leg:
    label: str
    place: LegState


@dataclass(frozen=True, slots=True)
class Way:
    """`at` is the number of the stage that it is in, counted from 1."""

    stages: list[Leg]
    at: int

    @property
    def in_words(self) -> str:
        stage, many = self.stages[self.at - 1], len(self.stages)
        return f"第{self.at}步 {stage.label}，共{many}步"


def way_of(opinion: Opinion) -> Way:
    """What ended otherwise than by being answered stops at what became of it."""
    state = State(opinion.state)
    if state in ENDED and state != State.CLOSED:
        stages = [Leg("收集", LegState.DONE), Leg(state.label, LegState.ENDED)]
        return Way(stages, 2)
    known = (*BEGUN, *(IN_CITY if _is_citys(opinion) else IN_TOWN), *ANSWERED)
    at = next((n for n, (_, states) in enumerate(known) if state in states), len(known))
    places = [LegState.DONE] * at + [LegState.NOW] + [LegState.LATER] * len(known)
    stages = [
        Leg(label, place) for (label, _), place in zip(known, places, strict=False)
    ]
    return Way(stages, min(at + 1, len(known)))


def _is_citys(opinion: Opinion) -> bool:
    """By its state while it is under way there, afterwards by its level."""
    if any(opinion.state in states for _, states in IN_CITY):
        return True
    is_after = opinion.state in AFTER_ANSWER
    return is_after and opinion.level in (Level.CITY, Level.PROVINCE)
