"""Forms about groups."""

from .groups import DissolveForm, GroupForm
from .links import AssignForm, EndLinkForm, LinkForm, MoveLinkForm
from .membership import EndMembershipForm, MemberForm, OfficesForm
from .teams import RetireForm, TeamForm

__all__ = [
    "AssignForm",
    "DissolveForm",
    "EndLinkForm",
    "EndMembershipForm",
    "GroupForm",
    "LinkForm",
    "MemberForm",
    "MoveLinkForm",
    "OfficesForm",
    "RetireForm",
    "TeamForm",
]
