"""Opinions, what happens to them, and the conference that hands them to the units."""

from .categories import Category
from .clocks import Clock, ClockPause, DueDay, Extension, PauseRequest
from .conference import (
    AgendaItem,
    Attendance,
    DecisionEvent,
    HandlingUnit,
    JointConference,
)
from .contacts import Contact
from .dispatches import Dispatch, DispatchLine
from .handling import Answer, Assignment
from .history import Correction, Event
from .opinion import Opinion
from .opinion_rows import OpinionQuerySet
from .outcome import CallBack, Evaluation, Feedback, Mark, Urge
from .parties import Attachment, CoSigner, Party, Proposer
from .recalls import Recall

__all__ = [
    "AgendaItem",
    "Answer",
    "Assignment",
    "Attachment",
    "Attendance",
    "CallBack",
    "Category",
    "Clock",
    "ClockPause",
    "CoSigner",
    "Contact",
    "Correction",
    "DecisionEvent",
    "Dispatch",
    "DispatchLine",
    "DueDay",
    "Evaluation",
    "Event",
    "Extension",
    "Feedback",
    "HandlingUnit",
    "JointConference",
    "Mark",
    "Opinion",
    "OpinionQuerySet",
    "Party",
    "PauseRequest",
    "Proposer",
    "Recall",
    "Urge",
]
