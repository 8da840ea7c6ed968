"""Text as people read it, whatever the keyboard left in it."""

import re
import unicodedata
from datetime import date, datetime, timedelta

from .invisible import visible
from .trouble import CellFault

# Whole numbers up to here are kept digit by digit in the number cells of a workbook.
EXACT = 2**53
SPACES = re.compile(r"[^\S\n]+")
# Full-width digits and letters read as the usual ones; punctuation stays Chinese.
NARROW = {
    wide: wide - 0xFEE0
    for r in ((0x10, 0x1A), (0x21, 0x3B), (0x41, 0x5B))
    for wide in range(0xFF00 + r[0], 0xFF00 + r[1])
}
# How people say that there is nothing to say; marks alone say so too: - / ——
NOTHING = frozenset(
    [
        "无",
        "暂无",
        "没有",
        "无此项",
        "空",
        "空白",
        "不详",
        "未知",
        "不清楚",
        "不明",
        "不知道",
        "未填",
        "未填写",
        "未登记",
        "未报",
        "待定",
        "待核",
        "待查",
        "待补",
        "待补充",
        "n/a",
        "na",
        "none",
        "null",
        "nil",
    ]
)
# As above: readable only with the row before, which may have been sorted away.
DITTO = frozenset(
    ("同上", "同前", "〃", '"', "''", "\u2032\u2032", "”", "“", "〞", "〝")
)
LOST = "在Excel中变成了数字，后几位已丢失，请改为文本后重填"


def shown(value: object) -> str:
    """A cell as its workbook shows it: 3.0 is 3, a day is 2017-06-05."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, float):
        return f"{value:.0f}" if _is_whole(value) else f"{value:.15G}"
    if isinstance(value, timedelta):
        return _hours(value)
    if isinstance(value, datetime) and not (value.hour or value.minute or value.second):
        value = value.date()
    return value.isoformat() if isinstance(value, date) else str(value)


def _hours(value: timedelta) -> str:
    """A span as Excel shows it: 36:30:00."""
    minutes, seconds = divmod(int(value.total_seconds()), 60)
    return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"


def _is_whole(value: float) -> bool:
    return abs(value) <= EXACT and value == int(value)


def has_lost_digits(value: object) -> bool:
    """Whether a number is too long for its cell to have kept all of its digits."""
    return isinstance(value, int | float) and abs(value) > EXACT


def is_blank(value: object) -> bool:
    return value is None or (isinstance(value, str) and not plain(value))


def is_nothing(value: object) -> bool:
    """Whether nothing stands there, or a word or mark for nothing: 无, 不详, /, ——."""
    if is_blank(value):
        return True
    if not isinstance(value, str):
        return False
    text = key(value)
    words = text.strip("".join(filter(_is_mark, text)))
    return text not in DITTO and (not words or words in NOTHING)


def _is_mark(letter: str) -> bool:
    return unicodedata.category(letter).startswith("P") or letter == "~"


def check_own(value: object) -> None:
    """Refuse what only points at another cell."""
    if isinstance(value, str) and key(value) in DITTO:
        raise CellFault("写的是“同上”，请填写具体内容")


def prose(value: object) -> str:
    """Running text: nothing invisible, spaces in their usual width, lines trimmed."""
    text = visible(shown(value).replace("\r\n", "\n").replace("\r", "\n"))
    lines = (SPACES.sub(" ", line).strip() for line in text.split("\n"))
    return "\n".join(lines).translate(NARROW).strip("\n ")


def plain(value: object) -> str:
    """One line in the usual width (NFKC): what codes, numbers and dates are read from."""
    text = unicodedata.normalize("NFKC", visible(shown(value)))
    return re.sub(r"\s+", " ", text).strip()


def bare(value: object) -> str:
    """`value` without any kind of space, which offices use to pad names."""
    return re.sub(r"\s+", "", visible(shown(value or "")))


def key(value: object) -> str:
    """What of a name or heading counts when two are compared: no spaces, one width."""
    return plain(value).replace(" ", "").casefold()


def code(value: object) -> str:
    """An official number as its digits and letters, from a text or a number cell."""
    text = plain(value).replace(" ", "").removeprefix("'")
    if isinstance(value, bool | date | timedelta):
        raise CellFault("编号在Excel中变成了日期或真假值，请改为文本后重填")
    if has_lost_digits(value) or re.fullmatch(r"\d\.\d+E\+?\d+", text, re.IGNORECASE):
        raise CellFault(f"编号{LOST}")
    if isinstance(value, float) and not _is_whole(value):
        raise CellFault("编号中有小数，请核对")
    if not re.fullmatch(r"[\w\-/.()#]+", text):
        raise CellFault("编号中有数字和字母以外的字符，请核对")
    return text
