"""What a line of the table says."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from referrals.enums import (
    LOCAL_LEVELS,
    Again,
    Alerted,
    ClockStep,
    Level,
    State,
    Told,
)
from referrals.models import Opinion
from tianmen_congress.base.accounts.enums import Role
from tianmen_congress.base.accounts.models import User


class MoveRefused(Exception):
    """The move is not possible now; the message is for the user."""


class StaleMove(MoveRefused):
    """Somebody else acted in between; `since` are the events the user has not seen."""

    def __init__(self, opinion: Opinion, since: list):
        done = "、".join(event.label for event in since) or "修改"
        super().__init__(
            f"您打开之后，别人已办理了“{done}”，当前状态为“{opinion.get_state_display()}”。"
            "请核对后再决定。"
        )
        self.opinion, self.since = opinion, since


@dataclass(frozen=True, slots=True)
class Fork:
    """Where it goes depends on who has to settle it."""

    local: object
    city: object
    province: object

    def pick(self, opinion: Opinion) -> object:
        if opinion.level in LOCAL_LEVELS:
            return self.local
        return self.province if opinion.level == Level.PROVINCE else self.city

    @property
    def all(self) -> tuple:
        return (self.local, self.city, self.province)


# Back to whoever has to answer, and that one's clock.
TO_HANDLER = Fork(State.HANDLING, State.PROCESSING, State.REPORTED)
HANDLER_CLOCK = Fork((ClockStep.HANDLE,), (ClockStep.ANSWER,), ())
# The same in the first round, where the law's time runs beside it.
FIRST_CLOCK = Fork(
    (ClockStep.HANDLE, ClockStep.LAW), (ClockStep.ANSWER, ClockStep.LAW), ()
)
ALL_CLOCKS = tuple(ClockStep)
# The law's time runs on from the first hand-over until it is answered, whoever has it.
STEP_CLOCKS = tuple(step for step in ClockStep if step != ClockStep.LAW)


@dataclass(frozen=True, slots=True)
class Offered:
    """As a button of its own label, and to whom for many opinions at once."""

    # The states of which it is what one most likely does next: their main button.
    usual_in: tuple[State, ...] = ()
    # Of several that one may take there, the one of the highest rank.
    rank: int = 0
    # The roles whose lists have a button for it. None: it wants a look at each.
    many_for: tuple[Role, ...] | None = None


BUTTON = Offered()
# Only a page that shows it whole offers it (agenda, hand-over), or another move.
HIDDEN = None


@dataclass(frozen=True, slots=True)
class Transition:
    """All that there is to say of a move; what else knows of it reads it here."""

    label: str
    sources: tuple[State, ...]
    # None: it stays where it is, something is written beside the state.
    target: State | Fork | None
    who: Callable[[User, Opinion], bool]
    needs: tuple[str, ...] = ()
    takes: tuple[str, ...] = ()
    starts: tuple[ClockStep, ...] | Fork = ()
    stops: tuple[ClockStep, ...] = ()
    guards: tuple[Callable[[Opinion, date], str], ...] = ()
    # The same asked of whoever takes it: a unit's own part decides, not another's.
    own_guards: tuple[Callable[[User, Opinion, date], str], ...] = ()
    is_irreversible: bool = False
    # The daily run of the system may do it, with nobody signed in.
    is_automatic: bool = False
    # A paper stands behind it unless the proposer does it himself.
    on_paper: bool = False
    opens_round: bool = False
    # Why whoever had answered has to answer once more after it.
    again: Again | None = None
    # Beside the state: whom it concerns, who reads of it in his alerts. Whoever has to
    # act after a change of state is told in any case.
    alerts: Alerted | None = None
    # What it writes beside state, clocks and history: the name of one of the effects,
    # which stand with the actions. Most write little.
    effect: str | None = field(kw_only=True)
    offered: Offered | None = field(kw_only=True)
    # Whom the history tells.
    told: Told = field(kw_only=True)

    @property
    def is_hidden(self) -> bool:
        return self.offered is HIDDEN

    @property
    def in_bulk(self) -> bool:
        return self.offered is not None and self.offered.many_for is not None

    @property
    def many_for(self) -> tuple[Role, ...]:
        """Whose lists have a button for it."""
        return (self.offered and self.offered.many_for) or ()

    @property
    def usual_in(self) -> tuple[State, ...]:
        return (self.offered and self.offered.usual_in) or ()

    @property
    def targets(self) -> tuple[State, ...]:
        if self.target is None:
            return self.sources
        return self.target.all if isinstance(self.target, Fork) else (self.target,)

    def target_of(self, opinion: Opinion) -> State:
        if self.target is None:
            return State(opinion.state)
        if isinstance(self.target, Fork):
            return self.target.pick(opinion)
        return self.target

    def clocks_of(self, opinion: Opinion) -> tuple[ClockStep, ...]:
        return (
            self.starts.pick(opinion) if isinstance(self.starts, Fork) else self.starts
        )
