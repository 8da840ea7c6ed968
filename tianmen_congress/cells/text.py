"""Text as people read it, whatever the keyboard left in it."""

import re
import unicodedata
from datetime import date, datetime

# Control characters apart from tab and line break, lone surrogates, zero-width marks.
INVISIBLE = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\u200b-\u200f\u2028\u2029\u2060\ufeff\ufffe\uffff]"
)
SPACES = re.compile(r"[ \t\u00a0\u3000]+")
# Full-width digits and letters read as the usual ones; punctuation stays Chinese.
NARROW = {
    wide: wide - 0xFEE0
    for r in ((0x10, 0x1A), (0x21, 0x3B), (0x41, 0x5B))
    for wide in range(0xFF00 + r[0], 0xFF00 + r[1])
}


def shown(value: object) -> str:
    """A cell as its workbook shows it: 3.0 is 3, a day is 2017-06-05."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.0f}" if _is_whole(value) else f"{value:.15G}"
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)


def _is_whole(value: float) -> bool:
    return value == int(value) and abs(value) < 1e15 if abs(value) < 1e300 else False


def is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not plain(value))


def prose(value: object) -> str:
    """Running text: nothing invisible, spaces in their usual width, lines trimmed."""
    text = INVISIBLE.sub("", shown(value).replace("\r\n", "\n").replace("\r", "\n"))
    lines = (SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(lines).translate(NARROW).strip("\n ")


def plain(value: object) -> str:
    """One line in the usual width (NFKC): what codes, numbers and dates are read from."""
    text = unicodedata.normalize("NFKC", INVISIBLE.sub("", shown(value)))
    return re.sub(r"\s+", " ", text).strip()


def key(value: object) -> str:
    """What of a name or heading counts when two are compared: no spaces, one width."""
    return plain(value).replace(" ", "").casefold()
