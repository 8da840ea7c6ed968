"""Every write about groups that has a rule."""

from .dissolving import (
    dissolve_group,
    hanging_in_words,
    hanging_on,
    of_groups,
    pass_members,
    pass_villages,
)
from .founding import edit_group, found_group
from .links import (
    begin_link,
    link_village,
    move_village,
    on_link_end,
    told,
    told_of,
    unlink_village,
)
from .membership import add_member, end_membership, leave_groups, set_offices
from .merging import move_to_kept_person
from .places import bring_groups, pass_links
from .teams import retire_team, save_team

__all__ = [
    "add_member",
    "begin_link",
    "bring_groups",
    "dissolve_group",
    "edit_group",
    "end_membership",
    "found_group",
    "hanging_in_words",
    "hanging_on",
    "leave_groups",
    "link_village",
    "move_to_kept_person",
    "move_village",
    "of_groups",
    "on_link_end",
    "pass_links",
    "pass_members",
    "pass_villages",
    "retire_team",
    "save_team",
    "set_offices",
    "told",
    "told_of",
    "unlink_village",
]
