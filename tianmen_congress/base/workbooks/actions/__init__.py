"""Every write of the workbooks room that has a rule."""

from .answering import AnswerRefused, answer, answer_all, take_waiting
from .sending import (
    check_file,
    drop,
    keep,
    recheck,
    stage,
    stage_stored,
    take,
    write,
    written_in_words,
)
from .storing import CheckOutdated
from .sweeping import sweep
from .undoing import UndoRefused, undo

__all__ = [
    "AnswerRefused",
    "CheckOutdated",
    "UndoRefused",
    "answer",
    "answer_all",
    "check_file",
    "drop",
    "keep",
    "recheck",
    "stage",
    "stage_stored",
    "sweep",
    "take",
    "take_waiting",
    "undo",
    "write",
    "written_in_words",
]
