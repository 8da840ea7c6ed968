"""Every write about visits that has a rule."""

from .merging import move_to_kept_person
from .photos import PhotoRefused
from .visits import edit_visit, locked, record_visit, void_visit

__all__ = [
    "PhotoRefused",
    "edit_visit",
    "locked",
    "move_to_kept_person",
    "record_visit",
    "void_visit",
]
