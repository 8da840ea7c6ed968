"""Every write about visits that has a rule."""

from .joining import join_visits, on_join
from .merging import move_to_kept_person
from .photos import PhotoRefused
from .phrases import forget, remember
from .visits import edit_visit, locked, record_visit, void_visit

__all__ = [
    "PhotoRefused",
    "edit_visit",
    "forget",
    "join_visits",
    "locked",
    "move_to_kept_person",
    "on_join",
    "record_visit",
    "remember",
    "void_visit",
]
