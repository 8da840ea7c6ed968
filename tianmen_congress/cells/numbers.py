"""Counts, sums of money, telephone and identity numbers."""

import re
from decimal import Decimal, InvalidOperation

from tianmen_congress import id_numbers

from .text import plain
from .trouble import CellFault, CellWarning

UNITS = re.compile(r"(个|户|人|名|次|岁|元|万元|亩|平方米|年|月|天)$")
LOST = "号码在Excel中变成了数字，后几位已丢失，请改为文本后重填"


def integer(value: object) -> int:
    """A whole number; 3.0, ３ and 3人 are three."""
    text = UNITS.sub("", plain(value).replace(",", ""))
    if not re.fullmatch(r"[+-]?\d{1,18}(\.0+)?", text, re.ASCII):
        raise CellFault("应为整数")
    return int(text.split(".")[0])


def decimal(value: object) -> Decimal:
    """A number with a fraction, such as an income in yuan."""
    text = UNITS.sub("", plain(value).replace(",", ""))
    try:
        number = Decimal(text)
    except InvalidOperation:
        raise CellFault("应为数字") from None
    if not number.is_finite() or abs(number) >= Decimal(10) ** 15:
        raise CellFault("应为数字")
    return number


def id_number(value: object) -> str:
    """An identity number of eighteen places that fits its own check digit."""
    text = plain(value).replace(" ", "").upper().lstrip("'")
    if isinstance(value, int | float) or re.fullmatch(r"\d\.\d+E\+?1\d", text):
        raise CellFault(LOST)
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
    """A mobile number, or a land line with or without its area code."""
    text = re.sub(r"[\s()\-]", "", plain(value)).removeprefix("+86")
    if re.fullmatch(r"1\d{10}|0\d{9,11}|[2-8]\d{6,7}", text, re.ASCII):
        return text
    if re.fullmatch(r"\d\.\d+E\+?\d+", text, re.IGNORECASE):
        raise CellFault(LOST)
    if re.fullmatch(r"1\d+", text, re.ASCII):
        raise CellFault(f"手机号码应为11位，现有{len(text)}位")
    raise CellFault("不是有效的电话号码")
