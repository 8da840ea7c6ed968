"""Opinions, what happens to them, and the conference that hands them to the units."""

from .clocks import Clock, ClockPause, Extension, PauseRequest
from .conference import (
    AgendaItem,
    Attendance,
    DecisionEvent,
    HandlingUnit,
    JointConference,
)
from .handling import Answer, Assignment
from .history import Correction, Event
from .opinion import Category, Opinion, OpinionQuerySet
from .outcome import Evaluation, Feedback, Urge
from .parties import Attachment, Party, Proposer
from .recalls import Recall

__all__ = [
    "AgendaItem",
    "Answer",
    "Assignment",
    "Attachment",
    "Attendance",
    "Category",
    "Clock",
    "ClockPause",
    "Correction",
    "DecisionEvent",
    "Evaluation",
    "Event",
    "Extension",
    "Feedback",
    "HandlingUnit",
    "JointConference",
    "Opinion",
    "OpinionQuerySet",
    "Party",
    "PauseRequest",
    "Proposer",
    "Recall",
    "Urge",
]
