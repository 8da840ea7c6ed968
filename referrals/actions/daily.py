"""What the calendar itself moves: promises that fall due, reminders without an answer."""

from referrals.enums import AFTER_ANSWER, ClockStep, State
from referrals.models import Opinion
from referrals.workflow import MoveRefused
from tianmen_congress.base.clocks.calendar import today

from .gate import move

# The verdict of those who signed together, when the time of the silent ones is over.
OF_ALL = ("conclude_good", "conclude_bad", "conclude_bad_again")


def run_daily() -> dict[str, int]:
    """Take every automatic move that is due today; how many of each were taken."""
    return {
        "resume": _all("resume", paused_long_enough()),
        "promise_due": _all("promise_due", promised()),
        **{name: _all(name, reminded()) for name in OF_ALL},
        "close_unevaluated": _all("close_unevaluated", reminded()),
    }


def paused_long_enough() -> list[Opinion]:
    """Their pause was to end on a day that is over."""
    return list(
        Opinion.objects.filter(
            is_paused=True,
            clocks__pauses__until=None,
            clocks__pauses__ends_on__lt=today(),
        ).distinct()
    )


def promised() -> list[Opinion]:
    """Answers that promised it by a day that has come."""
    return list(
        Opinion.objects.filter(
            state__in=AFTER_ANSWER,
            answer_class__needs_date=True,
            promised_on__lte=today(),
        )
    )


def reminded() -> list[Opinion]:
    """Told, reminded, and not evaluated in the time allowed after that."""
    return list(
        Opinion.objects.filter(
            state=State.FED_BACK,
            is_paused=False,
            clocks__step=ClockStep.REMINDED,
            clocks__stopped_on=None,
            clocks__due_on__lt=today(),
        )
    )


def _all(name: str, opinions: list[Opinion]) -> int:
    done = 0
    for opinion in opinions:
        try:
            move(opinion, name, by=None)
        except MoveRefused:
            continue  # somebody was quicker
        done += 1
    return done
