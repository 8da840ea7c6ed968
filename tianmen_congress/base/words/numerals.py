"""Chinese numerals in names: 第十五代表小组, 第八届."""

import re

DIGITS = "零一二三四五六七八九"
MOST = 999  # no congress and no group of a township is counted further
NUMERAL = re.compile(r"第([零一二三四五六七八九十\d]+)")


def in_words(number: int) -> str:
    """15 is 十五; from 100 on in figures, as nobody writes such a one in words."""
    if number > 99:
        return str(number)
    tens, ones = divmod(number, 10)
    if not tens:
        return DIGITS[number]
    return ("" if tens == 1 else DIGITS[tens]) + "十" + (DIGITS[ones] if ones else "")


def ordinal_in(text: str, *, of: str = "") -> int | None:
    """The number in 第…`of` of `text`: 15 in 渔薪镇第十五代表小组; None without one."""
    match = re.search(NUMERAL.pattern + re.escape(of), text)
    value = _value(match[1]) if match else None
    return value if value is None or value <= MOST else None


def _value(word: str) -> int | None:
    if word.isdecimal():
        return int(word)
    tens, ten, ones = word.rpartition("十")
    if not ten:
        return _digits(word)
    return 10 * (_digits(tens) or 1) + (_digits(ones) or 0)


def _digits(word: str) -> int | None:
    """二零 is 20, as one reads off figures; None where `word` holds more than figures."""
    if not word or any(letter not in DIGITS for letter in word):
        return None
    return int("".join(str(DIGITS.index(letter)) for letter in word))
