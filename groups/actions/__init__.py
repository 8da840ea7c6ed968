"""Every write about groups and what they do that has a rule."""

from .activities import Attended, PartDone, cancel_activity, save_activity
from .founding import dissolve_group, edit_group, found_group
from .membership import (
    add_member,
    end_membership,
    link_village,
    set_offices,
    unlink_village,
)
from .merging import move_to_kept_person
from .photos import add_photo
from .teams import retire_team, save_team

__all__ = [
    "Attended",
    "PartDone",
    "add_member",
    "add_photo",
    "cancel_activity",
    "dissolve_group",
    "edit_group",
    "end_membership",
    "found_group",
    "link_village",
    "move_to_kept_person",
    "retire_team",
    "save_activity",
    "save_team",
    "set_offices",
    "unlink_village",
]
