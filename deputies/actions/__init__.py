"""Every write about people and mandates that has a rule."""

from .accounts import give_account, link_account, propose_account
from .leaving import end_what_hangs, hanging_on, of_people
from .mandates import end_mandate, resume_mandate, save_mandate, suspend_mandate
from .matches import confirm_different, confirm_same, on_merge, propose_matches
from .people import add_person, edit_person

__all__ = [
    "add_person",
    "confirm_different",
    "confirm_same",
    "edit_person",
    "end_mandate",
    "end_what_hangs",
    "give_account",
    "hanging_on",
    "link_account",
    "of_people",
    "on_merge",
    "propose_account",
    "propose_matches",
    "resume_mandate",
    "save_mandate",
    "suspend_mandate",
]
