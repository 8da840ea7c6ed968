"""Every write of the supervision room that has a rule."""

from .inspections import (
    InspectionRefused,
    ItemEntry,
    ItemPhotoRefused,
    record_inspection,
    revise_inspection,
    void_inspection,
)
from .rectifying import answer_finding, recheck_finding
from .teams import assign_townships, pass_township, revise_team, set_up_team

__all__ = [
    "InspectionRefused",
    "ItemEntry",
    "ItemPhotoRefused",
    "answer_finding",
    "assign_townships",
    "pass_township",
    "recheck_finding",
    "record_inspection",
    "revise_inspection",
    "revise_team",
    "set_up_team",
    "void_inspection",
]
