"""Every write about receptions and rosters."""

from .merging import move_to_kept_person
from .receiving import record_result, save_reception, tell_voter, void_reception
from .rosters import (
    add_duty,
    change_duty,
    drop_duty,
    make_plan,
    publish_plan,
)
from .swapping import announce, answer_swap, ask_swap, swap_duties, withdraw_swap

__all__ = [
    "add_duty",
    "announce",
    "answer_swap",
    "ask_swap",
    "change_duty",
    "drop_duty",
    "make_plan",
    "move_to_kept_person",
    "publish_plan",
    "record_result",
    "save_reception",
    "swap_duties",
    "tell_voter",
    "void_reception",
    "withdraw_swap",
]
