"""Days and months in the forms that offices write."""

import re
from datetime import date, datetime, timedelta

from .text import plain
from .trouble import Candidate, CellFault, CellQuestion

# Excel counts days from here; a number outside the span is no day but something else.
EPOCH = date(1899, 12, 30)
SERIALS = range(10_000, 73_051)  # 1927 to 2099

FULL = re.compile(r"(\d{4})[-./年](\d{1,2})[-./月](\d{1,2})[日号]?")
RUN = re.compile(r"(\d{4})(\d{2})(\d{2})")
SHORT = re.compile(r"(\d{1,2})[-./月](\d{1,2})[日号]?")
MONTH = re.compile(r"(\d{4})([-./年])(\d{1,2})月?")
MONTH_RUN = re.compile(r"(\d{4})(\d{2})")
UNREADABLE = "不是日期，可写成2017-06-05、2017.6.5或2017年6月5日"


def day(value: object, *, year: int | None = None, is_of_excel: bool = True) -> date:
    """A day; one written without its year falls in `year`.

    Five digits are a day that Excel counted; a hand that typed them slipped.
    """
    if isinstance(value, date):
        return _plausible(value.date() if isinstance(value, datetime) else value)
    text = _digits(value)
    if match := FULL.fullmatch(text) or RUN.fullmatch(text):
        return _plausible(_date(*match.groups()))
    if is_of_excel and re.fullmatch(r"\d{5}(\.\d+)?", text):
        return _counted(int(text[:5]))
    if not isinstance(value, float) and (match := SHORT.fullmatch(text)):
        return _date(_known(year), *match.groups())
    raise CellFault(_why_no_day(text))


def _counted(days: int) -> date:
    if days not in SERIALS:
        raise CellFault(UNREADABLE)
    return EPOCH + timedelta(days=days)


def _digits(value: object) -> str:
    """The text without spaces, weekday, time of day: what dates are matched against."""
    text = re.sub(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?$", "", plain(value))
    text = re.sub(r"[(（]?(星期|周)[一二三四五六日天][)）]?$", "", text)
    return text.replace(" ", "").replace("。", ".")


def _date(year: object, month: object, number: object) -> date:
    try:
        return date(int(year), int(month), int(number))
    except ValueError:
        raise CellFault("没有这一天，请核对") from None


def _plausible(found: date) -> date:
    if not 1880 <= found.year <= 2099:
        raise CellFault("年份不合理，请核对")
    return found


def _known(year: int | None) -> int:
    if year is None:
        raise CellFault("没有写年份，请写成2017-06-05的形式")
    return year


def _why_no_day(text: str) -> str:
    if re.fullmatch(r"(19|20)\d\d年?", text):
        return "只有年份，请补充月和日"
    if MONTH.fullmatch(text):
        return "只有年月，请补充日"
    if re.fullmatch(r"\d{2}[-./年]\d{1,2}[-./月]\d{1,2}[日号]?", text):
        return "年份请写四位，如2017-06-05"
    return UNREADABLE


def month(value: object) -> date:
    """A month, as its first day.

    1964.1 is what Excel makes of 1964.10 in a number cell: January or October.
    """
    if isinstance(value, date):
        return _plausible(date(value.year, value.month, 1))
    text = _digits(value)
    if match := MONTH.fullmatch(text):
        return _dotted(*match.groups())
    if match := MONTH_RUN.fullmatch(text):
        return _plausible(_month(*match.groups()))
    return _month_of_day(text)


def _dotted(year: str, mark: str, number: str) -> date:
    if mark == "." and number == "1":
        raise CellQuestion(
            f"{year}.1可能是{year}年1月，也可能是{year}年10月（数字末尾的0会被省略）",
            [
                Candidate(f"{year}-01", f"{year}年1月"),
                Candidate(f"{year}-10", f"{year}年10月"),
            ],
        )
    return _plausible(_month(year, number))


def _month(year: str, number: str) -> date:
    try:
        return date(int(year), int(number), 1)
    except ValueError:
        raise CellFault("月份应在1至12之间，请核对") from None


def _month_of_day(text: str) -> date:
    """A whole day where a month was wanted will do; anything else is named."""
    if re.fullmatch(r"(19|20)\d\d年?", text):
        raise CellFault("只有年份，请补充月份，如1964-10")
    try:
        return day(text).replace(day=1)
    except CellFault as fault:
        known = fault.reason != UNREADABLE
        reason = fault.reason if known else "不是可识别的年月，请写成1964-10的形式"
        raise CellFault(reason) from None
