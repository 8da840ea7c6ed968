"""What a line of the table says."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from referrals.enums import LOCAL_LEVELS, ClockStep, Level, State, Told
from referrals.models import Opinion
from tianmen_congress.accounts.models import User


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
HANDLER_CLOCK = Fork((ClockStep.HANDLE,), (ClockStep.ANSWER, ClockStep.LAW), ())
ALL_CLOCKS = tuple(ClockStep)


@dataclass(frozen=True, slots=True)
class Transition:
    """From, to, who, what must be given, which clock starts or stops."""

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
    # Only a page that shows it whole offers it (agenda, hand-over), no button.
    is_hidden: bool = False
    is_irreversible: bool = False
    in_bulk: bool = False
    # The daily run of the system may do it, with nobody signed in.
    is_automatic: bool = False
    # A paper stands behind it unless the proposer does it himself.
    on_paper: bool = False
    opens_round: bool = False
    # Whom the history tells; left out, it stays with those who handle it inside.
    told: Told = Told.INSIDE

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
