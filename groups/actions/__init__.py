"""Every write about groups that has a rule."""

from .founding import dissolve_group, edit_group, found_group
from .membership import (
    add_member,
    end_membership,
    link_village,
    set_offices,
    unlink_village,
)
from .merging import move_to_kept_person
from .places import bring_groups, pass_links
from .teams import retire_team, save_team

__all__ = [
    "add_member",
    "bring_groups",
    "dissolve_group",
    "edit_group",
    "end_membership",
    "found_group",
    "link_village",
    "move_to_kept_person",
    "pass_links",
    "retire_team",
    "save_team",
    "set_offices",
    "unlink_village",
]
