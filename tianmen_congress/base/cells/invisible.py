"""Characters that show nothing, known by what Unicode says of them."""

import re
import unicodedata

# Most text holds nothing else, and is passed by at once.
ORDINARY = re.compile(
    r"[\n\x20-\x7e\u00b7\u2014-\u201d\u3001-\u3130\u3400-\u9fff\uff01-\uff9f]*"
)
# Control, format, half a pair.
INVISIBLE = frozenset(("Cc", "Cf", "Cs"))
# Letters and marks that are blank all the same; of these only the name tells.
BLANK = re.compile(
    r"VARIATION SELECTOR|FILLER$|GRAPHEME JOINER|VOWEL INHERENT|BRAILLE PATTERN BLANK"
)
BREAKS = dict.fromkeys(map(ord, "\r\v\f\x85\u2028\u2029"), "\n")


class _Shown(dict):
    """What is left of each character, asked once: itself, a line break, or nothing."""

    def __missing__(self, code: int) -> str | None:
        left = None if _is_invisible(code) else chr(code)
        return self.setdefault(code, left)


def _is_invisible(code: int) -> bool:
    letter = chr(code)
    if unicodedata.category(letter) in INVISIBLE or code & 0xFFFE == 0xFFFE:
        return True
    return bool(BLANK.search(unicodedata.name(letter, "")))


_shown = _Shown(BREAKS | {code: chr(code) for code in map(ord, "\t\n")})


def visible(text: str) -> str:
    """`text` without what nobody sees in it: direction marks, joiners, selectors.

    Tabs and line breaks stay.
    """
    return text if ORDINARY.fullmatch(text) else text.translate(_shown)
