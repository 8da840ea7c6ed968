"""From what people write to a clean value, or to the reason why there is none.

Each converter takes whatever a workbook's cell may hold (text, float, date, bool,
empty text) or a box of a form, and returns a value, or raises one of the troubles of
`trouble`. Imports and forms read alike because both ask here.
"""

from .choices import choice, is_answer, is_choice, yes_no
from .days import day, month
from .ethnicities import ethnicity
from .invisible import visible
from .names import person_name, split_names
from .numbers import decimal, id_number, integer, normal_id_number, phone, year
from .searching import Normal, holds, normal
from .text import (
    LOST,
    bare,
    check_own,
    code,
    has_lost_digits,
    is_blank,
    is_nothing,
    key,
    plain,
    prose,
    shown,
)
from .trouble import (
    Candidate,
    CellFault,
    CellQuestion,
    CellTrouble,
    CellWarning,
    UnitQuestion,
    Unread,
)
from .units import COUNT, MONEY, MONTHS, PEOPLE, Quantity, kind_of
from .usual import Usual, usual_days

__all__ = [
    "COUNT",
    "LOST",
    "MONEY",
    "MONTHS",
    "PEOPLE",
    "Candidate",
    "CellFault",
    "CellQuestion",
    "CellTrouble",
    "CellWarning",
    "Normal",
    "Quantity",
    "UnitQuestion",
    "Unread",
    "Usual",
    "bare",
    "check_own",
    "choice",
    "code",
    "day",
    "decimal",
    "ethnicity",
    "has_lost_digits",
    "holds",
    "id_number",
    "integer",
    "is_answer",
    "is_blank",
    "is_choice",
    "is_nothing",
    "key",
    "kind_of",
    "month",
    "normal",
    "normal_id_number",
    "person_name",
    "phone",
    "plain",
    "prose",
    "shown",
    "split_names",
    "usual_days",
    "visible",
    "year",
    "yes_no",
]
