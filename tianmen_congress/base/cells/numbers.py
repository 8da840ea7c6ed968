"""Counts, sums of money, years, telephone and identity numbers."""

import re
import unicodedata
from datetime import date
from decimal import Decimal

from tianmen_congress.base.personal import id_numbers

from .text import LOST, bare, has_lost_digits, plain
from .trouble import CellFault, CellWarning
from .units import COUNT, MONEY, NO_NUMBER, Quantity, measured

NO_WHOLE = "应为整数"
BETWEEN_PHONES = re.compile(r"[、，,；;/|]+|\s(?=1\d{10}\b)|或")


def integer(value: object, of: Quantity = COUNT, *, heading: str = "") -> int:
    """A whole number in the base of `of`; 3.0, ３ and 3人 are three."""
    try:
        number, is_rough = _measured(value, of, heading)
    except CellFault:
        raise CellFault(NO_WHOLE) from None
    if is_rough:
        whole = int(number.to_integral_value())
        raise CellWarning(f"“{plain(value)}”按{whole}个{of.base}登记，请核对", whole)
    if number != number.to_integral_value():
        raise CellFault(NO_WHOLE)
    return int(number)


def decimal(value: object, of: Quantity = MONEY, *, heading: str = "") -> Decimal:
    """A number with a fraction in the base of `of`, such as an income in yuan."""
    number, _ = _measured(value, of, heading)
    # Without the noughts that a conversion leaves behind the point.
    return Decimal(f"{number.normalize():f}")


def _measured(value: object, of: Quantity, heading: str) -> tuple[Decimal, bool]:
    if isinstance(value, bool | date):
        raise CellFault(NO_NUMBER)
    number, is_rough = measured(value, of, heading=heading)
    if abs(number) >= Decimal(10) ** 15:
        raise CellFault(NO_NUMBER)
    return number, is_rough


def year(value: object) -> int:
    """A year: 2016, 2016年, 2016年度, or any day of it."""
    if isinstance(value, date):
        return value.year
    text = plain(value).replace(" ", "")
    if match := re.fullmatch(r"(\d{4})(年度?|(?:[-./年]\d{1,2}){1,2}[月日号]?)?", text):
        return int(match[1])
    if re.fullmatch(r"\d{2}年度?", text):
        raise CellFault("年份请写四位，如2016")
    raise CellFault("应为年份，如2016")


def normal_id_number(text: str) -> str:
    """As it is stored and looked up, right or wrong: half-width, no spaces, a capital X."""
    return bare(unicodedata.normalize("NFKC", text or "")).upper()


def id_number(value: object) -> str:
    """An identity number of eighteen places that fits its own check digit."""
    text = plain(value).replace(" ", "").upper().lstrip("'")
    if isinstance(value, int | float) or re.fullmatch(r"\d\.\d+E\+?1\d", text):
        raise CellFault(f"号码{LOST}")
    if re.fullmatch(r"\d{15}", text, re.ASCII):
        return _modern(text)
    if reason := id_numbers.fault(text):
        raise CellFault(reason)
    if not id_numbers.is_known_area(text):
        raise CellWarning("前两位不是已知的省级代码，请留意", text)
    return text


def _modern(number15: str) -> str:
    number = id_numbers.from_old(number15)
    if id_numbers.birth_date(number) is None:
        raise CellFault("15位旧号码中的出生日期无效，请核对")
    raise CellWarning("15位旧号码，已换算为18位", number)


def phone(value: object) -> str:
    """A mobile number, or a land line with or without its area code; one of several."""
    if has_lost_digits(value):
        raise CellFault(f"号码{LOST}")
    parts = [part for part in BETWEEN_PHONES.split(plain(value)) if part.strip()]
    if len(parts) < 2:
        return _phone(plain(value))
    readable = [number for part in parts if (number := _readable(part))]
    if not readable:
        raise CellFault("有几个号码，都不是有效的电话号码")
    raise CellWarning(f"有{len(parts)}个号码，只登记{readable[0]}", readable[0])


def _readable(part: str) -> str:
    try:
        return _phone(part)
    except CellFault:
        return ""


def _phone(text: str) -> str:
    text = re.sub(r"[\s()\-]", "", text).removeprefix("+86")
    if re.fullmatch(r"1\d{10}|0\d{9,11}|[2-8]\d{6,7}", text, re.ASCII):
        return text
    if re.fullmatch(r"\d\.\d+E\+?\d+", text, re.IGNORECASE):
        raise CellFault(f"号码{LOST}")
    if re.fullmatch(r"1\d+", text, re.ASCII):
        raise CellFault(f"手机号码应为11位，现有{len(text)}位")
    raise CellFault("不是有效的电话号码")
