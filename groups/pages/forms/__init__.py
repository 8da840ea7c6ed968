"""Forms about groups and what they do."""

from .activities import ActivityEntry, CancelForm, ChooseGroupForm, PhotoForm
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
    "ActivityEntry",
    "CancelForm",
    "ChooseGroupForm",
    "DissolveForm",
    "EndLinkForm",
    "EndMembershipForm",
    "GroupForm",
    "LinkForm",
    "MemberForm",
    "OfficesForm",
    "PhotoForm",
    "RetireForm",
    "TeamForm",
]
