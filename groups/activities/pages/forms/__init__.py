"""Forms of activities: the entry with its parts, attendance and speeches, and steps."""

from .entry import ActivityEntry
from .month import MonthForm
from .steps import CancelForm, ChooseGroupForm, PhotoForm, SignInForm

__all__ = [
    "ActivityEntry",
    "CancelForm",
    "ChooseGroupForm",
    "MonthForm",
    "PhotoForm",
    "SignInForm",
]
