"""Forms about groups."""

from .groups import DissolveForm, GroupForm
from .membership import (
    EndLinkForm,
    EndMembershipForm,
    LinkForm,
    MemberForm,
    OfficesForm,
)
from .teams import RetireForm, TeamForm

__all__ = [
    "DissolveForm",
    "EndLinkForm",
    "EndMembershipForm",
    "GroupForm",
    "LinkForm",
    "MemberForm",
    "OfficesForm",
    "RetireForm",
    "TeamForm",
]
