"""Every write about pairings that has a rule."""

from .pairs import end_pairing, move_to_kept_person, pair, pass_pairings, redate, replan
from .records import name_helper, save_record, void_record

__all__ = [
    "end_pairing",
    "move_to_kept_person",
    "name_helper",
    "pair",
    "pass_pairings",
    "redate",
    "replan",
    "save_record",
    "void_record",
]
