"""Receptions of voters, and the rosters of who hears them."""

from .receptions import MOST_PEOPLE, Reception, ReceptionDeputy
from .rosters import ONE_DUTY, Duty, DutyPlan, DutySwap, SwapRequest

__all__ = [
    "MOST_PEOPLE",
    "ONE_DUTY",
    "Duty",
    "DutyPlan",
    "DutySwap",
    "Reception",
    "ReceptionDeputy",
    "SwapRequest",
]
