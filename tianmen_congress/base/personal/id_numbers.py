"""Citizens' identity numbers (GB 11643): what is certain about one from its digits.

The check digit and the birth date are hard rules. The area code is none: codes
change, and lists of them refuse real people.
"""

import re
from datetime import date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
PROVINCES = re.compile(r"1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3]")


def check_digit(first17: str) -> str:
    """The last place that belongs to the first seventeen (MOD 11-2)."""
    total = sum(int(d) * w for d, w in zip(first17, WEIGHTS, strict=True))
    return CHECK_DIGITS[total % 11]


def complete(first17: str) -> str:
    return first17 + check_digit(first17)


def from_old(number15: str) -> str:
    """The number of today for one of fifteen digits, given out before 1999."""
    return complete(f"{number15[:6]}19{number15[6:]}")


def birth_date(number: str) -> date | None:
    """The day in places 7 to 14, or nothing where there is no such day."""
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def is_male(number: str) -> bool:
    """The 17th place is odd for men."""
    return int(number[16]) % 2 == 1


def fault(number: str) -> str:
    """Why `number` cannot be an identity number, in words; empty when it can."""
    if not re.fullmatch(r"\d{17}[\dX]", number, re.ASCII):
        return _shape_fault(number)
    if birth_date(number) is None or not 1880 <= int(number[6:10]) <= 2099:
        return "第7至14位不是有效的出生日期，请核对"
    if check_digit(number[:17]) != number[17]:
        return "校验码不正确，号码中可能有数字写错，请核对"
    return ""


def _shape_fault(number: str) -> str:
    if re.search(r"[^\dX]", number, re.ASCII):
        return "号码中有数字和X以外的字符，请核对"
    if len(number) != 18:
        return (
            f"号码只有{len(number)}位，应为18位"
            if len(number) < 18
            else (f"号码有{len(number)}位，应为18位")
        )
    return "X只能出现在最后一位，请核对"


def is_known_area(number: str) -> bool:
    """Whether the first two places name a province; only ever a reason to warn."""
    return PROVINCES.match(number) is not None
