"""Every write about visits and pairings that has a rule."""

from .merging import move_to_kept_person
from .pairings import end_pairing, pair, replan
from .photos import PhotoRefused
from .visits import edit_visit, locked, record_visit, void_visit

__all__ = [
    "PhotoRefused",
    "edit_visit",
    "end_pairing",
    "locked",
    "move_to_kept_person",
    "pair",
    "record_visit",
    "replan",
    "void_visit",
]
