"""What an ID number says, and what cannot be one.

The check digit and the day of birth are hard rules. Place, sex and age only warn:
county lists are out of date and refuse real people.
"""

import re
import unicodedata
from datetime import date

from tianmen_congress.divisions.names import bare
from tianmen_congress.values import Sex

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_DIGITS = "10X98765432"
SHAPE = re.compile(r"[0-9]{17}[0-9X]")
# First digits of the provinces; nobody's number begins with others.
REGIONS = (
    (11, 15),
    (21, 23),
    (31, 37),
    (41, 46),
    (50, 54),
    (61, 65),
    (71, 71),
    (81, 83),
    (91, 91),
)
PROVINCES = frozenset(str(n) for first, last in REGIONS for n in range(first, last + 1))


def normal(text: str) -> str:
    """As it is stored: half-width, without spaces, X as a capital."""
    return bare(unicodedata.normalize("NFKC", text or "")).upper()


def fault_of(number: str, *, on: date) -> str:
    """Why `number` (as `normal` gives it) cannot be an ID number; "" when it can."""
    if len(number) != 18:
        return _fault_of_length(number)
    if not SHAPE.fullmatch(number):
        return "身份证号码只能是17位数字加1位数字或X"
    born = birth_of(number)
    if born is None or born > on:
        return f"身份证号码中的出生日期{number[6:14]}不存在或在今天以后"
    if number[17] != check_digit(number):
        return "身份证号码校验位不对，请核对是否抄错"
    return ""


def _fault_of_length(number: str) -> str:
    if len(number) == 15 and number.isdigit():
        return "这是15位旧号码，请填18位身份证号码"
    return f"身份证号码应为18位，现在是{len(number)}位"


def check_digit(number: str) -> str:
    """The last place of the number that begins with these 17 digits."""
    total = sum(
        int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=False)
    )
    return CHECK_DIGITS[total % 11]


def birth_of(number: str) -> date | None:
    """The day of birth in `number`, if there is such a day."""
    if not SHAPE.fullmatch(number):
        return None
    try:
        return date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError:
        return None


def sex_of(number: str) -> Sex:
    return Sex.MALE if int(number[16]) % 2 else Sex.FEMALE


def warnings_of(number: str, *, sex: str) -> list[str]:
    """What looks odd about a number that may all the same be right."""
    found = []
    if number[:2] not in PROVINCES:
        found.append(f"身份证号码的地区码{number[:6]}不常见，请核对")
    if sex and sex_of(number) != sex:
        found.append("身份证号码的性别位与所填性别不一致，请核对")
    return found
