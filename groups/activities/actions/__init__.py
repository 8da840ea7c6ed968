"""Every write about activities that has a rule."""

from .merging import move_to_kept_person
from .noticing import announce
from .photos import add_photo
from .recording import Attended, PartDone, cancel_activity, save_activity
from .signing import sign_in

__all__ = [
    "Attended",
    "PartDone",
    "add_photo",
    "announce",
    "cancel_activity",
    "move_to_kept_person",
    "save_activity",
    "sign_in",
]
