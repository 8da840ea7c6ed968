"""Values as a workbook may hold them: no live formula, no character that XML forbids."""

import re
from datetime import date, datetime
from decimal import Decimal

from openpyxl.cell import WriteOnlyCell

from tianmen_congress.base.words import in_words

FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
LOOKS_LIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "'", "|", "%")
LONGEST = 32_767  # characters that Excel takes in a cell


def clean(value: object) -> object:
    """Numbers and days as they are, anything else as text."""
    is_number = isinstance(value, int | float | Decimal) and not isinstance(value, bool)
    if is_number or isinstance(value, date):
        return _without_zone(value)
    text = in_words(value).replace("\r\n", "\n").replace("\r", "\n")
    return FORBIDDEN.sub("", text)[:LONGEST]


def _without_zone(value: object) -> object:
    # A moment is written as a day: Excel knows no time zones.
    return value.date() if isinstance(value, datetime) else value


def looks_live(value: object) -> bool:
    return isinstance(value, str) and value.startswith(LOOKS_LIVE)


def cell_of(sheet, value: object, pattern: WriteOnlyCell) -> WriteOnlyCell:
    """A cell with the pattern's looks; text is text whatever it begins with."""
    cell = WriteOnlyCell(sheet, value=value)
    if isinstance(value, str):
        cell.data_type = "s"
    # The pattern's finished style as a whole: setting font by font is 5 times slower.
    cell._style = pattern._style
    return cell
