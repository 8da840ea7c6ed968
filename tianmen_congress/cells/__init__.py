"""From what stands in a cell to a clean value, or to the reason why there is none.

Each converter takes whatever a workbook's cell may hold (text, float, date, bool,
empty text) and returns a value, or raises one of the three troubles of `trouble`.
"""

from .choices import choice, yes_no
from .days import day, month
from .names import person_name, split_names
from .numbers import decimal, id_number, integer, phone
from .text import is_blank, key, plain, prose, shown
from .trouble import Candidate, CellFault, CellQuestion, CellTrouble, CellWarning

__all__ = [
    "Candidate",
    "CellFault",
    "CellQuestion",
    "CellTrouble",
    "CellWarning",
    "choice",
    "day",
    "decimal",
    "id_number",
    "integer",
    "is_blank",
    "key",
    "month",
    "person_name",
    "phone",
    "plain",
    "prose",
    "shown",
    "split_names",
    "yes_no",
]
