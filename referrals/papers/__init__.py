"""The papers of an opinion's way and of its conference: what is written on each."""

from .recalled import recalled
from .reports import dispatched, draft, workbook
from .sessions import conference_minutes, conference_pack
from .single import ABOUT_ONE, papers_of, sheet_of

__all__ = [
    "ABOUT_ONE",
    "conference_minutes",
    "conference_pack",
    "dispatched",
    "draft",
    "papers_of",
    "recalled",
    "sheet_of",
    "workbook",
]
