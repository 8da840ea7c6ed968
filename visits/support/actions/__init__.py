"""Every write about groups and poor villages that has a rule."""

from .incomes import record_income
from .pairs import end_pairing, end_unlinked, pair, pass_pairings, redate, replan
from .projects import save_project, void_project
from .suggested import pair_as_suggested, pair_with_linked_group

__all__ = [
    "end_pairing",
    "end_unlinked",
    "pair",
    "pair_as_suggested",
    "pair_with_linked_group",
    "pass_pairings",
    "record_income",
    "redate",
    "replan",
    "save_project",
    "void_project",
]
