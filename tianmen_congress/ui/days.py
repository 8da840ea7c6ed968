"""Days as people type and paste them."""

import re
from datetime import date

from tianmen_congress import cells
from tianmen_congress.clocks.calendar import today

# Anything else is a slip of the hand, and days near the ends of the calendar cannot be
# counted from.
YEARS = range(1880, 2100)
SHAPES = (
    re.compile(r"(?P<y>\d{4})(?P<m>\d{2})(?P<d>\d{2})"),
    re.compile(r"(?P<y>\d{4})[-./年](?P<m>\d{1,2})[-./月](?P<d>\d{1,2})[日号]?"),
    re.compile(r"(?P<m>\d{1,2})[-./月](?P<d>\d{1,2})[日号]?"),
)


class NoDay(ValueError):
    """The text is no day of the calendar."""


def parse_day(text: str, *, year: int | None = None) -> date:
    """2017.6.5, 2017年6月5日, 20170605, 2017-06-05, 6月5日, full-width digits too.

    A day without a year is of `year`, or of this year.
    """
    plain = cells.plain(text).replace(" ", "").replace("。", ".")
    for shape in SHAPES:
        if found := shape.fullmatch(plain):
            parts = {key: int(value) for key, value in found.groupdict().items()}
            year = parts["y"] if "y" in parts else year or today().year
            return _day(year, parts["m"], parts["d"])
    raise NoDay(text)


def _day(year: int, month: int, day: int) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise NoDay(f"{year}-{month}-{day}") from None
