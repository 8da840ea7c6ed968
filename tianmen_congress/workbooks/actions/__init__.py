"""Every write of the workbooks room that has a rule."""

from .answering import AnswerRefused, answer, answer_all, take_waiting
from .sending import CheckOutdated, check_file, drop, recheck, stage, take, write
from .undoing import UndoRefused, undo

__all__ = [
    "AnswerRefused",
    "CheckOutdated",
    "UndoRefused",
    "answer",
    "answer_all",
    "check_file",
    "drop",
    "recheck",
    "stage",
    "take",
    "take_waiting",
    "undo",
    "write",
]
